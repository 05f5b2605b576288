// What a table's screen shows at each moment: pages to write, a plan to make, a wait, a reveal.
import { createCurves } from "../curves.js";
import { h } from "../dom.js";
import { createFooter, createVerdict } from "../footer.js";
import { createLevers } from "../levers.js";
import { createNumbers } from "../numbers.js";
import { createPanel } from "../panel.js";
import { createScrubber } from "../scrubber.js";
import { createWhom } from "../whom.js";
import { createAgenda } from "./agenda.js";
import { createPages, offered } from "./pages.js";
import { createPrediction } from "./prediction.js";
import { createDisputes, createEdition, createForeseen, createFutures, createLife, createPeers, openDissent } from "./reveal.js";
import { createMechanisms, createTimeline } from "./timeline.js";

// Costs and mechanisms only until the prediction is validated; no result until the host reveals the round.
export function stageOf(view) {
  if (!view) return "joining";
  if (view.ended) return "ended";
  const open = view.phase?.opens ?? [];
  if (open.includes("policy") && !view.locked) return "decide";
  if (view.revealed && (open.includes("reveal") || open.includes("policy") || !offered(view.phase).length)) return "reveal";
  if (view.locked && (open.includes("policy") || open.includes("prediction"))) return "wait";
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
  const prediction = createPrediction(app, { given: view.prediction, reference: view.level }, { predict: app.predict, validate: app.validate });
  const partner = view.partner ? h("p", { class: "note" }, say.t("plan.partner", { table: view.partner })) : null;
  const rule = h("p", { class: "lead" }, say.t("decide.lead"));
  const head = h("div", { class: "row" }, rule, undo);
  const parts = [levers, timeline, mechanisms];
  return {
    nodes: [levers.node, middle(head, partner, cards(app), timeline.node, mechanisms.node), h("section", { class: "results", "aria-label": say.t("predict.title") }, prediction.node)],
    update: (changed) => {
      parts.forEach((part) => part.update(changed));
      prediction.update(store.state.seen.predictions);
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
  const figure = view.prediction ? say.t("wait.points", { points: say.signed(view.prediction.points, 1) }) : say.t("foreseen.none");
  const card = h("section", { class: "card waiting-card" }, h("h2", {}, say.t("wait.title")), h("p", { class: "big" }, figure), summary(app), h("p", {}, say.t("wait.lead")), h("ul", { class: "questions" }, ...["wait.one", "wait.two", "wait.three"].map((key) => h("li", {}, say.t(key)))));
  return { nodes: [agenda.node, middle(cards(app), card)], update: () => agenda.update() };
}

function side(app) {
  const { say, store } = app;
  const foreseen = createForeseen(app);
  const dissent = h("button", { class: "action wide", type: "button", onclick: () => openDissent(app, app.setting.disputable) }, say.t("dissent.title"));
  const node = h("aside", { class: "levers reveal-side", "aria-label": say.t("levers.title") }, h("div", { class: "purse" }, h("h2", {}, say.t("plan.ours.title"))), h("div", { class: "choices" }, summary(app), foreseen.node), h("div", { class: "foot" }, dissent));
  return { node, update: () => ((dissent.hidden = !store.state.seen.phase?.opens?.includes("dissent") && !store.state.seen.phase?.opens?.includes("reveal")), foreseen.update()) };
}

function reveal(app) {
  const own = side(app);
  const seen = [createPanel(app), createScrubber(app), createLife(app)];
  const read = [createVerdict(app), createNumbers(app), createFutures(app), createDisputes(app), createPeers(app), createEdition(app), createCurves(app), createWhom(app)];
  const [panel, scrubber, life] = seen;
  const parts = [...seen, ...read];
  return {
    nodes: [own.node, middle(panel.node, scrubber.node, panel.words, life.node, createFooter(app)), h("section", { class: "results", "aria-label": app.say.t("results") }, ...read.map((part) => part.node), createFooter(app))],
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

const STAGES = { decide, wait, reveal, pages, joining: (app) => message(app, "joining"), ended: (app) => message(app, "ended") };
export const createStage = (name, app) => STAGES[name](app);
