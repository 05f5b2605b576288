// The territory: communes coloured by the difference or the level, venues with labels that never collide, a legend.
import { geoMercator, geoPath } from "d3-geo";
import { borders } from "./borders.js";
import { h, s } from "./dom.js";
import { measure as textWidth, place } from "./labels.js";
import { colouring } from "./colouring.js";
import { createLegend } from "./legend.js";
import { createTooltip } from "./tooltip.js";
import { bare, level } from "./units.js";

const SMALL = 30;

function hatch() {
  const line = s("path", { d: "M0,5 L5,0", class: "hatch-line" });
  return s("defs", {}, s("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse" }, line));
}

// Where each commune is in the frame, and how much of it.
function spotsOf(path, shapes, communes) {
  return communes.map((commune, row) => {
    const [x, y] = path.centroid(shapes.features[row]);
    return { x, y, area: path.area(shapes.features[row]), agglomeration: commune.agglomeration };
  });
}

function centre(spots, agglomeration) {
  const own = spots.filter((spot) => spot.agglomeration === agglomeration);
  const area = own.reduce((sum, spot) => sum + spot.area, 0);
  const mean = (axis) => own.reduce((sum, spot) => sum + spot[axis] * spot.area, 0) / area;
  return { x: mean("x"), y: mean("y"), area, agglomeration };
}

// Venues that are named before the agglomerations are; the others take the room that is left.
const FIRST = 4;

// Whose ground a point stands on, seen from an agglomeration: its "own", "free" beside it, or nearer an "other" one.
const groundOf = (spots, agglomeration) => (x, y) => {
  const nearest = spots.reduce((best, spot) => {
    const away = Math.hypot(spot.x - x, spot.y - y);
    return away < best.away ? { ...spot, away } : best;
  }, { away: Infinity });
  if (nearest.away > Math.sqrt(nearest.area)) return "free";
  return nearest.agglomeration === agglomeration ? "own" : "other";
};

function obstacleOf([x, y], radius) {
  return { x0: x - radius, y0: y - radius, x1: x + radius, y1: y + radius };
}

// A label: its words, under them a figure where it has one, and a line to its ground where it stands away from it.
function written(label, { x, y, away }) {
  const middle = x + label.width / 2;
  const figure = label.figure ? s("tspan", { x: middle.toFixed(1), dy: 18, class: "figure" }, label.figure) : null;
  const words = s("text", { x: middle.toFixed(1), y: (y + 13).toFixed(1), class: label.class }, label.words, figure);
  if (!away) return [words];
  const foot = label.y > y + label.height / 2 ? y + label.height + 1 : y - 1;
  return [s("line", { x1: middle.toFixed(1), y1: foot.toFixed(1), x2: label.x.toFixed(1), y2: label.y.toFixed(1), class: "leader" }), words];
}

