// The levers under a budget always in sight: a few are open, the names of the others open them.
import { h } from "./dom.js";
import { createLever, createName, part } from "./lever.js";
import { madeRoom } from "./opened.js";

function budgetBar(app) {
  const bar = h("div", { class: "budget", "aria-hidden": "true" });
  const parts = app.setting.levers.map((_, rank) => h("i", { class: part(rank) }));
  bar.append(...parts);
  return {
    bar,
    update: () => app.setting.levers.forEach((lever, rank) => (parts[rank].style.width = `${(100 * app.store.state.tokens[lever.name]) / app.setting.budget}%`)),
  };
}

// What is placed, in tokens and in euros, and the way to take it all back.
function createPurse(app, takeBack) {
  const { say, setting } = app;
  const { bar, update: fillBar } = budgetBar(app);
  const spent = h("p", { class: "spent", role: "status" });
  const euros = h("p", { class: "note" });
  const reset = h("button", { class: "quiet reset", type: "button", onclick: takeBack }, say.t("levers.reset"));
  const node = h("div", { class: "purse" }, h("div", { class: "row" }, h("h2", {}, say.t("levers.title")), reset), bar, h("div", { class: "row" }, spent, euros));
  function update() {
    const tokens = app.spent();
    fillBar();
    spent.textContent = say.t(say.several(tokens) ? "levers.spent" : "levers.spent.one", { spent: tokens, budget: setting.budget });
    euros.textContent = tokens >= setting.budget ? say.t("levers.full") : tokens === 0 ? say.t("levers.none") : say.t("levers.euros", { euros: say.euros(tokens * setting.token) });
    reset.disabled = tokens === 0;
  }
  return { node, update };
}

export function createLevers(app) {
  const { say, setting, store } = app;
  const purse = createPurse(app, takeBack);
  const levers = setting.levers.map((lever, rank) => createLever(app, lever, rank));
  const names = setting.levers.map((lever, rank) => createName(app, lever, levers[rank], () => open(rank)));
  const closed = h("ul", { class: "closed", "aria-label": say.t("levers.closed") }, ...names.map((name) => name.node));
  const close = h("button", { class: "quiet drawer-close", type: "button", onclick: () => store.set({ drawer: false }) }, say.t("levers.close"));
  const node = h("aside", { class: "levers", id: "levers", "aria-label": say.t("levers.title") }, purse.node, h("div", { class: "choices" }, ...levers.map((lever) => lever.node), closed, h("p", { class: "note" }, say.t("levers.token"))), close);
  // A name that has just been used is gone: the keyboard goes on from the slider it opened.
  function open(rank) {
    store.set({ open: madeRoom([...store.state.open, setting.levers[rank].name], store.state.tokens) });
    levers[rank].reveal();
  }
  // The button that has just been used goes: the keyboard goes on from the first lever.
  function takeBack() {
    app.choose({ tokens: app.nothing(), open: madeRoom(store.state.open, app.nothing()) });
    levers.find((lever) => !lever.node.hidden).reveal();
  }
  function update(changed) {
    [purse, ...levers, ...names].forEach((one) => one.update());
    closed.hidden = store.state.open.length === setting.levers.length;
    node.classList.toggle("open", store.state.drawer);
    if (changed?.has("drawer")) (store.state.drawer ? close : app.root.querySelector(".drawer-open")).focus();
  }
  return { node, update };
}
