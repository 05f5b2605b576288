// How an indicator is written: shares in per cent and points, minutes, tonnes, times.

export function unitOf(setting, measure) {
  return setting.indicators.find((indicator) => indicator.code === measure).unit;
}

const KINDS = {
  share: { factor: 100, digits: 0, fine: 1 },
  minutes: { factor: 1, digits: 0, fine: 1, smallest: 0.05 },
  ratio: { factor: 1, digits: 1, fine: 1, smallest: 0.05 },
  kilotonnes: { factor: 1, digits: 0, fine: 2, smallest: 0.01 },
};

// The smallest difference worth a word: declared by the model for shares, a rounding's width for the others.
export const smallest = (answer, unit) => (unit === "share" ? answer.smallest : KINDS[unit].smallest);
export const factor = (unit) => KINDS[unit].factor;

export function level(say, unit, value, digits = KINDS[unit].digits) {
  if (!Number.isFinite(value)) return "–";
  if (unit === "share") return say.percent(value, digits);
  return say.t(`unit.${unit}`, { value: say.number(value, digits) });
}

// A difference with its sign and unit: "+ 5 points".
export function difference(say, unit, value, digits = KINDS[unit].fine) {
  const shown = KINDS[unit].factor * value;
  const figure = say.signed(shown, digits);
  if (unit === "share") return say.t(say.several(shown, digits) ? "unit.points" : "unit.point", { value: figure });
  return say.t(`unit.${unit}`, { value: figure });
}

// The sign and figure alone, for bars and map labels.
export const bare = (say, unit, value, digits = KINDS[unit].fine) => say.signed(KINDS[unit].factor * value, digits);

export function interval(say, unit, low, high, digits = KINDS[unit].fine) {
  const [from, to] = [KINDS[unit].factor * low, KINDS[unit].factor * high];
  const write = from >= 0 ? (value) => say.number(value, digits) : (value) => say.signed(value, digits);
  return say.t("interval", { low: write(from), high: write(to) });
}
