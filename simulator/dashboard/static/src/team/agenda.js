// The day beside the page: phases done, the one that runs, and those to come.
import { h } from "../dom.js";

export function createAgenda(app) {
  const { say, store } = app;
  const list = h("ol", { class: "agenda" });
  const node = h("aside", { class: "levers day", "aria-label": say.t("agenda.title") }, h("div", { class: "purse" }, h("h2", {}, say.t("agenda.title"))), list, h("p", { class: "note choices" }, say.t("agenda.note")));
  function update() {
    const { phases, phase } = store.state.seen;
    const at = phases.findIndex((one) => one.key === phase?.key);
    const item = (one, rank) => h("li", { "data-when": rank < at ? "done" : rank === at ? "now" : "later", "aria-current": rank === at ? "step" : null }, h("span", {}, say.pick(one.title)), h("span", { class: "note" }, `${one.minutes}\u00a0min`));
    list.replaceChildren(...phases.map(item));
  }
  return { node, update };
}
