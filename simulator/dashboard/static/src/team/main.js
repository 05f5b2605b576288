// A table's screen: it reads the workshop from the server and writes to its log; the kernel behind it may die at no loss.
import { decode } from "../data.js";
import { createDialog } from "../dialogs.js";
import { h } from "../dom.js";
import { openedAtFirst } from "../opened.js";
import { asked, createParts, refocus, skipLink } from "../plain.js";
import { createStore } from "../store.js";
import { speaker } from "../words.js";
import { createBand } from "./band.js";
import { connect, fetchBundle } from "./connection.js";
import { gatherDisputes, gatherRecords } from "./told.js";
import { tableSeen } from "./seen.js";
import { worldTold } from "./pages.js";
import { createStage, stageOf } from "./stages.js";

const nothing = (levers, value) => Object.fromEntries(levers.map((lever) => [lever.name, value]));

function begin(setting) {
  const english = new URLSearchParams(window.location.search).get("lang") === "en";
  return createStore({
    language: english ? "en" : "fr",
    simple: asked(),
    tokens: nothing(setting.levers, 0),
    start: nothing(setting.levers, setting.starts[0]),
    open: [],
    year: setting.years.at(-1),
    indicator: setting.tabs[0],
    dimension: setting.dimensions[0].code,
    grain: "commune",
    view: null,
    drawer: false,
    everybody: false,
    answer: null,
    records: {},
    disputes: [],
    peers: null,
    seen: null,
    saving: "idle",
    waiting: 0,
    net: "ok",
    room: "here",
    status: { state: "kept", done: 0, of: 0 },
  });
}

// The levers dealt in this round, and what the server keeps of the plan; a new round goes on from the plan of the last.
function deal(app, whole, view) {
  const fresh = app.dealt !== view.round;
  if (fresh) Object.assign(app, { dealt: view.round, moved: false });
  app.setting.levers = whole.levers.filter((lever) => !view.levers.length || view.levers.includes(lever.name));
  app.setting.budget = view.tokens;
  if (app.moved) return;
  const tokens = { ...nothing(whole.levers, 0), ...view.plan?.tokens };
  const start = { ...nothing(whole.levers, whole.starts[0]), ...view.plan?.start };
  const { open } = app.store.state;
  const seen = fresh || Object.keys(tokens).some((name) => tokens[name] && !open.includes(name));
  app.store.set({ tokens, start, open: seen ? openedAtFirst(app.setting.levers.map((lever) => lever.name), tokens) : open });
  app.beginFrom({ tokens, start });
}

function planning(app) {
  const past = [];
  let timer = 0;
  const body = (kind) => {
    const { tokens, start, seen: view } = app.store.state;
    const placed = app.setting.levers.filter((lever) => tokens[lever.name]).map((lever) => lever.name);
    return { kind, round: view.round, tokens: Object.fromEntries(placed.map((name) => [name, tokens[name]])), start: Object.fromEntries(placed.map((name) => [name, start[name]])) };
  };
  const keep = () => app.send(body("levers_moved"));
  return {
    beginFrom: (plan) => past.splice(0, past.length, plan),
    canUndo: () => past.length > 1,
    choose(changes) {
      app.moved = true;
      app.store.set(changes);
      past.push({ tokens: app.store.state.tokens, start: app.store.state.start });
      clearTimeout(timer);
      timer = setTimeout(keep, 400); // a drag is one move
    },
    undo() {
      past.pop();
      if (past.length) app.store.set(past.at(-1));
      keep();
    },
    predict: (found) => app.send({ kind: "prediction_made", round: app.store.state.seen.round, ...found }),
    commit() {
      clearTimeout(timer);
      const { seen: view } = app.store.state;
      app.send({ ...body("policy_committed"), world: view.world.world, cards: view.cards.map((card) => card.card) });
    },
    validate(found) {
      const { seen: view } = app.store.state;
      app.predict(found);
      app.commit();
      app.send({ kind: "predictions_locked", round: view.round });
    },
  };
}

// The host validated in the table's place: the plan on the screen is then the table's plan.
function follow(app) {
  const { seen: view, waiting } = app.store.state;
  if (view.locked && !view.committed && !view.revealed && !waiting && app.spent()) app.commit();
}

// After the reveal: the run that was kept, and the other tables of the same world. What an earlier round gave
// is taken away first: it must not pass for the answer to this one.
async function gather(app) {
  const { seen: view } = app.store.state;
  const address = (view?.revealed && view.address) || "";
  if (app.gathered === address) return;
  app.gathered = address;
  app.store.set({ answer: null, records: {}, peers: null });
  const bundle = address && (await fetchBundle(app.connection, address));
  if (app.gathered !== address) return;
  if (!bundle) return void (app.gathered = "");
  const answer = decode(bundle.header, bundle.values);
  app.store.set({ answer: { ...answer, planned: true }, records: {} });
}

