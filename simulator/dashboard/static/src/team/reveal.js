// After the reveal: the difference first, the prediction beside it, for whom it changes, one imagined life, the others.
import { h, identifier, say as write } from "../dom.js";
import { verdict } from "../data.js";
import { difference, interval } from "../units.js";

const MEASURE = "any_but_cinema";

function found(app) {
  const { answer } = app.store.state;
  const part = answer?.part(MEASURE, "all");
  if (!part) return null;
  const at = answer.year(2040);
  return { mean: part.difference(at), low: part.low(at), high: part.high(at), code: verdict(part, at, 0, answer.smallest, answer.sure) };
}

const points = (say, value, digits = 1) => say.t(say.several(value, digits) ? "unit.points" : "unit.point", { value: say.signed(value, digits) });

// What the table foresaw, what the run gives, and how they stand to each other.
export function createForeseen(app) {
  const { say, store } = app;
  const node = h("section", { class: "card foreseen", "aria-label": say.t("foreseen.title") });
  function update() {
    const one = found(app);
    const given = store.state.seen.prediction;
    if (!one) return node.replaceChildren(h("p", { class: "note" }, say.t("reveal.coming")));
    const distance = given ? Math.abs(given.points - 100 * one.mean) : null;
    const near = given && given.points >= 100 * one.low && given.points <= 100 * one.high ? "inside" : distance < 1 ? "near" : given?.points > 100 * one.mean ? "above" : "below";
    return node.replaceChildren(
      h("p", { class: "note" }, say.t("foreseen.title")),
      h("p", {}, h("strong", {}, given ? points(say, given.points) : say.t("foreseen.none")), " · ", say.t("foreseen.found", { value: difference(say, "share", one.mean) })),
      h("p", { class: "note" }, given ? say.t(`foreseen.${near}`, { range: interval(say, "share", one.low, one.high) }) : ""),
    );
  }
  return { node, update };
}

// One imagined person in both worlds; another at each press.
export function createLife(app) {
  const { say, store } = app;
  let rank = 0;
  const words = h("div", { class: "life-words", "aria-live": "polite" });
  const next = h("button", { class: "quiet", type: "button", onclick: () => ((rank += 1), update()) }, say.t("life.next"));
  const node = h("section", { class: "card story life" }, h("div", {}, h("span", { class: "note" }, say.t("life.title")), words), next);
  function update() {
    const lives = store.state.lives ?? [];
    node.hidden = !lives.length;
    if (!lives.length) return;
    const one = lives[rank % lives.length];
    words.replaceChildren(...one[say.language].map((sentence) => h("span", {}, `${sentence} `)));
    next.hidden = lives.length < 2;
  }
  return { node, update };
}

const foreseen = (say, peer) => (peer.points === null ? "–" : say.signed(peer.points, 1));

// Tables of the same world, in table order, each with what it foresaw and what the run gives; no ranking.
export function createPeers(app) {
  const { say, store } = app;
  const list = h("tbody");
  const table = h("table", { class: "peers" }, h("caption", {}, say.t("peers.title")), h("thead", {}, h("tr", {}, ...["table", "foreseen", "found", "interval.head"].map((key) => h("th", { scope: "col" }, say.t(key === "interval.head" ? key : `peers.${key}`))))), list);
  const node = h("section", { class: "card peers-card" }, h("h2", {}, say.t("peers.title")), table, h("p", { class: "note" }, say.t("peers.note")));
  function line(peer) {
    const one = peer.found;
    const cells = one
      ? [foreseen(say, peer), one.verdict === "same" ? say.t("verdict.same") : say.signed(100 * one.difference, 1), interval(say, "share", one.low, one.high)]
      : [foreseen(say, peer), "…", "…"];
    return h("tr", { "aria-current": peer.mine ? "true" : null }, h("th", { scope: "row" }, say.t("table.name", { table: peer.number }), peer.name ? ` · ${peer.name}` : ""), ...cells.map((cell) => h("td", {}, cell)));
  }
  function update() {
    const peers = store.state.peers ?? [];
    node.hidden = peers.length < 2;
    list.replaceChildren(...peers.map(line));
  }
  return { node, update };
}

// A table disputes a parameter: the value it holds true, and why. The disputed world is then run, for both sides.
export function openDissent(app, parameters) {
  const { say, send } = app;
  const [chosen, value, why, hidden] = ["parameter", "value", "why", "hidden"].map(identifier);
  const select = h("select", { id: chosen }, ...parameters.map((one) => h("option", { value: one.name }, say.pick(one.label))));
  const input = h("input", { id: value, type: "number", step: "any", required: true });
  const about = h("p", { class: "note" });
  const words = h("textarea", { id: why, rows: "3", maxlength: "600" });
  const anonymous = h("input", { id: hidden, type: "checkbox", checked: true });
  const status = h("p", { class: "note", role: "status" });
  const show = () => {
    const one = parameters.find((parameter) => parameter.name === select.value);
    [input.min, input.max, input.value] = [one.low, one.high, one.value];
    about.textContent = say.t("dissent.about", { value: one.value, unit: one.unit, low: one.low, high: one.high, source: say.pick(one.source) });
  };
  select.addEventListener("change", show);
  const form = h("form", { class: "form", novalidate: true }, h("p", {}, say.t("dissent.lead")), h("div", { class: "field" }, h("label", { for: chosen }, say.t("dissent.parameter")), select, about), h("div", { class: "field" }, h("label", { for: value }, say.t("dissent.value")), input), h("div", { class: "field" }, h("label", { for: why }, say.t("predict.why"), h("span", { class: "note" }, ` ${say.t("optional")}`)), words), h("label", { for: hidden, class: "check" }, anonymous, " ", say.t("dissent.anonymous")), h("button", { class: "action", type: "submit" }, say.t("dissent.keep")), status);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = Number(input.value);
    if (!input.value || number < Number(input.min) || number > Number(input.max)) return write(status, say.t("dissent.bounds", { low: input.min, high: input.max }));
    send({ kind: "dissented", parameter: select.value, value: number, anonymous: anonymous.checked, round: app.store.state.seen.round, ...(words.value.trim() ? { why: words.value.trim() } : {}) });
    return write(status, say.t("dissent.kept"));
  });
  show();
  app.dialog.open(say.t("dissent.title"), form);
}
