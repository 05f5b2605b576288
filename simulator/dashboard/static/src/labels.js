// Placing labels so that none covers another label, a marked venue or the edge: first come, first placed.

const overlaps = (a, b) => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;

function candidates({ x, y, width, height, gap, centred }) {
  if (centred) return [[0, 0], [0, -12], [0, 12], [0, -24], [0, 24], [-28, 0], [28, 0], [-28, -16], [28, -16], [-28, 16], [28, 16], [0, -38], [0, 38], [-56, 0], [56, 0], [-56, -24], [56, -24], [-56, 24], [56, 24], [0, 56], [0, -56], [0, -78], [64, -44], [-64, -44], [84, -20], [-84, -20], [64, 44], [-64, 44], [0, 78], [-110, 0], [110, 0], [-96, -40], [96, -40], [-96, 40], [96, 40]].map(([dx, dy]) => [x - width / 2 + dx, y - height / 2 + dy]);
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

// Returns, for each wanted label, its top left corner or null where there is no room. A label that knows its ground
// (`ground(x, y)`: "own", "free" or "other") stands on it, or beside it on nobody's; elsewhere only to show a figure.
export function place(wanted, obstacles, frame) {
  const taken = [...obstacles];
  return wanted.map((label) => {
    for (const ground of label.ground ? ["own", "free", ...(label.figure ? ["other"] : [])] : [null]) {
      for (const [x, y] of candidates(label)) {
        if (ground && label.ground(x + label.width / 2, y + label.height / 2) !== ground) continue;
        const box = { x0: x - 2, y0: y - 1, x1: x + label.width + 2, y1: y + label.height + 1 };
        const inside = box.x0 >= frame.x0 && box.y0 >= frame.y0 && box.x1 <= frame.x1 && box.y1 <= frame.y1;
        if (inside && !taken.some((other) => other !== label.own && overlaps(box, other))) {
          taken.push(box);
          return { x, y };
        }
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
