// The instruments that are open now, one at a time, beside what the table has already kept.
import { h, identifier } from "../dom.js";
import { createForm } from "./forms.js";
import { createGrid } from "./gridform.js";
import { createTabs } from "./tabs.js";
import { paragraphs } from "../dialogs.js";

const WRITTEN = ["grid", "resources", "gaps", "ties", "dreams", "fiction", "notes", "actions"];

// In the order in which the agenda opens them: what a phase is about comes first.
export const offered = (phase) => (phase?.opens ?? []).filter((name) => WRITTEN.includes(name));

// A table's world as it is told, on its page and behind its name in the band: story, a day, three objects.
export function worldTold({ say, store }) {
  const page = store.state.seen.world;
  const artefacts = page.artefacts.map((one) => h("section", { class: "artefact" }, h("h4", {}, say.pick(one.title)), ...paragraphs(say.pick(one.text))));
  return [...paragraphs(say.pick(page.story)), h("h3", {}, say.t("world.day")), ...paragraphs(say.pick(page.day)), h("h3", {}, say.t("world.artefacts")), h("div", { class: "artefacts" }, ...artefacts), h("p", { class: "note" }, say.t("world.note"))];
}

function world(app) {
  const { say, store } = app;
  return h("section", { class: "card world" }, h("h2", {}, say.t("world.in2040", { title: say.pick(store.state.seen.world.title) })), ...worldTold(app));
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
  const keyed = (body) => send({ ...body, action_key: `f-${Date.now().toString(36)}` });
  const form = createForm(app, name, name === "actions" ? keyed : send, name === "notes" && !view.round ? "absent" : undefined);
  if (name === "fiction" && view.artefact) form.fill(view.artefact);
  return form.node;
}

// Before the first round, a table that has only notes to write names itself first.
function welcome(app) {
  const { say, store, send } = app;
  const { seen: view } = store.state;
  const name = h("input", { type: "text", id: identifier("name"), name: "name", maxlength: "60", autocomplete: "off", value: view.table.name });
  const keep = h("button", { class: "action second", type: "submit" }, say.t("welcome.keep"));
  const status = h("p", { class: "note", role: "status" });
  const form = h("form", { class: "naming", novalidate: true }, h("label", { for: name.id }, say.t("welcome.name")), h("div", { class: "row" }, name, keep), status);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!name.value.trim()) return (status.textContent = say.t("form.missing"));
    send({ kind: "table_named", name: name.value.trim() });
    return (status.textContent = say.t("form.kept"));
  });
  const steps = ["welcome.one", "welcome.two", "welcome.three"].map((key) => h("li", {}, say.t(key, { world: say.pick(view.world.title) })));
  return h("section", { class: "card opening" }, h("h2", {}, say.t("welcome.title", { table: view.table.number })), h("ol", {}, ...steps), form);
}

// What opens a page, above what is written on it: the world to read, the day's first words, the moment to talk.
function opening(app, name, names) {
  const { say, store } = app;
  const { seen: view } = store.state;
  if (name === "fiction") return world(app);
  if (name !== "notes" || names.length > 1) return null;
  if (!view.round && !view.resources.length) return welcome(app);
  return h("section", { class: "card opening" }, h("h2", {}, say.pick(view.phase.title)), h("p", { class: "lead" }, say.t("talk.lead")));
}

export function createPages(app) {
  const { say, store } = app;
  const names = offered(store.state.seen.phase);
  const body = h("div", { class: "page-body" });
  const aside = h("div", { class: "page-kept" });
  const tabs = names.length > 1 ? createTabs(say.t("pages.title"), names.map((name) => [name, say.t(`page.${name}`)]), body, open) : null;
  const node = h("section", { class: "pages-node" }, tabs?.node, h("div", { class: "page-columns" }, body, aside));
  let current = names[0];
  function open(name) {
    current = name;
    body.replaceChildren(...[opening(app, name, names), h("p", { class: "lead" }, say.t(`lead.${name}`)), instrument(app, name)].filter(Boolean));
    update();
  }
  function update() {
    const list = keptList(app, current);
    aside.replaceChildren(...(list ? [list] : []));
    node.classList.toggle("wide", !list);
  }
  if (tabs) tabs.open(current);
  else if (current) open(current);
  else body.append(h("section", { class: "card quiet-phase" }, h("h2", {}, store.state.seen.phase ? say.pick(store.state.seen.phase.title) : say.t("phase.listen")), h("p", {}, say.t("phase.listen.more"))));
  return { node, update };
}
