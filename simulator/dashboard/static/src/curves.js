// Two curves to 2040: without a new measure, and with the plan between its 90 % interval; labels beside their ends.
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { h, s, say as write } from "./dom.js";
import { figuresButton } from "./dialogs.js";
import { measure as width, spread } from "./labels.js";
import { difference, factor, interval, level, unitOf } from "./units.js";

const MARGIN = { top: 8, bottom: 20, left: 30 };
const FONT = "650 13px";

function content(app) {
  const { say, setting, store } = app;
  const { answer, indicator } = store.state;
  const unit = unitOf(setting, indicator);
  const part = answer?.part(indicator, "all");
  const caption = say.t("curves.caption", { about: app.indicatorName() });
  const head = [say.t("year"), say.t("reference"), say.t("plan"), say.t("difference"), say.t("interval.head")];
  const row = (year, at) => [
    String(year),
    level(say, unit, part.reference(at), 1),
    level(say, unit, part.plan(at), 1),
    difference(say, unit, part.difference(at)),
    answer.sure ? interval(say, unit, part.low(at), part.high(at)) : say.t("refining"),
  ];
  return { name: "courbes", caption, head, rows: part ? setting.years.map(row) : [], note: say.t("sample.note") };
}

// A frame that holds the whole answer, never tighter than ten points: what moves little looks so.
function domain(values, unit) {
  const [low, high] = extent(values.map((value) => value * factor(unit)));
  const least = unit === "share" ? 10 : Math.max(4, (high - low) * 1.5);
  const middle = (low + high) / 2;
  const half = Math.max(high - low, least) / 2;
  const bottom = Math.max(0, Math.floor(middle - half));
  return [bottom, Math.max(Math.ceil(high), bottom + Math.ceil(2 * half))];
}

function axes(app, x, y, box) {
  const ticks = y.ticks(3).map((tick) => s("g", {}, s("line", { x1: box.x0, x2: box.x1, y1: y(tick), y2: y(tick), class: "grid" }), s("text", { x: box.x0 - 6, y: y(tick) + 4, "text-anchor": "end", class: "tick" }, app.say.number(tick))));
  const years = [2026, 2030, 2035, 2040].map((year) => s("text", { x: x(year), y: box.y1 + 17, "text-anchor": "middle", class: "tick" }, String(year)));
  return s("g", { "aria-hidden": "true" }, ...ticks, ...years);
}

function endLabels(app, part, unit, y, box) {
  const { say } = app;
  const last = app.setting.years.length - 1;
  const wanted = [
    { words: say.t("reference.short"), value: part.reference(last), class: "reference" },
    ...(app.planned() ? [{ words: say.t("plan.ours"), value: part.plan(last), class: "plan" }] : []),
  ];
  const heights = spread(wanted.map((one) => y(one.value * factor(unit))), 32, box.y0 + 8, box.y1 - 18);
  return wanted.flatMap((one, rank) => [
    s("text", { x: box.x1 + 10, y: heights[rank] + 1, class: `end ${one.class}` }, one.words),
    s("text", { x: box.x1 + 10, y: heights[rank] + 16, class: `end value ${one.class}` }, level(say, unit, one.value, 1)),
  ]);
}

function draw(app, part, frame) {
  const { say, setting, store } = app;
  const unit = unitOf(setting, store.state.indicator);
  const years = setting.years.map((year, at) => ({ year, at })).slice(1);
  const values = years.flatMap(({ at }) => [part.reference(at), part.reference(at) + part.low(at), part.reference(at) + part.high(at), part.plan(at)]);
  const family = getComputedStyle(app.root).fontFamily;
  const room = Math.max(width(say.t("reference.short"), `${FONT} ${family}`), width(say.t("plan.ours"), `${FONT} ${family}`)) + 14;
  const box = { x0: MARGIN.left, x1: frame.width - room, y0: MARGIN.top, y1: frame.height - MARGIN.bottom };
  const x = scaleLinear([2026, 2040], [box.x0, box.x1]);
  const y = scaleLinear(domain(values.filter(Number.isFinite), unit), [box.y1, box.y0]);
  const path = (value) => line((d) => x(d.year), (d) => y(value(d.at) * factor(unit)))(years);
  const band = area((d) => x(d.year), (d) => y((part.reference(d.at) + part.low(d.at)) * factor(unit)), (d) => y((part.reference(d.at) + part.high(d.at)) * factor(unit)))(years);
  const now = x(store.state.year);
  const at = store.state.answer.year(store.state.year);
  const planned = app.planned();
  return [
    axes(app, x, y, box),
    s("line", { x1: now, x2: now, y1: box.y0, y2: box.y1, class: "now" }),
    planned && store.state.answer.sure ? s("path", { d: band, class: "band" }) : null,
    s("path", { d: path(part.reference), class: "curve reference" }),
    planned ? s("path", { d: path(part.plan), class: "curve plan" }) : null,
    s("circle", { cx: now, cy: y((planned ? part.plan : part.reference)(at) * factor(unit)), r: 5, class: planned ? "dot plan" : "dot reference" }),
    ...endLabels(app, part, unit, y, box),
  ];
}

function sentence(app, part) {
  const { say, setting, store } = app;
  const unit = unitOf(setting, store.state.indicator);
  const at = store.state.answer.year(store.state.year);
  const values = { year: store.state.year, plan: level(say, unit, part.plan(at), 1), reference: level(say, unit, part.reference(at), 1), today: level(say, unit, part.reference(0), 1) };
  if (!app.planned()) return say.t("curves.nothing", values);
  return say.t(store.state.answer.sure ? "curves.sure" : "curves.first", values);
}

export function createCurves(app) {
  const { say, setting, store } = app;
  const title = h("h2", {});
  const unitNote = h("p", { class: "note" });
  const svg = s("svg", { role: "img" });
  const holder = h("div", { class: "drawing" }, svg);
  const words = h("p", { class: "note sentence" });
  const node = h("section", { class: "card curves" }, h("div", { class: "row" }, h("div", {}, title, unitNote), figuresButton(app, say.t("curves.title"), () => content(app))), holder, words);
  let frame = { width: 0, height: 0 };
  const watcher = new ResizeObserver(() => {
    frame = { width: holder.clientWidth, height: holder.clientHeight };
    update();
  });
  watcher.observe(holder);
  function update() {
    const { answer, indicator } = store.state;
    const part = answer?.part(indicator, "all");
    node.classList.toggle("waiting", !part);
    title.textContent = app.indicatorName();
    unitNote.textContent = say.t(`unit.${unitOf(setting, indicator)}.of`);
    if (!part || frame.width < 80) return;
    svg.setAttribute("viewBox", `0 0 ${frame.width} ${frame.height}`);
    svg.replaceChildren(...draw(app, part, frame).filter(Boolean));
    write(words, sentence(app, part));
    svg.setAttribute("aria-label", `${title.textContent}. ${words.textContent}`);
  }
  return { node, update, stop: () => watcher.disconnect() };
}
