// What a table's screen shows at each moment: pages to write, a plan to make, a wait, a reveal.
import { createCurves } from "../curves.js";
import { h, say as write } from "../dom.js";
import { createFooter, createVerdict } from "../footer.js";
import { createLevers } from "../levers.js";
import { createNumbers } from "../numbers.js";
import { createPanel } from "../panel.js";
import { createScrubber } from "../scrubber.js";
import { createWhom } from "../whom.js";
import { createAgenda } from "./agenda.js";
import { createForm } from "./forms.js";
import { createPages, offered } from "./pages.js";
import { createPrediction } from "./prediction.js";
import { createDisputes, createEdition, createForeseen, createFutures, createLife, createPeers, openDissent } from "./reveal.js";
import { createTabs } from "./tabs.js";
import { createMechanisms, createRoles, createTimeline } from "./timeline.js";

// Costs and mechanisms only until the prediction is validated; no result until the host reveals the round.
export function stageOf(view) {
  if (!view) return "joining";
  if (view.ended) return "ended";
  const open = view.phase?.opens ?? [];
  const playing = ["policy", "prediction", "reveal"].some((name) => open.includes(name));
  if (view.revealed && (playing || !offered(view.phase).length)) return view.committed ? "reveal" : "watch";
  if (playing && !view.revealed) return view.locked ? "wait" : "decide";
  return "pages";
}

const middle = (...children) => h("main", { class: "middle", id: "results", tabindex: "-1" }, ...children);

// The cards in play: what happened to this world, on every screen of it.
function cards(app) {
  const { say, store } = app;
  const list = store.state.seen.cards ?? [];
  if (!list.length) return null;
  return h("section", { class: "cards" }, ...list.map((card) => h("article", { class: "card event" }, h("h3", {}, say.pick(card.title)), h("p", {}, say.pick(card.text)))));
}

function decide(app) {
  const { say, store } = app;
  const { seen: view } = store.state;
  const levers = createLevers(app);
  const [timeline, mechanisms] = [createTimeline(app), createMechanisms(app)];
  const undo = h("button", { class: "quiet", type: "button", onclick: () => app.undo() }, say.t("plan.undo"));
  const prediction = createPrediction(app, view.prediction, { predict: app.predict, validate: app.validate });
  const partner = view.partner ? h("p", { class: "note" }, say.t("plan.partner", { table: view.partner })) : null;
  const rule = h("p", { class: "lead" }, say.t("decide.lead"));
  const head = h("div", { class: "row" }, rule, undo);
  const parts = [levers, timeline, mechanisms];
  return {
    nodes: [levers.node, middle(head, partner, cards(app), timeline.node, mechanisms.node, createRoles(app)), h("section", { class: "results", "aria-label": say.t("predict.title") }, prediction.node)],
    update: (changed) => {
      parts.forEach((part) => part.update(changed));
      prediction.update(store.state.seen.predictions, store.state.seen.level);
      undo.disabled = !app.canUndo();
    },
    stop: prediction.stop,
  };
}

function summary(app) {
  const { say, setting, store } = app;
  const placed = setting.levers.filter((lever) => store.state.tokens[lever.name] > 0);
  const line = (lever) => h("li", {}, h("span", {}, say.pick(lever.label)), h("span", { class: "note" }, `${say.tokens(store.state.tokens[lever.name])} · ${say.t("lever.since")} ${store.state.start[lever.name]}`));
  return h("ul", { class: "plan-summary" }, ...(placed.length ? placed.map(line) : [h("li", {}, say.t("plan.empty"))]));
}

function wait(app) {
  const { say, store } = app;
  const { seen: view } = store.state;
  const agenda = createAgenda(app);
  const figure = view.prediction ? say.t("wait.points", { points: say.signed(view.prediction.points, view.prediction.points % 1 ? 1 : 0) }) : say.t("foreseen.none");
  const state = h("p", { class: "run-state", role: "status" });
  const card = h(
    "section",
    { class: "card waiting-card" },
    h("div", {}, h("h2", {}, say.t("wait.title")), h("p", { class: "big" }, figure), view.prediction ? h("p", { class: "note" }, say.t("wait.about")) : null),
    summary(app),
    state,
    h("div", {}, h("p", {}, say.t("wait.lead")), h("ul", { class: "questions" }, ...["wait.one", "wait.two", "wait.three"].map((key) => h("li", {}, say.t(key))))),
  );
  function update() {
    agenda.update();
    const { computed } = store.state.seen;
    state.dataset.done = String(computed);
    write(state, say.t(computed ? "wait.ready" : "wait.running"));
  }
  return { nodes: [agenda.node, middle(cards(app), card)], update };
}

