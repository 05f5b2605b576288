// The levers: tokens, a start year, what it buys, its evidence and its question, under a budget always in sight.
import { h, identifier } from "./dom.js";

function budgetBar(app) {
  const bar = h("div", { class: "budget", "aria-hidden": "true" });
  const parts = app.setting.levers.map((_, rank) => h("i", { class: `part-${rank % 3}` }));
  bar.append(...parts);
  return {
    bar,
    update: () => app.setting.levers.forEach((lever, rank) => (parts[rank].style.width = `${(100 * app.store.state.tokens[lever.name]) / app.setting.budget}%`)),
  };
}

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

function createLever(app, lever, rank) {
  const { say, store } = app;
  const [id, yearId, noteId] = [identifier("lever"), identifier("start"), identifier("note")];
  const input = slider(app, lever, id);
  const select = years(app, lever, yearId);
  const buys = h("span", { class: "buys", id: noteId });
  input.setAttribute("aria-describedby", noteId);
  const node = h(
    "section",
    { class: `lever part-${rank % 3}` },
    h("div", { class: "row" }, h("label", { for: id }, say.pick(lever.label)), h("span", { class: `badge ${lever.proof}` }, say.t(`proof.${lever.proof}`))),
    h("p", { class: "note" }, say.pick(lever.sentence)),
    input,
    h("div", { class: "row note" }, buys, h("span", { class: "since" }, h("label", { for: yearId }, say.t("lever.since")), " ", select)),
    h("p", { class: "question" }, say.pick(lever.question)),
  );
  function update() {
    const count = store.state.tokens[lever.name];
    input.value = String(count);
    input.style.setProperty("--filled", `${(100 * count) / lever.most}%`);
    input.setAttribute("aria-valuetext", say.tokens(count));
    select.value = String(store.state.start[lever.name]);
    buys.textContent = count
      ? say.t("lever.buys", { tokens: say.tokens(count), number: say.number(lever.buys[count]), unit: say.pick(lever.unit) })
      : say.t("lever.nothing", { number: say.number(lever.buys[1]), unit: say.pick(lever.unit) });
  }
  return { node, update };
}

export function createLevers(app) {
  const { say, setting, store } = app;
  const { bar, update: fillBar } = budgetBar(app);
  const spent = h("p", { class: "spent", role: "status" });
  const euros = h("p", { class: "note" });
  const levers = setting.levers.map((lever, rank) => createLever(app, lever, rank));
  const reset = h("button", { class: "quiet wide", type: "button", onclick: () => takeBack() }, say.t("levers.reset"));
  const close = h("button", { class: "quiet drawer-close", type: "button", onclick: () => store.set({ drawer: false }) }, say.t("levers.close"));
  const node = h(
    "aside",
    { class: "levers", id: "levers", "aria-label": say.t("levers.title") },
    h("div", { class: "row" }, h("h2", {}, say.t("levers.title")), spent),
    bar,
    euros,
    ...levers.map((lever) => lever.node),
    h("div", { class: "rest" }, h("p", { class: "note" }, say.t("levers.token")), reset, close),
  );
  // The button that has just been used goes quiet: the keyboard goes on from the first lever.
  function takeBack() {
    app.choose({ tokens: app.nothing() });
    node.querySelector("input").focus();
  }
  function update(changed) {
    levers.forEach((lever) => lever.update());
    fillBar();
    const tokens = app.spent();
    spent.textContent = say.t("levers.spent", { spent: tokens, budget: setting.budget });
    euros.textContent = tokens >= setting.budget ? say.t("levers.full") : tokens === 0 ? say.t("levers.none") : say.t("levers.euros", { millions: say.number((tokens * setting.token) / 1e6, 2) });
    reset.disabled = tokens === 0;
    node.classList.toggle("open", store.state.drawer);
    if (changed?.has("drawer")) (store.state.drawer ? close : app.root.querySelector(".drawer-open")).focus();
  }
  return { node, update };
}
