// The map's panel: indicator, difference or level, agglomerations or communes, a sentence, the figures.
import { h, identifier, say as write } from "./dom.js";
import { verdict } from "./data.js";
import { createMap } from "./map.js";
import { figuresButton } from "./dialogs.js";
import { difference, interval, level, smallest, unitOf } from "./units.js";

function radios(app, { name, words, options, current, choose }) {
  const group = identifier(name);
  const inputs = options.map(([value, text]) => {
    const input = h("input", { type: "radio", name: group, value, onchange: () => choose(value) });
    return { value, input, text: h("span", {}, text), node: null };
  });
  inputs.forEach((one) => (one.node = h("label", {}, one.input, one.text)));
  const node = h("div", { class: `choice ${name}`, role: "radiogroup", "aria-label": words }, ...inputs.map((one) => one.node));
  const update = () => inputs.forEach((one) => (one.input.checked = one.value === current()));
  return { node, inputs, update };
}

function domains(app, main) {
  const { say, setting, store } = app;
  const id = identifier("domain");
  const others = setting.indicators.filter((one) => one.map && !main.includes(one.code));
  const none = h("option", { value: "" }, say.t("map.domains"));
  const select = h("select", { id, class: "domains" }, none, ...others.map((one) => h("option", { value: one.code }, say.pick(one.label))));
  select.addEventListener("change", () => store.set({ indicator: select.value || main[0] }));
  const update = () => {
    select.value = main.includes(store.state.indicator) ? "" : store.state.indicator;
    select.classList.toggle("on", select.value !== "");
  };
  return { nodes: [h("label", { for: id, class: "unseen" }, say.t("map.domains")), select], update };
}

// Who cannot point at a venue on the map reads here what it is, and how sure its row.
function venueTable({ say, setting }) {
  const sure = (one) => say.t(one.guessed ? "venue.guessed" : one.assumed ? "venue.assumed" : "venue.cited");
  const rows = setting.territory.venues.map((one) => [one.name, say.pick(one.kind), sure(one)]).sort((a, b) => a[0].localeCompare(b[0], "fr"));
  return { caption: say.t("venues.title"), head: [say.t("venue"), say.t("venue.kind"), say.t("venue.sure")], rows, words: true };
}

function content(app) {
  const { say, setting, store } = app;
  const { answer, indicator, grain, year } = store.state;
  const { agglomerations, communes } = setting.territory;
  const part = answer?.part(indicator, grain);
  const unit = unitOf(setting, indicator);
  const sure = grain === "agglomeration" && answer?.sure;
  const head = [say.t(grain === "agglomeration" ? "agglomeration" : "commune"), say.t("reference"), say.t("plan"), say.t("difference"), ...(sure ? [say.t("interval.head")] : [])];
  const at = answer?.year(year);
  const few = (row) => (answer.rowsBehind(grain)?.[row] < 30 ? say.t("small.mark") : "");
  const line = (one, row) => [
    one.name + few(row),
    level(say, unit, part.reference(at, row), 1),
    level(say, unit, part.plan(at, row), 1),
    difference(say, unit, part.difference(at, row)),
    ...(sure ? [interval(say, unit, part.low(at, row), part.high(at, row))] : []),
  ];
  const rows = part ? (grain === "agglomeration" ? agglomerations : communes).map(line) : [];
  return { name: "carte", caption: say.t("map.caption", { about: app.indicatorName(), year }), head, rows, note: app.note(), more: [venueTable(app)] };
}

function differences(app, part, at, unit) {
  const { say, setting, store } = app;
  const by = { more: [], less: [], same: [] };
  setting.territory.agglomerations.forEach((one, row) => by[verdict(part, at, row, smallest(app.store.state.answer, unit), store.state.answer.sure)].push({ one, mean: part.difference(at, row) }));
  const names = (list, sign) => say.list(list.sort((a, b) => sign * (b.mean - a.mean)).slice(0, 3).map((item) => item.one.short));
  const year = store.state.year;
  if (by.more.length && by.less.length) return say.t("map.both", { year, more: names(by.more, 1), less: names(by.less, -1) });
  if (by.more.length === setting.territory.agglomerations.length) return say.t("map.all", { year, more: names(by.more, 1) });
  if (by.more.length) return say.t("map.more", { year, more: names(by.more, 1) });
  if (by.less.length) return say.t("map.less", { year, less: names(by.less, -1) });
  return say.t("map.same", { year });
}

function sentence(app) {
  const { say, setting, store } = app;
  const { answer, indicator, year } = store.state;
  const part = answer?.part(indicator, "agglomeration");
  if (!part) return say.t("map.waiting");
  const unit = unitOf(setting, indicator);
  const at = answer.year(year);
  if (app.view() === "difference") {
    if (!app.planned()) return say.t("map.unplanned");
    return answer.sure ? differences(app, part, at, unit) : say.t("map.refining");
  }
  const values = setting.territory.agglomerations.map((_, row) => part.plan(at, row)).sort((a, b) => a - b);
  return say.t(unit === "share" ? "map.level" : "map.minutes", { year, about: app.indicatorName(), low: level(say, unit, values[0]), high: level(say, unit, values.at(-1)) });
}

// Every resident, for a map of communes: asked for, stopped while it runs, gone once it is there.
function createEverybody(app) {
  const { say, store } = app;
  const running = () => store.state.everybody && !store.state.answer?.everybody && store.state.status.state !== "failed";
  const node = h("button", { class: "quiet everybody", type: "button", onclick: () => app.choose({ everybody: !running() }) });
  node.title = say.t("everybody.why");
  function update() {
    const { answer, status } = store.state;
    const words = say.t(running() ? "everybody.stop" : "everybody");
    if (node.textContent !== words) node.textContent = words;
    node.hidden = !answer || answer.everybody || (!running() && status.state !== "done");
  }
  return { node, update };
}

export function createPanel(app) {
  const { say, setting, store } = app;
  const main = setting.tabs;
  const short = (code) => say.t(`tab.${code}`);
  const tabs = radios(app, { name: "tabs", words: say.t("map.indicator"), options: main.map((code) => [code, short(code)]), current: () => store.state.indicator, choose: (indicator) => store.set({ indicator }) });
  const more = domains(app, main);
  const view = radios(app, { name: "view", words: say.t("map.view"), options: [["difference", say.t("view.difference")], ["level", say.t("view.level")]], current: () => app.view(), choose: (chosen) => store.set({ view: chosen }) });
  const grain = radios(app, { name: "grain", words: say.t("map.grain"), options: [["agglomeration", say.t("grain.agglomeration")], ["commune", say.t("grain.smoothed")]], current: () => store.state.grain, choose: (chosen) => store.set({ grain: chosen }) });
  const everybody = createEverybody(app);
  const map = createMap(app);
  const words = h("p", { class: "sentence" });
  const node = h(
    "section",
    { class: "panel", "aria-label": say.t("map.title") },
    h("div", { class: "row tools" }, tabs.node, ...more.nodes, figuresButton(app, say.t("map.title"), () => content(app))),
    h("div", { class: "card frame" }, h("div", { class: "row options" }, grain.node, view.node, everybody.node), map.node),
  );
  function update() {
    [tabs, more, view, grain, map].forEach((part) => part.update());
    grain.inputs[1].text.textContent = say.t(store.state.answer?.everybody ? "grain.commune" : "grain.smoothed");
    write(words, sentence(app));
  }
  return { node, words, update, follow: everybody.update, stop: map.stop };
}