export function createMap(app) {
  const { setting, store, say } = app;
  const { communes, venues, shapes } = setting.territory;
  const around = s("path", { class: "around" });
  const zones = s("g", { class: "zones" });
  const weak = s("g", { class: "weak" });
  const lines = s("path", { class: "borders" });
  const dots = s("g", { class: "venues" });
  const names = s("g", { class: "names" });
  const svg = s("svg", { role: "img" }, hatch(), around, zones, weak, lines, dots, names);
  const legend = createLegend(app);
  const holder = h("div", { class: "ground" }, svg);
  const tooltip = createTooltip(app, holder);
  const node = h("div", { class: "map" }, holder, legend.node);
  const edges = borders(shapes, communes.map((commune) => commune.agglomeration));
  const paths = shapes.features.map((_, row) => s("path", { onpointerenter: (event) => tooltip.commune(row, event), onpointermove: tooltip.follow, onpointerleave: tooltip.hide }));
  const veils = shapes.features.map(() => s("path", {}));
  const spots = venues.map((venue, row) => s("circle", { r: venue.label ? 5 : 2.6, class: `${venue.label ? "main" : "minor"}${venue.guessed ? " guessed" : ""}`, onpointerenter: (event) => tooltip.venue(row, event), onpointermove: tooltip.follow, onpointerleave: tooltip.hide }));
  zones.append(...paths);
  weak.append(...veils);
  dots.append(...spots);
  let [path, points, centres] = [null, [], []];
  let frame = { width: 0, height: 0 };
  let placed = "";

  function layout() {
    frame = { width: holder.clientWidth, height: holder.clientHeight };
    const { width, height } = frame;
    if (width < 60 || height < 60) return;
    placed = "";
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const projection = geoMercator().fitExtent([[10, 10], [width - 10, height - 10]], shapes);
    path = geoPath(projection).digits(1);
    // A map wider than its frame stands at the top, so that the legend over its foot covers no commune.
    if (legend.over()) projection.translate([projection.translate()[0], projection.translate()[1] + 10 - path.bounds(shapes)[0][1]]);
    shapes.features.forEach((feature, row) => {
      const outline = path(feature);
      paths[row].setAttribute("d", outline);
      veils[row].setAttribute("d", outline);
    });
    lines.setAttribute("d", path(edges));
    if (setting.territory.around) around.setAttribute("d", path(setting.territory.around));
    const grounds = spotsOf(path, shapes, communes);
    // The smallest first: they have the least room.
    centres = setting.territory.agglomerations.map((_, row) => ({ ...centre(grounds, row), ground: groundOf(grounds, row) })).sort((a, b) => a.area - b.area);
    points = venues.map((venue) => projection([venue.longitude, venue.latitude]));
    points.forEach(([x, y], row) => {
      spots[row].setAttribute("cx", x.toFixed(1));
      spots[row].setAttribute("cy", y.toFixed(1));
    });
  }

  function agglomerationLabels(colour) {
    return centres.map(({ agglomeration, x, y, ground }) => {
      const label = { words: setting.territory.agglomerations[agglomeration].short, x, y, ground, centred: true, needed: true, class: "place" };
      if (store.state.grain !== "agglomeration" || !colour) return label;
      const value = colour.value("agglomeration", agglomeration);
      const figure = colour.view === "difference" ? bare(say, colour.unit, value) : level(say, colour.unit, value);
      return { ...label, figure, class: "agglomeration" };
    });
  }

  function venueLabels() {
    return venues.map((venue, row) => ({ venue, row })).filter(({ venue }) => venue.label).sort((a, b) => a.venue.rank - b.venue.rank)
      .map(({ venue, row }) => ({ words: venue.label, x: points[row][0], y: points[row][1], gap: 8, own: obstacles()[row], class: "venue" }));
  }

  let marked = null;
  function obstacles() {
    marked ??= points.map((point, row) => (venues[row].label ? obstacleOf(point, 5) : null));
    return marked;
  }

  // Words on the map, placed again when the frame, the legend, the grain or a figure has changed: the browser is not
  // asked to measure anything while a year goes by.
  function write(colour = null) {
    if (!path) return;
    const areas = agglomerationLabels(colour);
    const depends = [store.state.grain, legend.shape(), ...areas.map((label) => label.figure ?? "")].join("|");
    if (depends === placed) return;
    placed = depends;
    marked = null;
    const font = `14px ${getComputedStyle(app.root).fontFamily}`;
    const size = (label) => ({ ...label, width: textWidth(label.words, `${label.class === "agglomeration" ? 700 : 600} ${font}`), height: label.figure ? 34 : 16 });
    const whole = store.state.grain === "agglomeration";
    const known = whole ? [] : venueLabels();
    const wanted = [...known.slice(0, FIRST), ...areas, ...known.slice(FIRST)].map(size);
    const inside = { x0: 2, y0: 2, x1: frame.width - 2, y1: frame.height - 2 };
    const marks = whole ? [] : obstacles().filter(Boolean); // faint where agglomerations have the colours
    const found = place(wanted, [...marks, ...legend.boxes(holder)], inside);
    names.replaceChildren(...found.flatMap((at, rank) => (at ? written(wanted[rank], at) : [])));
  }

  function paint() {
    const colour = colouring(app);
    const grain = store.state.grain;
    node.classList.toggle("waiting", !colour);
    node.dataset.grain = grain;
    const rows = store.state.answer?.rowsBehind(grain);
    communes.forEach((commune, row) => {
      const of = grain === "agglomeration" ? commune.agglomeration : row;
      paths[row].setAttribute("fill", colour ? colour.fill(grain, of) : "#EFECE4");
      veils[row].setAttribute("visibility", colour && rows && rows[of] < SMALL ? "visible" : "hidden");
    });
    legend.update(colour);
    svg.setAttribute("aria-label", say.t("map.label", { about: app.indicatorName(), year: store.state.year }));
    write(colour);
  }

  const watcher = new ResizeObserver(() => (layout(), paint()));
  watcher.observe(holder);
  document.fonts?.ready.then(() => path && ((placed = ""), paint()));
  return { node, update: paint, stop: () => watcher.disconnect() };
}