async function gatherPeers(app) {
  const { seen: view } = app.store.state;
  if (!view?.revealed) return;
  const peers = await Promise.all((view.peers ?? []).map(async (peer) => ({ ...peer, found: peer.address ? await app.finding(peer.address) : null })));
  app.store.set({ peers });
}

function createApp(whole, store, root) {
  const app = { setting: { ...whole }, store, root, moved: false, gathered: "", findings: new Map() };
  app.connection = connect("table", store, (answer) => answer && app.dialog.open(app.say.t("refused"), h("p", {}, answer[app.say.language] ?? answer.fr)), tableSeen);
  app.send = (body) => app.connection.send({ ...body, table: store.state.seen.table.key });
  app.nothing = () => nothing(whole.levers, 0);
  app.spent = () => app.setting.levers.reduce((sum, lever) => sum + Math.max(0, store.state.tokens[lever.name]), 0);
  app.planned = () => store.state.answer?.planned ?? false;
  app.view = () => store.state.view ?? "difference";
  app.indicatorName = () => app.say.pick(app.setting.indicators.find((one) => one.code === store.state.indicator).label);
  app.note = () => app.say.t(store.state.grain === "agglomeration" ? "note.agglomerations" : "note.smoothed", { count: app.say.number(store.state.answer?.sample ?? whole.sample) });
  app.finding = async (address) => {
    if (!app.findings.has(address)) {
      const bundle = await fetchBundle(app.connection, address);
      const one = bundle?.results.numbers.find((number) => number.code === "any_but_cinema");
      if (!one) return null;
      app.findings.set(address, one);
    }
    return app.findings.get(address);
  };
  app.speak = (language) => store.set({ language });
  return Object.assign(app, planning(app));
}

function pills(app) {
  const { seen: view } = app.store.state;
  if (!view) return [];
  const name = h("span", { class: "pill" }, `${app.say.t("table.name", { table: view.table.number })}${view.table.name ? ` · ${view.table.name}` : ""}`);
  const open = () => app.dialog.open(app.say.t("world.in2040", { title: app.say.pick(view.world.title) }), ...worldTold(app));
  return [name, h("button", { class: "pill world-pill", type: "button", "aria-haspopup": "dialog", onclick: open }, app.say.pick(view.world.title))];
}

// A stage is built anew when what it is made of changes; in between its parts are brought up to date.
const shapeOf = (view) => [stageOf(view), view?.phase?.key, view?.round, view?.table?.name, (view?.cards ?? []).length, view?.partner, view?.locked, view?.committed].join("|");

// In the simplified version, the parts of a stage that has several.
const PARTS = { decide: ["levers", "middle", "results"], reveal: ["results", "levers", "middle"] };

// A window that somebody reads or writes in stays while its stage and its words do; the rest is built anew around it.
function keepWindow(app, place) {
  const kept = app.place === place ? app.dialog : null;
  for (const node of [...app.root.children]) if (node !== kept?.node) node.remove();
  app.place = place;
  app.dialog = kept ?? createDialog(app.root, app.say);
}

function mount(app, whole) {
  let [screen, band, shape] = [null, null, null];
  const live = h("p", { class: "unseen", role: "status" });
  function rebuild() {
    screen?.stop?.();
    band?.stop();
    const { language, simple, seen: view } = app.store.state;
    const before = document.activeElement;
    app.say = speaker(whole.words, language, simple && whole.plain);
    document.documentElement.lang = language;
    app.root.lang = language;
    document.title = app.say.t("table.title");
    const stage = stageOf(view);
    keepWindow(app, `${language}|${simple}|${stage}`);
    app.root.prepend(live);
    app.root.dataset.stage = stage;
    band = createBand(app, pills(app));
    screen = createStage(stage, app);
    const veil = h("div", { class: "veil", onclick: () => app.store.set({ drawer: false }) });
    app.root.append(skipLink(app), band.node, createParts(app, PARTS[stage]) ?? "", veil, ...screen.nodes);
    shape = `${language}|${simple}|${shapeOf(view)}`;
    live.textContent = view?.phase ? `${app.say.pick(view.phase.title)}. ${app.say.t(`stage.${stage}`)}` : "";
    band.update();
    screen.update();
    refocus(app.root, before);
  }
  rebuild();
  const leave = app.store.subscribe((changed) => {
    if (changed.has("seen")) deal(app, whole, app.store.state.seen);
    if (changed.has("seen")) follow(app);
    if (changed.has("seen")) gather(app).then(() => Promise.all([gatherPeers(app), gatherRecords(app), gatherDisputes(app)]));
    const { language, simple, seen } = app.store.state;
    if (`${language}|${simple}|${shapeOf(seen)}` !== shape) return rebuild();
    band.update();
    return screen.update(changed);
  });
  return () => (clearTimeout(app.later), leave());
}

function render({ model, el }) {
  const whole = model.get("setting");
  const root = h("div", { class: "bassin team" });
  el.append(root);
  const store = begin(whole);
  const app = createApp(whole, store, root);
  return mount(app, whole);
}

export default { render };
