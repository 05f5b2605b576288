// The day beside the page: phases done, the one that runs, and those to come.
import { h } from "../dom.js";

// Where the list is a strip that slides, the keyboard reaches it, and the phase that runs is in sight.
export function sliding(list) {
  function fit() {
    const slides = list.scrollWidth > list.clientWidth || list.scrollHeight > list.clientHeight;
    list.tabIndex = slides ? 0 : -1;
    const now = list.querySelector('[data-when="now"]');
    if (now && slides) list.scrollTo({ left: now.offsetLeft - list.offsetLeft - 24, top: now.offsetTop - list.offsetTop - list.clientHeight / 2 });
  }
  const watch = new ResizeObserver(fit);
  watch.observe(list);
  document.fonts.ready.then(fit);
  return fit;
}

export function createAgenda(app) {
  const { say, store } = app;
  const list = h("ol", { class: "agenda", "aria-label": say.t("agenda.title") });
  const fit = sliding(list);
  const node = h("aside", { class: "levers day", "aria-label": say.t("agenda.title") }, h("div", { class: "purse" }, h("h2", {}, say.t("agenda.title"))), list, h("p", { class: "note choices" }, say.t("agenda.note")));
  function update() {
    const { phases, phase } = store.state.seen;
    const at = phases.findIndex((one) => one.key === phase?.key);
    const item = (one, rank) => h("li", { "data-when": rank < at ? "done" : rank === at ? "now" : "later", "aria-current": rank === at ? "step" : null }, h("span", {}, say.pick(one.title)), h("span", { class: "note" }, `${one.minutes}\u00a0min`));
    list.replaceChildren(...phases.map(item));
    fit();
  }
  return { node, update };
}
