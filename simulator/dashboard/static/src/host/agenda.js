// The host's day: phases with their minutes, the notes of the one that runs, and the way to the next.
import { h, say as write } from "../dom.js";
import { sliding } from "../team/agenda.js";
import { left } from "../team/band.js";
import { refilled } from "./redraw.js";

export function createDay(app) {
  const { say, store } = app;
  const list = h("ol", { class: "agenda", "aria-label": say.t("agenda.title") });
  const fill = refilled(list, (phases, at) => phases.map((one, rank) => item(one, rank, at)));
  const fit = sliding(list);
  const clock = h("p", { class: "clock big", "aria-hidden": "true" });
  const next = h("button", { class: "action wide", type: "button" });
  const node = h("aside", { class: "levers day", "aria-label": say.t("agenda.title") }, h("div", { class: "purse" }, h("div", { class: "row" }, h("h2", {}, say.t("agenda.title")), clock)), list, h("div", { class: "foot" }, next));
  const timer = setInterval(() => (clock.textContent = left(store.state.seen?.phase)), 1000);
  let coming = null;
  next.addEventListener("click", () => coming && app.begin(coming));
  function item(one, rank, at) {
    const name = h("button", { type: "button", class: "phase", "data-key": one.key, onclick: () => app.begin(one), "aria-current": rank === at ? "step" : null }, h("span", {}, say.pick(one.title)), h("span", { class: "note" }, `${one.minutes}\u00a0min`));
    return h("li", { "data-when": rank < at ? "done" : rank === at ? "now" : "later" }, name);
  }
  function update() {
    const { phases, phase } = store.state.seen;
    const at = phases.findIndex((one) => one.key === phase?.key);
    fill(phases, at);
    fit();
    coming = phases[at + 1] ?? null;
    next.hidden = !coming;
    next.textContent = coming ? say.t("host.next", { phase: say.pick(coming.title) }) : "";
    write(clock, left(phase));
  }
  return { node, update, stop: () => clearInterval(timer) };
}

export function createNotes(app) {
  const { say, store } = app;
  const title = h("h2", {});
  const words = h("p", { class: "lead" });
  const node = h("section", { class: "card notes-card", "aria-label": say.t("host.notes") }, title, words);
  return {
    node,
    update() {
      const { phase } = store.state.seen;
      title.textContent = phase ? say.pick(phase.title) : say.t("host.before");
      words.textContent = phase ? say.pick(phase.notes) : say.t("host.before.words");
    },
  };
}
