// The table's prediction: a difference, in the unit in which it will be revealed; validating it closes it for good.
import { h, identifier, say as write } from "../dom.js";

const [LEAST, MOST, STEP] = [-6, 12, 0.5];
const WIDEST = 30;
const MARKS = [LEAST, 0, 6, MOST];
const share = (points) => (100 * (points - LEAST)) / (MOST - LEAST);
const PAUSE = 700; // milliseconds without a key after which what was typed is kept

function slider(app, name, value, label) {
  const { say } = app;
  const id = identifier("prediction");
  const hintId = identifier("hint");
  const input = h("input", { type: "range", id, name, min: String(LEAST), max: String(MOST), step: String(STEP), value: String(value ?? 0), "aria-describedby": hintId });
  const shown = h("output", { for: id, class: "big" });
  const show = () => {
    const points = Number(input.value);
    const words = say.t(say.several(points, 1) ? "unit.points" : "unit.point", { value: say.signed(points, points % 1 ? 1 : 0) });
    shown.textContent = words;
    input.setAttribute("aria-valuetext", words);
    const [from, to] = [Math.min(0, points), Math.max(0, points)].map(share);
    input.style.setProperty("--from", `${from}%`);
    input.style.setProperty("--filled", `${to}%`);
  };
  input.addEventListener("input", show);
  show();
  const marks = h("div", { class: "foresight-marks", "aria-hidden": "true" }, ...MARKS.map((mark) => h("span", { style: `--at:${share(mark) / 100}` }, say.signed(mark))));
  const hint = h("p", { class: "note", id: hintId });
  return { input, hint, node: h("div", { class: "field foresight" }, h("label", { for: id }, label), hint, h("div", { class: "row" }, h("div", {}, input, marks), shown)) };
}

export function createPrediction(app, given, { predict, validate }) {
  const { say } = app;
  const first = slider(app, "points", given?.points, say.t("predict.question"));
  const second = slider(app, "second", given?.second, say.t("predict.second"));
  second.hint.textContent = say.t("predict.second.hint");
  const why = h("textarea", { id: identifier("why"), rows: "2", maxlength: "600" });
  why.value = given?.why ?? "";
  const read = () => {
    const clamp = (input) => Math.max(-WIDEST, Math.min(WIDEST, Number(input.value)));
    const words = why.value.trim();
    return { points: clamp(first.input), second: clamp(second.input), ...(words ? { why: words } : {}) };
  };
  let timer = 0;
  const stop = () => clearTimeout(timer);
  const keep = () => (stop(), predict(read()));
  why.addEventListener("input", () => (stop(), (timer = setTimeout(keep, PAUSE))));
  [first.input, second.input, why].forEach((input) => input.addEventListener("change", keep));
  const button = h("button", { class: "action wide", type: "button", onclick: () => (stop(), validate(read())) }, say.t("predict.validate"));
  const heard = h("p", { class: "note" });
  const node = h("section", { class: "card prediction" }, h("h2", {}, say.t("predict.title")), first.node, second.node, h("div", { class: "field" }, h("label", { for: why.id }, say.t("predict.why"), h("span", { class: "note" }, ` ${say.t("optional")}`)), why), heard, button, h("p", { class: "note" }, say.t("predict.final")));
  // What today's measures give, once that is known; how many of the table's people have answered on their phones.
  function update({ done, here }, reference) {
    write(first.hint, reference === null ? say.t("predict.hint") : say.t("predict.reference", { count: say.number(reference) }));
    heard.hidden = !here;
    heard.textContent = say.t("predict.heard", { done, here });
  }
  return { node, update, stop };
}
