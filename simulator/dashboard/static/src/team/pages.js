// The instruments that are open now, one at a time, beside what the table has already kept.
import { h, identifier } from "../dom.js";
import { createForm, FORMS } from "./forms.js";
import { createGrid } from "./gridform.js";
import { paragraphs } from "../dialogs.js";

const WRITTEN = ["grid", "resources", "gaps", "ties", "dreams", "fiction", "notes", "actions"];

// In the order in which the agenda opens them: what a phase is about comes first.
export const offered = (phase) => (phase?.opens ?? []).filter((name) => WRITTEN.includes(name));

function world(app) {
  const { say, store } = app;
  const page = store.state.seen.world;
  const artefacts = page.artefacts.map((one) => h("section", { class: "artefact" }, h("h4", {}, say.pick(one.title)), ...paragraphs(say.pick(one.text))));
  return h("section", { class: "card world" }, h("h2", {}, say.t("world.in2040", { title: say.pick(page.title) })), ...paragraphs(say.pick(page.story)), h("h3", {}, say.t("world.day")), ...paragraphs(say.pick(page.day)), h("h3", {}, say.t("world.artefacts")), h("div", { class: "artefacts" }, ...artefacts), h("p", { class: "note" }, say.t("world.note")));
}

// One line of what was kept: its strongest words first.
const ENTRIES = {
  resources: (one, say) => [one.what, `${say.t(`sort.${one.sort}`)} · ${one.owner}`],
  gaps: (one) => [one.missing, `${one.place} · ${one.concerned}`],
  ties: (one, say) => [`${one.one} – ${one.other}`, say.t(`sort.${one.sort}`)],
  dreams: (one, say) => [`${one.one} – ${one.other}`, say.t(`sort.${one.sort}`)],
  notes: (one, say) => [one.text, say.t(`sort.${one.sort}`)],
  actions: (one) => [one.action, one.lead],
};

export function keptOf(view, name) {
  if (name === "ties" || name === "dreams") return view.ties.filter((tie) => tie.dreamed === (name === "dreams"));
  return view[name] ?? [];
}

function keptList(app, name) {
  const { say, store } = app;
  const entries = name in ENTRIES ? keptOf(store.state.seen, name) : [];
  if (!entries.length) return null;
  const item = (one) => {
    const [strong, small] = ENTRIES[name](one, say);
    return h("li", { class: "card" }, h("strong", {}, strong ?? say.t("erased")), h("span", { class: "note" }, small ?? ""));
  };
  return h("section", { class: "kept" }, h("h2", {}, say.t("kept.title", { count: entries.length })), h("ul", {}, ...entries.slice().reverse().map(item)));
}

function instrument(app, name) {
  const { store, send, setting } = app;
  const { seen: view } = store.state;
  if (name === "grid") return createGrid(app, setting.grid, view.grid, send).node;
  const form = createForm(app, name, name === "actions" ? (body) => send({ ...body, action_key: `f-${Date.now().toString(36)}` }) : send);
  if (name === "fiction" && view.artefact) form.fill(view.artefact);
  return form.node;
}

export function createPages(app) {
  const { say, store } = app;
  const names = offered(store.state.seen.phase);
  const tabs = h("div", { class: "pages", role: "tablist", "aria-label": say.t("pages.title"), onkeydown: (event) => turn(event) });
  const single = names.length < 2;
  const body = h("div", { class: "page-body", id: identifier("page"), role: single ? null : "tabpanel" });
  let current = null;
  const buttons = names.map((name) => h("button", { type: "button", role: "tab", id: identifier("tab"), "aria-controls": body.id, class: "page-tab", onclick: () => open(name) }, say.t(`page.${name}`)));
  tabs.append(...buttons);
  const aside = h("div", { class: "page-kept" });
  const node = h("section", { class: "pages-node" }, single ? null : tabs, h("div", { class: "page-columns" }, body, aside));
  function open(name) {
    current = name;
    buttons.forEach((button, rank) => {
      button.setAttribute("aria-selected", String(names[rank] === name));
      button.tabIndex = names[rank] === name ? 0 : -1;
      if (names[rank] === name && !single) body.setAttribute("aria-labelledby", button.id);
    });
    body.replaceChildren(...[name === "fiction" ? world(app) : null, h("p", { class: "lead" }, say.t(`lead.${name}`)), instrument(app, name)].filter(Boolean));
    update();
  }
  // Arrows, Home and End go from tab to tab, as in every list of tabs.
  function turn(event) {
    const at = names.indexOf(current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const rank = (to + names.length) % names.length;
    open(names[rank]);
    buttons[rank].focus();
  }
  function update() {
    const list = keptList(app, current);
    aside.replaceChildren(...(list ? [list] : []));
    node.classList.toggle("wide", !list);
  }
  if (names.length) open(names[0]);
  else body.append(h("div", { class: "card quiet-phase" }, h("p", { class: "lead" }, say.t("phase.listen")), h("p", {}, say.t("phase.listen.more"))));
  return { node, update };
}
