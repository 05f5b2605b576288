// The host's screen: the day, the tables, what the wall shows. Everything that is pressed is an event of the log.
import { createDialog } from "../dialogs.js";
import { h } from "../dom.js";
import { asked, createParts, refocus, skipLink } from "../plain.js";
import { createStore } from "../store.js";
import { createBand } from "../team/band.js";
import { connect } from "../team/connection.js";
import { hostSeen } from "../team/seen.js";
import { speaker } from "../words.js";
import { createActs } from "./acts.js";
import { createDay, createNotes } from "./agenda.js";
import { createTables } from "./tables.js";

function createApp(setting, root) {
  const english = new URLSearchParams(window.location.search).get("lang") === "en";
  const store = createStore({ language: english ? "en" : "fr", simple: asked(), seen: null, saving: "idle", waiting: 0, net: "ok", room: "here" });
  const app = { setting, store, root };
  app.connection = connect("host", store, (answer) => answer && app.dialog.open(app.say.t("refused"), h("p", {}, answer[app.say.language] ?? answer.fr)), hostSeen);
  app.send = (body) => app.connection.send(body);
  app.begin = (phase) => app.send({ kind: "phase_begun", phase: phase.key, ...(phase.round ? { round: phase.round } : {}) });
  app.spotlight = (view, table) => app.send({ kind: "spotlit", view, ...(table ? { table } : {}) });
  app.override = (table) => app.send({ kind: "predictions_locked", table: table.key, round: store.state.seen.round, override: true });
  app.speak = (language) => store.set({ language });
  app.savePack = () => savePack(app);
  return app;
}

// Through a blob, so that the page never leaves its kernel.
async function savePack(app) {
  app.packStatus(app.say.t("host.pack.making"));
  const answer = await fetch("/api/pack", { headers: { "X-Bassin-Token": sessionStorage.getItem("bassin.host") ?? "" } }).catch(() => null);
  if (!answer?.ok) return app.packStatus(app.say.t("host.pack.failed"));
  const url = URL.createObjectURL(await answer.blob());
  h("a", { href: url, download: "bassin2040-atelier.zip" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  return app.packStatus(app.say.t("host.pack.done"));
}

function code(app) {
  const { seen } = app.store.state;
  return seen ? [h("span", { class: "pill" }, seen.title), h("span", { class: "pill code" }, seen.code)] : [];
}

const shapeOf = ({ language, simple, seen }) => [language, simple, seen?.round, seen?.ended, seen?.cards.filter((card) => card.played).length].join("|");

function build(app) {
  const { seen } = app.store.state;
  if (!seen) return { nodes: [h("main", { class: "middle", id: "results", tabindex: "-1" }, h("p", { class: "card quiet-phase" }, app.say.t("joining.words")))], parts: [] };
  const [day, notes, tables, acts] = [createDay(app), createNotes(app), createTables(app), createActs(app)];
  const middle = h("main", { class: "middle", id: "results", tabindex: "-1" }, notes.node, tables.node);
  return { nodes: [day.node, middle, acts.node], parts: [day, notes, tables, acts] };
}

function mount(app) {
  let [band, screen, shape] = [null, null, null];
  function rebuild() {
    band?.stop();
    screen?.parts.forEach((part) => part.stop?.());
    const before = document.activeElement;
    app.say = speaker(app.setting.words, app.store.state.language, app.store.state.simple && app.setting.plain);
    document.documentElement.lang = app.store.state.language;
    app.root.lang = app.store.state.language;
    document.title = app.say.t("host.title");
    app.root.replaceChildren();
    app.dialog = createDialog(app.root, app.say);
    band = createBand(app, code(app));
    screen = build(app);
    app.root.append(skipLink(app), band.node, createParts(app, app.store.state.seen ? ["middle", "levers", "results"] : undefined) ?? "", ...screen.nodes);
    shape = shapeOf(app.store.state);
    update();
    refocus(app.root, before);
  }
  function update() {
    band.update();
    screen.parts.forEach((part) => part.update());
  }
  rebuild();
  return app.store.subscribe(() => (shapeOf(app.store.state) === shape ? update() : rebuild()));
}

function render({ model, el }) {
  const root = h("div", { class: "bassin team host", "data-stage": "host" });
  el.append(root);
  return mount(createApp(model.get("setting"), root));
}

export default { render };
