// The lines between agglomerations: segments of commune outlines that two communes of one agglomeration do not share.

const rings = (geometry) => (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat());
const key = (a, b) => (a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? `${a};${b}` : `${b};${a}`);

export function borders(shapes, agglomerations) {
  const seen = new Map();
  shapes.features.forEach((feature, row) => {
    for (const ring of rings(feature.geometry)) {
      for (let at = 1; at < ring.length; at += 1) {
        const name = key(ring[at - 1], ring[at]);
        const before = seen.get(name);
        if (before) before.inside = before.agglomeration === agglomerations[row];
        else seen.set(name, { segment: [ring[at - 1], ring[at]], agglomeration: agglomerations[row], inside: false });
      }
    }
  });
  const coordinates = [...seen.values()].filter((one) => !one.inside).map((one) => one.segment);
  return { type: "MultiLineString", coordinates };
}
