// Placing labels so that none covers another label, a marked venue or the edge: first come, first placed.

const overlaps = (a, b) => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;

const [STEP, ACROSS, DOWN] = [8, 14, 10];

// Around an area's middle, the nearest place first; going sideways costs less, as words are wide.
const AROUND = Array.from({ length: (2 * ACROSS + 1) * (2 * DOWN + 1) }, (_, rank) => [
  STEP * ((rank % (2 * ACROSS + 1)) - ACROSS),
  STEP * (Math.floor(rank / (2 * ACROSS + 1)) - DOWN),
]).sort(([ax, ay], [bx, by]) => Math.hypot(ax, 1.5 * ay) - Math.hypot(bx, 1.5 * by));

function candidates({ x, y, width, height, gap, centred }) {
  if (centred) return AROUND.map(([dx, dy]) => [x - width / 2 + dx, y - height / 2 + dy]);
  return [
    [x + gap, y - height / 2],
    [x - gap - width, y - height / 2],
    [x - width / 2, y - gap - height],
    [x - width / 2, y + gap],
    [x + gap * 0.6, y - gap - height * 0.7],
    [x + gap * 0.6, y + gap - height * 0.3],
    [x - gap * 0.6 - width, y - gap - height * 0.7],
    [x - gap * 0.6 - width, y + gap - height * 0.3],
    ...[0.25, 0.75].flatMap((share) => [-1.2 * gap - height, 1.2 * gap].map((dy) => [x - share * width, y + dy])),
  ];
}

// Grounds in the order of preference, and where along a label they are looked at: the whole label, then its middle.
const [WHOLE, MIDDLE] = [[0.12, 0.5, 0.88], [0.5]];
const OWN = [["own", WHOLE], ["own", MIDDLE]];
const ELSEWHERE = [["free", MIDDLE], ["other", MIDDLE]];

// Returns, for each wanted label, its top left corner or null where there is no room. A label that knows its ground
// (`ground(x, y)`: "own", "free" or "other") stands on it; elsewhere only where it may not be missing (`needed`), and
// then it says that it is `away`.
export function place(wanted, obstacles, frame) {
  const taken = [...obstacles];
  return wanted.map((label) => {
    for (const [ground, feet] of label.ground ? [...OWN, ...(label.needed ? ELSEWHERE : [])] : [[null, []]]) {
      for (const [x, y] of candidates(label)) {
        const box = { x0: x - 2, y0: y - 1, x1: x + label.width + 2, y1: y + label.height + 1 };
        const inside = box.x0 >= frame.x0 && box.y0 >= frame.y0 && box.x1 <= frame.x1 && box.y1 <= frame.y1;
        if (!inside || taken.some((other) => other !== label.own && overlaps(box, other))) continue;
        if (feet.some((foot) => label.ground(x + foot * label.width, y + label.height / 2) !== ground)) continue;
        taken.push(box);
        return { x, y, away: ground !== null && ground !== "own" };
      }
    }
    return null;
  });
}

// Heights for labels in a column, pushed apart so that neighbours keep `apart` pixels and stay within the frame.
export function spread(heights, apart, low, high) {
  const order = heights.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  order.forEach((item, rank) => {
    item.y = Math.max(item.y, rank ? order[rank - 1].y + apart : low);
  });
  for (let rank = order.length - 1; rank >= 0; rank -= 1) {
    const ceiling = rank === order.length - 1 ? high : order[rank + 1].y - apart;
    order[rank].y = Math.min(order[rank].y, ceiling);
  }
  const placed = [];
  order.forEach((item) => (placed[item.index] = item.y));
  return placed;
}

let pen = null;
export function measure(text, font) {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = font;
  return pen.measureText(text).width;
}
