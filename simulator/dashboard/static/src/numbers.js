// Four big numbers: the level with the plan, the difference and its interval, or that it cannot be told apart.
import { h, say as write } from "./dom.js";
import { verdict } from "./data.js";
import { difference, interval, level, smallest, unitOf } from "./units.js";

const DIGITS = { share: 0, ratio: 1, kilotonnes: 1, minutes: 0 };

function createNumber(app, measure) {
  const { say, setting, store } = app;
  const unit = unitOf(setting, measure);
  const big = h("p", { class: "big" });
  const change = h("strong", {});
  const range = h("span", { class: "note" });
  const label = h("h3", {}, say.t(`number.${measure}`));
  const node = h("section", { class: "card number" }, label, big, h("p", { class: "change" }, change, range));
  function compare(part, year) {
    const code = verdict(part, year, 0, smallest(app.store.state.answer, unit), store.state.answer.sure);
    const mean = part.difference(year);
    if (!store.state.answer.sure) return [difference(say, unit, mean), say.t("refining"), Math.abs(mean) < smallest(app.store.state.answer, unit) ? "same" : mean > 0 ? "more" : "less"];
    if (code === "same") return [say.t("verdict.same"), "", code];
    if (unit === "ratio") return [say.t("instead", { value: say.number(part.reference(year), 1) }), "", code];
    return [difference(say, unit, mean), interval(say, unit, part.low(year), part.high(year)), code];
  }
  function update() {
    const { answer } = store.state;
    const part = answer?.part(measure, "all");
    node.classList.toggle("waiting", !part);
    if (!part) return write(big, "…");
    const year = answer.year(store.state.year);
    write(big, level(say, unit, part.plan(year), DIGITS[unit]));
    const [words, note, code] = app.planned()
      ? compare(part, year)
      : [say.t("today", { value: level(say, unit, part.reference(0), DIGITS[unit]) }), "", "same"];
    write(change, words);
    write(range, note);
    // Whether more CO₂ or a wider gap is good or bad is for the room to say: only participation takes the colours.
    node.dataset.verdict = unit === "share" ? code : "same";
  }
  return { node, update };
}

export function createNumbers(app) {
  const numbers = app.setting.numbers.map((measure) => createNumber(app, measure));
  const node = h("section", { class: "numbers", "aria-label": app.say.t("numbers") }, ...numbers.map((number) => number.node));
  return { node, update: () => numbers.forEach((number) => number.update()) };
}
