// For whom it changes: bars of the difference by diploma, age or mobility, losses to the left, gains to the right.
import { scaleLinear } from "d3-scale";
import { h, identifier, say as write } from "./dom.js";
import { verdict } from "./data.js";
import { figuresButton } from "./dialogs.js";
import { differenceBound } from "./scale.js";
import { bare, difference, factor, interval, level, smallest, unitOf } from "./units.js";

const dimensionOf = (app) => app.setting.dimensions.find((one) => one.code === app.store.state.dimension);
const classesOf = (app) => app.store.state.answer.classes[app.store.state.dimension];

function parts(app) {
  const { answer, indicator, dimension, year } = app.store.state;
  const part = answer?.part(indicator, dimension);
  return part ? { part, at: answer.year(year), unit: unitOf(app.setting, indicator), sure: answer.sure } : null;
}

function content(app) {
  const { say, store } = app;
  const dimension = dimensionOf(app);
  const found = parts(app);
  const about = app.indicatorName();
  const caption = say.t("whom.caption", { about, by: say.pick(dimension.label), year: store.state.year });
  const head = [say.pick(dimension.label), say.t("reference"), say.t("plan"), say.t("difference"), say.t("interval.head")];
  const rows = !found ? [] : classesOf(app).map((one, row) => line(say, found, say.pick(one), row));
  return { name: "pour-qui", caption, head, rows, note: say.t("sample.note") };
}

function line(say, { part, at, unit, sure }, name, row) {
  const range = sure ? interval(say, unit, part.low(at, row), part.high(at, row)) : say.t("refining");
  return [name, level(say, unit, part.reference(at, row), 1), level(say, unit, part.plan(at, row), 1), difference(say, unit, part.difference(at, row)), range];
}

function sentence(app, found) {
  const { say } = app;
  if (!app.planned()) return say.t("whom.nothing");
  const { part, at, unit, sure } = found;
  if (!sure) return say.t("status.refining.short");
  const rows = classesOf(app).map((one, row) => ({ one, row, code: verdict(part, at, row, smallest(app.store.state.answer, unit), sure), mean: part.difference(at, row) }));
  const clear = rows.filter((item) => item.code !== "same").sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))[0];
  if (!clear) return say.t("whom.same");
  return say.t("whom.most", { group: say.within(say.pick(clear.one)), change: difference(say, unit, clear.mean) });
}

// Before any token is placed there is no difference: the bars show where each group stands.
function levels(app, found) {
  const { say } = app;
  const { part, at, unit } = found;
  const most = unit === "share" ? 1 : Math.max(...classesOf(app).map((_, row) => part.plan(at, row))) * 1.1;
  return classesOf(app).map((one, row) => {
    const value = part.plan(at, row);
    const bar = h("i", { class: "level", style: `left:0;width:${(100 * value) / most}%` });
    return h("li", {}, h("span", { class: "who" }, say.pick(one)), h("span", { class: "bar", "aria-hidden": "true" }, bar), h("span", { class: "figure" }, level(say, unit, value)));
  });
}

function bars(app, found) {
  const { say } = app;
  const { part, at, unit, sure } = found;
  const every = classesOf(app).flatMap((_, row) => app.setting.years.map((_, year) => factor(unit) * part.difference(year, row)));
  const bound = differenceBound(every) / factor(unit);
  const lowest = Math.min(0, ...every) / factor(unit);
  const from = lowest < -bound * 0.15 ? -bound : 0;
  const x = scaleLinear([from, bound], [0, 100]).clamp(true);
  return classesOf(app).map((one, row) => {
    const mean = part.difference(at, row);
    const code = verdict(part, at, row, smallest(app.store.state.answer, unit), sure);
    const [a, b] = [x(Math.min(0, mean)), x(Math.max(0, mean))];
    const bar = h("i", { class: mean < 0 ? "less" : "more", style: `left:${a}%;width:${b - a}%` });
    const [low, high] = [x(part.low(at, row)), x(part.high(at, row))];
    const whisker = sure ? h("u", { style: `left:${low}%;width:${high - low}%` }) : null;
    const zero = h("b", { style: `left:${x(0)}%` });
    return h("li", { "data-verdict": code }, h("span", { class: "who" }, say.pick(one)), h("span", { class: "bar", "aria-hidden": "true" }, bar, whisker, zero), h("span", { class: "figure" }, bare(say, unit, mean)));
  });
}

export function createWhom(app) {
  const { say, setting, store } = app;
  const id = identifier("dimension");
  const options = setting.dimensions.map((one) => h("option", { value: one.code }, say.pick(one.label)));
  const select = h("select", { id, onchange: () => store.set({ dimension: select.value }) }, ...options);
  const list = h("ul", { class: "bars" });
  const words = h("p", { class: "note sentence" });
  const title = h("h2", {}, say.t("whom.title"));
  const tools = h("div", { class: "row tools" }, h("label", { for: id, class: "unseen" }, say.t("whom.by")), select, figuresButton(app, say.t("whom.title"), () => content(app)));
  const node = h("section", { class: "card whom" }, title, tools, list, words);
  function update() {
    select.value = store.state.dimension;
    const found = parts(app);
    node.classList.toggle("waiting", !found);
    if (!found) {
      list.replaceChildren();
      return write(words, say.t(store.state.answer ? "whom.unknown" : "whom.waiting"));
    }
    list.replaceChildren(...(app.planned() ? bars : levels)(app, found));
    return write(words, sentence(app, found));
  }
  return { node, update };
}
