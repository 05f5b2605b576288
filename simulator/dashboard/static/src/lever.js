// One lever: its evidence, a sentence or its question, tokens, what they buy, a start year; or its name alone.
import { h, identifier } from "./dom.js";

// Three hues, each in four weaves: twelve parts of the budget that differ without their colours too.
export const part = (rank) => `part-${rank % 3} weave-${Math.floor(rank / 3) % 4}`;

function slider(app, lever, id) {
  const { setting, store } = app;
  const input = h("input", { type: "range", id, min: "0", max: String(lever.most), step: "1" });
  input.addEventListener("input", () => {
    const others = app.spent() - store.state.tokens[lever.name];
    const allowed = Math.min(Number(input.value), setting.budget - others);
    if (allowed !== Number(input.value)) input.value = String(allowed);
    store.set({ tokens: { ...store.state.tokens, [lever.name]: allowed } });
  });
  input.addEventListener("change", () => app.choose({}));
  return input;
}

function years(app, lever, id) {
  const { setting, store } = app;
  const options = setting.starts.map((year) => h("option", { value: String(year) }, String(year)));
  const select = h("select", { id, class: "start" }, ...options);
  select.addEventListener("change", () => app.choose({ start: { ...store.state.start, [lever.name]: Number(select.value) } }));
  return select;
}

// What the lever does.
function sentence({ say }, lever) {
  const running = lever.running ? ` ${say.t("lever.running", { share: say.percent(lever.running) })}` : "";
  return h("p", { class: "sentence" }, say.pick(lever.sentence), running);
}

// The question that it raises: in place of the sentence where room is scarce, so that nothing moves.
function asking({ say }, lever) {
  const question = h("p", { class: "question", id: identifier("question") }, say.pick(lever.question));
  const name = say.t("lever.question", { lever: say.pick(lever.label) });
  const ask = h("button", { class: "ask", type: "button", title: name, "aria-label": name, "aria-expanded": "false", "aria-controls": question.id }, "?");
  ask.addEventListener("click", () => ask.setAttribute("aria-expanded", String(ask.closest(".lever").classList.toggle("asked"))));
  return [question, ask];
}

function bought(app, lever, count) {
  const { say } = app;
  const much = { number: say.number(lever.buys[count || 1]), unit: say.pick(lever.unit) };
  return count ? say.t("lever.buys", { tokens: say.tokens(count), ...much }) : say.t("lever.nothing", much);
}

export function createLever(app, lever, rank) {
  const { say, store } = app;
  const [id, yearId, noteId] = [identifier("lever"), identifier("start"), identifier("note")];
  const input = slider(app, lever, id);
  const select = years(app, lever, yearId);
  const [question, ask] = asking(app, lever);
  const buys = h("span", {});
  const most = lever.buys.map((_, count) => bought(app, lever, count)).reduce((longest, one) => (one.length > longest.length ? one : longest));
  input.setAttribute("aria-describedby", noteId);
  const since = h("span", { class: "since" }, h("label", { for: yearId }, say.t("lever.since"), h("span", { class: "unseen" }, say.t("lever.of", { lever: say.pick(lever.label) }))), " ", select);
  const node = h(
    "section",
    { class: `lever ${part(rank)}`, id: identifier("opened") },
    h("div", { class: "row" }, h("label", { for: id }, say.pick(lever.label)), h("span", { class: `badge ${lever.proof}` }, say.t(`proof.${lever.proof}`))),
    sentence(app, lever),
    question,
    h("div", { class: "row" }, input, since),
    h("div", { class: "row" }, h("p", { class: "buys", id: noteId, "data-longest": most }, h("i", { class: "swatch", "aria-hidden": "true" }), buys), ask),
  );
  function update() {
    const count = store.state.tokens[lever.name];
    input.value = String(count);
    input.style.setProperty("--filled", `${(100 * count) / lever.most}%`);
    input.setAttribute("aria-valuetext", say.tokens(count));
    select.value = String(store.state.start[lever.name]);
    buys.textContent = bought(app, lever, count);
    node.hidden = !store.state.open.includes(lever.name);
  }
  function reveal() {
    input.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest" });
  }
  return { node, update, reveal };
}

// A closed lever: its name, to open it.
export function createName(app, lever, { node }, open) {
  const button = h("button", { type: "button", "aria-expanded": "false", "aria-controls": node.id, onclick: open }, app.say.pick(lever.label));
  const item = h("li", {}, button);
  return { node: item, update: () => (item.hidden = app.store.state.open.includes(lever.name)) };
}
