// The exploration screen as one anywidget: it reads `setting`, `answer`, `values` and `status`, and writes `choices`.
import { createCurves } from "./curves.js";
import { decode } from "./data.js";
import { createDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { createFooter, createStory, createVerdict } from "./footer.js";
import { createHeader, tellStory } from "./header.js";
import { createLevers } from "./levers.js";
import { readLink, writeLink } from "./link.js";
import { createNumbers } from "./numbers.js";
import { openedAtFirst } from "./opened.js";
import { createPanel } from "./panel.js";
import { asked, createParts, refocus, skipLink } from "./plain.js";
import { createScrubber } from "./scrubber.js";
import { createStore } from "./store.js";
import { createWhom } from "./whom.js";
import { speaker } from "./words.js";

function begin(model, setting) {
  const link = readLink(window.location.search, setting);
  const choices = model.get("choices");
  const tokens = { ...choices.tokens, ...link.tokens };
  return createStore({
    language: link.language ?? "fr",
    world: link.world ?? choices.world,
    tokens,
    start: { ...choices.start, ...link.start },
    simple: asked(),
    everybody: false,
    year: setting.years.at(-1),
    indicator: setting.tabs[0],
    dimension: setting.dimensions[0].code,
    grain: "commune",
    view: null,
    drawer: false,
    open: openedAtFirst(setting.levers.map((lever) => lever.name), tokens),
    answer: decode(model.get("answer"), model.get("values")),
    status: model.get("status"),
  });
}

// What the parts share: the words, the choices and how to send them, the names of what is shown.
function createApp(model, setting, store, root) {
  let move = model.get("choices").move ?? 0;
  const app = {
    setting,
    store,
    root,
    nothing: () => Object.fromEntries(setting.levers.map((lever) => [lever.name, 0])),
    spent: () => setting.levers.reduce((sum, lever) => sum + store.state.tokens[lever.name], 0),
    planned: () => store.state.answer?.planned ?? false,
    view: () => store.state.view ?? (app.planned() ? "difference" : "level"),
    indicatorName: () => app.say.pick(setting.indicators.find((one) => one.code === store.state.indicator).label),
    note() {
      const { grain, answer } = store.state;
      const key = grain === "agglomeration" ? "note.agglomerations" : answer?.everybody ? "note.everybody" : "note.smoothed";
      return app.say.t(key, { count: app.say.number(answer?.sample ?? setting.sample) });
    },
    choose(changes) {
      store.set({ everybody: false, ...changes });
      const { world, tokens, start, everybody } = store.state;
      move += 1;
      model.set("choices", { world, tokens, start, everybody, move });
      model.save_changes();
      mark(model, app);
      writeLink(store.state, setting);
    },
    speak(language) {
      store.set({ language });
      writeLink(store.state, setting);
    },
  };
  return app;
}

// What these change is said by the band and the levers alone: the results are not drawn again for them.
const LIGHT = new Set(["status", "tokens", "start", "drawer", "open"]);

function build(app) {
  app.say = speaker(app.setting.words, app.store.state.language, app.store.state.simple && app.setting.plain);
  app.dialog = createDialog(app.root, app.say);
  const header = createHeader(app);
  const levers = createLevers(app);
  const panel = createPanel(app);
  const scrubber = createScrubber(app);
  const numbers = createNumbers(app);
  const verdict = createVerdict(app);
  const curves = createCurves(app);
  const whom = createWhom(app);
  const story = createStory(app, tellStory);
  const results = h("section", { class: "results", "aria-label": app.say.t("results") }, verdict.node, numbers.node, curves.node, whom.node, createFooter(app));
  const middle = h("main", { class: "middle", id: "results", tabindex: "-1" }, panel.node, scrubber.node, panel.words, story.node, createFooter(app));
  const veil = h("div", { class: "veil", onclick: () => app.store.set({ drawer: false }) });
  app.root.append(skipLink(app), header.node, createParts(app, ["levers", "results", "middle"]) ?? "", veil, levers.node, middle, results);
  app.root.onkeydown = (event) => {
    if (event.key === "Escape") app.store.set({ drawer: false }); // returning false would cancel every other key
  };
  const parts = [numbers, verdict, curves, whom, panel, scrubber, story];
  function update(changed) {
    [header, levers].forEach((part) => part.update(changed));
    panel.follow();
    if (!changed || [...changed].some((key) => !LIGHT.has(key))) parts.forEach((part) => part.update(changed));
  }
  return { update, stop: () => parts.forEach((part) => part.stop?.()) };
}

function dress(app) {
  app.root.lang = app.store.state.language;
  document.documentElement.lang = app.store.state.language;
  document.title = app.setting.words[app.store.state.language].title;
}

function mount(app) {
  let screen = null;
  function rebuild() {
    screen?.stop();
    app.root.replaceChildren();
    dress(app);
    screen = build(app);
    screen.update();
  }
  rebuild();
  const leave = app.store.subscribe((changed) => {
    if (!changed.has("language") && !changed.has("simple")) return screen.update(changed);
    const before = document.activeElement;
    rebuild();
    return refocus(app.root, before);
  });
  return () => (leave(), screen.stop());
}

const newest = (model, answer) => Boolean(answer) && answer.move >= (model.get("choices").move ?? 0);

// What stands on the screen, for whoever waits for it: the move it answers, and its replications once that is the last one.
function mark(model, { root, store }) {
  const { answer } = store.state;
  root.dataset.move = String(answer?.move ?? -1);
  root.dataset.ready = String(newest(model, answer) ? answer.replications : 0);
}

// An answer to an older move than the last one sent is out of date: it is not shown.
function listen(model, app) {
  const answer = () => {
    const found = decode(model.get("answer"), model.get("values"));
    if (newest(model, found)) app.store.set({ answer: found });
    mark(model, app);
  };
  const status = () => app.store.set({ status: model.get("status") });
  model.on("change:answer", answer); // its numbers come in the same message
  model.on("change:status", status);
  answer();
  return () => (model.off("change:answer", answer), model.off("change:status", status));
}

function linked(store, choices) {
  return store.state.world !== choices.world || Object.entries(store.state.tokens).some(([name, count]) => count !== choices.tokens[name]);
}

function render({ model, el }) {
  const setting = model.get("setting");
  const root = h("div", { class: "bassin" });
  el.append(root);
  const store = begin(model, setting);
  const app = createApp(model, setting, store, root);
  const unmount = mount(app);
  const unlisten = listen(model, app);
  if (linked(store, model.get("choices"))) app.choose({});
  return () => (unlisten(), unmount());
}

export default { render };
