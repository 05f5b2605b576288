// What the colours, the marks and the hatching of the map mean.
import { h } from "./dom.js";
import { DIFFERENCE, LEVEL } from "./scale.js";

export function createLegend(app) {
  const { say, store } = app;
  const title = h("p", { class: "legend-title" });
  const swatches = h("div", { class: "swatches", "aria-hidden": "true" });
  const ends = [h("span", {}), h("span", {}), h("span", {})];
  const small = h("span", { class: "key" }, h("i", { class: "key-hatch", "aria-hidden": "true" }), say.t("legend.small"));
  const guessed = h("span", { class: "key" }, h("i", { class: "key-guessed", "aria-hidden": "true" }), say.t("legend.guessed"));
  const venue = h("span", { class: "key" }, h("i", { class: "key-venue", "aria-hidden": "true" }), say.t("legend.venue"));
  const sample = h("p", { class: "note" });
  const node = h("div", { class: "legend" }, title, swatches, h("div", { class: "row ends" }, ...ends), h("div", { class: "keys" }, venue, guessed, small), sample);
  const labelled = (unit, value) => {
    if (unit === "share") return say.t("legend.percent", { value: say.number(value) });
    return say.t(`unit.${unit}`, { value: say.number(value) });
  };
  function update(colour) {
    node.classList.toggle("unseen", !colour);
    if (!colour) return;
    const difference = colour.view === "difference";
    title.textContent = say.t(difference ? "legend.difference" : app.planned() ? "legend.plan" : "legend.reference", { year: store.state.year });
    swatches.replaceChildren(...(difference ? DIFFERENCE : LEVEL).map((colour) => h("i", { style: `background:${colour}` })));
    sample.textContent = app.note();
    const digits = colour.bound < 1 ? 1 : 0;
    const point = (value) => (colour.unit === "share" ? say.t(say.several(value, digits) ? "unit.points" : "unit.point", { value: say.signed(value, digits) }) : say.t(`unit.${colour.unit}`, { value: say.signed(value, digits) }));
    const words = difference ? [point(-colour.bound), "0", point(colour.bound)] : [labelled(colour.unit, colour.range[0]), "", labelled(colour.unit, colour.range[1])];
    ends.forEach((end, rank) => (end.textContent = words[rank]));
    guessed.hidden = !app.setting.territory.venues.some((one) => one.guessed);
    const rows = store.state.answer.rowsBehind(store.state.grain);
    small.hidden = !rows?.some((count) => count < 30);
  }
  function boxes(holder) {
    const [frame, box] = [holder.getBoundingClientRect(), node.getBoundingClientRect()];
    if (box.top >= frame.bottom) return [];
    return [{ x0: box.left - frame.left, y0: box.top - frame.top, x1: box.right - frame.left, y1: box.bottom - frame.top }];
  }
  const over = () => getComputedStyle(node).getPropertyValue("--over") === "map";
  // What its height depends on: its longest words, and which of its keys are shown.
  const shape = () => [node.classList.contains("unseen"), title.textContent.length, sample.textContent, guessed.hidden, small.hidden].join();
  return { node, update, boxes, over, shape };
}
