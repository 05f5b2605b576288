// The plan over the years: one bar a lever from its start to 2040, and the tokens of each year; costs, never results.
import { h } from "../dom.js";
import { part } from "../lever.js";

const [FIRST, LAST] = [2027, 2040];
const share = (year) => (100 * (year - FIRST)) / (LAST - FIRST + 1);

function bar(app, lever, rank) {
  const { say, store } = app;
  const [tokens, start] = [store.state.tokens[lever.name], store.state.start[lever.name]];
  const words = `${say.pick(lever.label)} : ${say.tokens(tokens)}, ${say.t("lever.since")} ${start}`;
  const line = h("i", { class: part(rank), style: `left:${share(start)}%;right:0;height:${Math.min(26, 8 + tokens)}px` });
  return h("li", { "aria-label": words }, h("span", { class: "who" }, say.pick(lever.label)), h("span", { class: "lane", "aria-hidden": "true" }, line), h("span", { class: "figure" }, String(tokens)));
}

export function createTimeline(app) {
  const { say, setting, store } = app;
  const list = h("ul", { class: "lanes" });
  const years = h("div", { class: "lane-years", "aria-hidden": "true" }, ...[2027, 2030, 2035, 2040].map((year) => h("span", { style: `left:${share(year)}%` }, String(year))));
  const total = h("p", { class: "sentence" });
  const node = h("section", { class: "card timeline" }, h("h2", {}, say.t("plan.over")), list, years, total);
  function update() {
    const placed = setting.levers.map((lever, rank) => ({ lever, rank })).filter(({ lever }) => store.state.tokens[lever.name]);
    list.replaceChildren(...(placed.length ? placed.map(({ lever, rank }) => bar(app, lever, rank)) : [h("li", { class: "empty" }, say.t("plan.empty"))]));
    const euros = placed.reduce((sum, { lever }) => sum + store.state.tokens[lever.name] * setting.token * (LAST + 1 - store.state.start[lever.name]), 0);
    total.textContent = placed.length ? say.t("plan.total", { euros: say.euros(euros) }) : "";
  }
  return { node, update };
}

// The question that each lever with tokens raises, and what these buy; what it does stands beside its slider.
export function createMechanisms(app) {
  const { say, setting, store } = app;
  const list = h("div", { class: "mechanisms" });
  const bought = (lever) => say.t("lever.buys", { tokens: say.tokens(store.state.tokens[lever.name]), number: say.number(lever.buys[store.state.tokens[lever.name]]), unit: say.pick(lever.unit) });
  const card = (lever, rank) => h("section", { class: `card mechanism ${part(rank)}` }, h("h3", {}, say.pick(lever.label)), h("p", { class: "asks" }, say.pick(lever.question)), h("p", { class: "figure" }, bought(lever)));
  function update() {
    const placed = setting.levers.map((lever, rank) => [lever, rank]).filter(([lever]) => store.state.tokens[lever.name] > 0);
    list.replaceChildren(...placed.map(([lever, rank]) => card(lever, rank)));
  }
  return { node: list, update };
}


// Who watches over what while the table decides, each with the question it asks; the roles change hands every round.
export function createRoles({ say, setting }) {
  const line = (role) => h("li", {}, h("strong", {}, say.pick(role.title)), h("span", {}, say.pick(role.says)));
  return h("section", { class: "card roles" }, h("h2", {}, say.t("roles.title")), h("ul", {}, ...setting.roles.map(line)));
}
