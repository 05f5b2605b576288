// The answer of one move: a header and one binary buffer of 32-bit floats, decoded once and read in place.

function bytes(values) {
  const view = values instanceof DataView ? values : new DataView(values.buffer ?? values, values.byteOffset ?? 0, values.byteLength);
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

function reader(block, floats, years) {
  const size = years * block.classes;
  const part = {};
  block.series.forEach((name, rank) => {
    const from = block.offset + rank * size;
    part[name] = (year, row = 0) => floats[from + year * block.classes + row];
  });
  part.reference ??= (year, row = 0) => part.plan(year, row) - part.difference(year, row);
  part.classes = block.classes;
  return part;
}

export function decode(header, values) {
  if (!header || !header.blocks || !values || !values.byteLength) return null;
  const floats = bytes(values);
  const parts = new Map();
  for (const block of header.blocks) parts.set(`${block.measure}/${block.by}`, reader(block, floats, header.years.length));
  const rows = new Map(Object.entries(header.rows).map(([by, at]) => [by, floats.subarray(at.offset, at.offset + at.classes)]));
  return {
    ...header,
    part: (measure, by) => parts.get(`${measure}/${by}`) ?? null,
    rowsBehind: (by) => rows.get(by) ?? null,
    year: (year) => header.years.indexOf(year),
    sure: header.replications > 1,
  };
}

// How far from zero an interval's near end must stay, as a share of the mean: CLEARANCE of experiments/compare.py.
const CLEARANCE = 0.25;

// more, less or same, as rule 22 of docs/odd.md says: within the smallest difference that matters, or an interval not clear of zero, is same.
export function verdict(part, year, row, smallest, sure) {
  const mean = part.difference(year, row);
  if (!sure || Math.abs(mean) < smallest) return "same";
  const near = mean > 0 ? part.low(year, row) : -part.high(year, row);
  if (!(near > CLEARANCE * Math.abs(mean))) return "same";
  return mean > 0 ? "more" : "less";
}
