// What the map shows now: a value and a colour for each place, on a scale that holds for every year of the answer.
import { differenceBound, differenceColour, levelBounds, levelColour } from "./scale.js";
import { factor, unitOf } from "./units.js";

const STEPS = { share: 5, minutes: 5 };
const remembered = new WeakMap();

function scales(app, part, unit) {
  const known = remembered.get(part);
  if (known) return known;
  const differences = [];
  const levels = [];
  app.setting.years.forEach((_, at) => {
    for (let row = 0; row < part.classes; row += 1) {
      differences.push(factor(unit) * part.difference(at, row));
      levels.push(factor(unit) * part.plan(at, row));
    }
  });
  const found = { bound: differenceBound(differences), range: levelBounds(levels, STEPS[unit] ?? 1) };
  remembered.set(part, found);
  return found;
}

export function colouring(app) {
  const { answer, indicator, grain, year } = app.store.state;
  const part = answer?.part(indicator, grain);
  if (!part) return null;
  const at = answer.year(year);
  const unit = unitOf(app.setting, indicator);
  const { bound, range } = scales(app, part, unit);
  const view = app.view();
  const value = (by, row) => answer.part(indicator, by)[view === "difference" ? "difference" : "plan"](at, row);
  const fill = (by, row) => {
    const shown = factor(unit) * value(by, row);
    if (!Number.isFinite(shown)) return "#E4E0D6";
    return view === "difference" ? differenceColour(shown, bound) : levelColour(shown, range);
  };
  return { view, unit, bound, range, value, fill };
}
