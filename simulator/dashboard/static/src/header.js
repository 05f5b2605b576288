// The band at the top: the product, the world being played, what is being computed, the language.
import { h, identifier, put } from "./dom.js";
import { paragraphs } from "./dialogs.js";
import { plainSwitch } from "./plain.js";

function worldChoice(app) {
  const { say, setting, store } = app;
  const id = identifier("world");
  const options = setting.worlds.map((world) => h("option", { value: world.name, selected: world.name === store.state.world }, say.pick(world.title)));
  const select = h("select", { id, onchange: () => app.choose({ world: select.value }) }, ...options);
  return [h("label", { for: id, class: "unseen" }, say.t("world.choose")), h("span", { class: "pill" }, select)];
}

// A story may be followed by a day in one imagined person's life, objects from 2040, and what may happen in the room.
function day(world, say) {
  return world.day ? [h("h3", {}, say.t("world.day")), ...paragraphs(say.pick(world.day))] : [];
}

function artefacts(world, say) {
  const cards = world.artefacts.map(({ title, text }) => h("section", { class: "artefact" }, h("h4", {}, say.pick(title)), ...paragraphs(say.pick(text))));
  return cards.length ? [h("h3", {}, say.t("world.artefacts")), ...cards] : [];
}

function events(world, say) {
  return world.events.length ? [h("h3", {}, say.t("world.events")), h("ul", {}, ...world.events.map((title) => h("li", {}, say.pick(title))))] : [];
}

export function tellStory(app) {
  const { say, setting, store } = app;
  const world = setting.worlds.find((one) => one.name === store.state.world);
  app.dialog.open(say.pick(world.title), ...paragraphs(say.pick(world.story)), ...day(world, say), ...artefacts(world, say), ...events(world, say), h("p", { class: "note" }, say.t("world.note")));
}

export function languages(app) {
  const button = (code, words, name) =>
    h("button", { type: "button", lang: code, "aria-pressed": String(app.say.language === code), "aria-label": `${words}, ${name}`, class: "language", onclick: () => app.speak(code) }, words);
  return h("div", { class: "languages", role: "group", "aria-label": app.say.t("language") }, button("fr", "FR", "Français"), button("en", "EN", "English"));
}

export function createHeader(app) {
  const { say, store } = app;
  const words = h("span", { class: "status-words" });
  const status = h("p", { class: "status", role: "status" }, h("span", { class: "pulse", "aria-hidden": "true" }), words);
  const drawer = h("button", { class: "drawer-open", type: "button", "aria-controls": "levers", onclick: () => store.set({ drawer: !store.state.drawer }) });
  const node = h(
    "header",
    { class: "band" },
    h("h1", {}, "Bassin 2040"),
    ...worldChoice(app),
    h("button", { class: "story-open", type: "button", onclick: () => tellStory(app) }, say.t("world.read")),
    status,
    drawer,
    plainSwitch(app),
    languages(app),
  );
  function update() {
    const { state, done, of } = store.state.status;
    node.dataset.status = state;
    put(words, say.t(`status.${state}`, { done, of })); // without a fade: its frames would be taken from the run that it tells of
    const spent = app.spent();
    put(drawer, say.t("levers.drawer", { spent, budget: app.setting.budget }));
    drawer.setAttribute("aria-expanded", String(store.state.drawer));
  }
  return { node, update };
}