// A table that validated no plan in the round that was revealed: it watches the others', and talks.
function watch(app) {
  const { say } = app;
  const [agenda, peers] = [createAgenda(app), createPeers(app)];
  const card = h("section", { class: "card quiet-phase" }, h("h2", {}, say.t("watch.title")), h("p", {}, say.t("watch.words")));
  return { nodes: [agenda.node, middle(card, peers.node, createFooter(app))], update: () => (agenda.update(), peers.update()) };
}

function side(app) {
  const { say, store } = app;
  const [foreseen, edition] = [createForeseen(app), createEdition(app)];
  const dissent = h("button", { class: "action wide", type: "button", onclick: () => openDissent(app, app.setting.disputable) }, say.t("dissent.title"));
  const note = h("button", { class: "quiet wide", type: "button", onclick: () => app.dialog.open(say.t("note.title"), createForm(app, "notes", app.send, "surprise").node) }, say.t("note.title"));
  const node = h("aside", { class: "levers reveal-side", "aria-label": say.t("levers.title") }, h("div", { class: "purse" }, h("h2", {}, say.t("plan.ours.title"))), h("div", { class: "choices" }, summary(app), foreseen.node, edition.node), h("div", { class: "foot" }, note, dissent));
  function update() {
    const opens = store.state.seen.phase?.opens ?? [];
    dissent.hidden = !opens.includes("dissent") && !opens.includes("reveal");
    note.hidden = !opens.includes("notes");
    foreseen.update();
    edition.update();
  }
  return { node, update };
}

// One graph at a time explains the numbers: for whom, over the years, the other tables, other futures.
function explained(app) {
  const { say, store } = app;
  const { simple } = store.state;
  const [whom, curves, peers, futures, disputes] = [createWhom, createCurves, createPeers, createFutures, createDisputes].map((make) => make(app));
  const shown = { whom: [whom], curves: [curves], peers: [peers], futures: [futures, disputes] };
  const body = h("div", { class: "explained" });
  const tabs = createTabs(say.t("explain.title"), Object.keys(shown).map((name) => [name, say.t(`explain.${name}`)]), body, (name) => body.replaceChildren(...shown[name].map((part) => part.node)));
  const parts = Object.values(shown).flat();
  function update(changed) {
    parts.forEach((part) => part.update(changed));
    tabs.offer(Object.keys(shown).filter((name) => !shown[name][0].node.hidden && !(simple && name === "curves")));
  }
  return { nodes: [tabs.node, body], update, stop: () => parts.forEach((part) => part.stop?.()) };
}

function reveal(app) {
  const own = side(app);
  const [panel, scrubber, life, verdict, numbers, more] = [createPanel, createScrubber, createLife, createVerdict, createNumbers, explained].map((make) => make(app));
  const parts = [panel, scrubber, life, verdict, numbers, more];
  return {
    nodes: [own.node, middle(panel.node, scrubber.node, panel.words, life.node, createFooter(app)), h("section", { class: "results", "aria-label": app.say.t("results") }, verdict.node, numbers.node, ...more.nodes, createFooter(app))],
    update: (changed) => {
      own.update();
      panel.follow();
      parts.forEach((part) => part.update(changed));
    },
    stop: () => parts.forEach((part) => part.stop?.()),
  };
}

function pages(app) {
  const agenda = createAgenda(app);
  const written = createPages(app);
  return {
    nodes: [agenda.node, middle(cards(app), written.node)],
    update: () => (agenda.update(), written.update()),
  };
}

function message(app, key) {
  const { say } = app;
  return { nodes: [h("main", { class: "middle", id: "results", tabindex: "-1" }, h("section", { class: "card quiet-phase" }, h("h2", {}, say.t(`${key}.title`)), h("p", {}, say.t(`${key}.words`))))], update: () => {} };
}

const STAGES = { decide, wait, watch, reveal, pages, joining: (app) => message(app, "joining"), ended: (app) => message(app, "ended") };
export const createStage = (name, app) => STAGES[name](app);
