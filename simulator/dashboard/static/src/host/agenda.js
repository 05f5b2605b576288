// The host's day: phases with their minutes, the notes of the one that runs, and the way to the next.
import { h } from "../dom.js";
import { sliding } from "../team/agenda.js";
import { refilled } from "./redraw.js";

// The reveal comes before the way on: one main action at a time.
export const revealing = ({ phase, tables }) => Boolean(phase?.opens.includes("reveal")) && !tables.every((table) => table.done.revealed);

export function createDay(app) {
  const { say, store } = app;
  const list = h("ol", { class: "agenda", "aria-label": say.t("agenda.title") });
  const fill = refilled(list, (phases, at) => phases.map((one, rank) => item(one, rank, at)));
  const fit = sliding(list);
  const next = h("button", { class: "action wide", type: "button" });
  const node = h("aside", { class: "levers day", "aria-label": say.t("agenda.title") }, h("div", { class: "purse" }, h("h2", {}, say.t("agenda.title"))), list, h("div", { class: "foot" }, next));
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
    next.classList.toggle("second", revealing(store.state.seen));
  }
  return { node, update };
}

// What the host says in this phase; shorter in the simplified version, where the agenda has shorter words.
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
      words.textContent = phase ? say.pick((store.state.simple && phase.brief) || phase.notes) : say.t("host.before.words");
    },
  };
}
