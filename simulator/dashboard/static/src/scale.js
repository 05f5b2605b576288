// Colours of the map: seven steps brique - paper - ciel for differences, one hue for levels.
import { quantile } from "d3-array";

export const DIFFERENCE = ["#A8432A", "#CE7F62", "#EBC3AE", "#F3F0E8", "#B9D2E4", "#6FA3C7", "#1F5F8B"];
export const LEVEL = ["#EEF3F4", "#D5E3EC", "#B4CFE1", "#8FB8D4", "#649BC2", "#3F7DA9", "#1F5F8B"];
const LADDER = [0.5, 1, 2, 3, 6, 12, 24, 48];

// One bound for every year of an answer, so that scrubbing never moves the scale.
export function differenceBound(values) {
  const sizes = values.map(Math.abs).filter(Number.isFinite).sort((a, b) => a - b);
  const most = quantile(sizes, 0.98) ?? 0;
  return LADDER.find((step) => step >= most) ?? LADDER.at(-1);
}

export function levelBounds(values, step) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const low = Math.floor((quantile(sorted, 0.01) ?? 0) / step) * step;
  const high = Math.ceil((quantile(sorted, 0.99) ?? 1) / step) * step;
  return [low, high > low ? high : low + step];
}

const at = (position, colours) => colours[Math.max(0, Math.min(colours.length - 1, Math.floor(position * colours.length)))];

export const differenceColour = (value, bound) => at((value + bound) / (2 * bound), DIFFERENCE);
export const levelColour = (value, [low, high]) => at((value - low) / (high - low), LEVEL);
