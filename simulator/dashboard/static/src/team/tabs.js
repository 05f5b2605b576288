// One page at a time: a list of tabs that arrows, Home and End go through; a tab that has nothing yet is not offered.
import { h, identifier } from "../dom.js";

// `pages` are pairs of a name and its words; `body` is where `show(name)` puts the page that is open.
export function createTabs(label, pages, body, show) {
  let current = null;
  body.id ||= identifier("page");
  const tab = (name, words) => h("button", { type: "button", role: "tab", id: identifier("tab"), "aria-controls": body.id, class: "page-tab", onclick: () => open(name) }, words);
  const tabs = pages.map(([name, words]) => ({ name, button: tab(name, words) }));
  const node = h("div", { class: "pages", role: "tablist", "aria-label": label, onkeydown: turn }, ...tabs.map((one) => one.button));
  body.setAttribute("role", "tabpanel");
  const offered = () => tabs.filter((one) => !one.button.hidden);
  function open(name) {
    current = name;
    tabs.forEach(({ name: own, button }) => {
      button.setAttribute("aria-selected", String(own === name));
      button.tabIndex = own === name ? 0 : -1;
      if (own === name) body.setAttribute("aria-labelledby", button.id);
    });
    show(name);
  }
  function turn(event) {
    const among = offered();
    const at = among.findIndex((one) => one.name === current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: among.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = among[(to + among.length) % among.length];
    open(next.name);
    next.button.focus();
  }
  // What is offered now; an open page that is taken away gives place to the first.
  function offer(names) {
    tabs.forEach(({ name, button }) => (button.hidden = !names.includes(name)));
    if (!names.includes(current) && offered().length) open(offered()[0].name);
  }
  return { node, open, offer, current: () => current };
}
