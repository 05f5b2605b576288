// Who is here and how far each table is in what the phase asks, in table order; never who wrote what.
import { h } from "../dom.js";
import { redrawn } from "./redraw.js";

const WRITTEN = ["resources", "gaps", "ties", "dreams", "notes", "actions"];
const PLAYING = ["policy", "prediction", "reveal"];

// In a round: decides, has written its prediction, has validated it, has a run, has seen it.
function turnOf({ done }) {
  if (done.revealed) return done.committed ? ["revealed", true] : ["absent", false];
  if (done.locked) return done.computed ? ["computed", true] : ["locked", true];
  return done.prediction ? ["prediction", false] : ["deciding", false];
}

// What there is to say of a table in the phase that runs: a word, its count if it has one, and whether it is done.
function standing(table, opens) {
  const playing = PLAYING.some((name) => opens.includes(name));
  if (playing) return turnOf(table);
  for (const name of ["grid", "fiction"]) if (opens.includes(name)) return [table.done[name] ? name : `${name}.not`, table.done[name]];
  const kinds = WRITTEN.filter((name) => opens.includes(name)).map((name) => (name === "dreams" ? "ties" : name));
  const count = [...new Set(kinds)].reduce((sum, name) => sum + table.written[name], 0);
  return count ? ["written", false, count] : ["quiet", false];
}

function buttons(app, table, opens) {
  const { say } = app;
  const missing = PLAYING.some((name) => opens.includes(name)) && !table.done.locked && !table.done.revealed;
  const named = (key) => say.t("host.about", { act: say.t(key), table: table.number });
  const override = missing ? h("button", { class: "quiet", type: "button", "data-key": "override", "aria-label": named("host.override"), onclick: () => app.override(table) }, say.t("host.override")) : null;
  const show = h("button", { class: "quiet", type: "button", "data-key": "show", "aria-label": named("host.show"), onclick: () => app.spotlight("table", table.key) }, say.t("host.show"));
  return h("div", { class: "table-acts" }, override, show);
}

// Its world, who is there, what they foresaw one by one, with whom it is paired.
function about(app, table, opens) {
  const { say } = app;
  const counted = (count, one, many) => say.t(say.several(count) ? many : one, { count });
  const foreseen = opens.includes("prediction") && table.predictions ? counted(table.predictions, "host.foreseen", "host.foreseen.many") : null;
  return [say.pick(table.world.title), counted(table.here, "host.here", "host.here.many"), foreseen, table.partner ? say.t("host.paired", { table: table.partner }) : null].filter(Boolean).join(" · ");
}

function card(app, table, opens) {
  const { say } = app;
  const [state, done, count] = standing(table, opens);
  return h(
    "li",
    { class: "table-card", "data-done": String(Boolean(done)) },
    h("div", { class: "table-name" }, h("h3", {}, say.t("table.name", { table: table.number }), table.name ? ` · ${table.name}` : ""), h("p", { class: "note" }, about(app, table, opens))),
    h("p", { class: "table-state", hidden: state === "quiet" }, h("i", { "aria-hidden": "true" }, done ? "✓" : "·"), h("span", {}, say.t(`host.state.${state}`, { count }))),
    buttons(app, table, opens),
  );
}

export function createTables(app) {
  const { say, store } = app;
  const cards = store.state.seen.tables.map(() => redrawn((table, opens) => card(app, table, opens)));
  const grid = h("ul", { class: "table-grid" });
  const head = h("p", { class: "sentence", role: "status" });
  const node = h("section", { class: "tables-node", "aria-label": say.t("host.tables") }, head, grid);
  function update() {
    const { tables, phase } = store.state.seen;
    const opens = phase?.opens ?? [];
    const here = tables.reduce((sum, table) => sum + table.here, 0);
    const ready = tables.filter((table) => table.done.locked).length;
    const playing = PLAYING.some((name) => opens.includes(name));
    const people = say.t(say.several(here) ? "host.room" : "host.room.one", { here, tables: tables.length });
    head.textContent = playing ? `${people} ${say.t(say.several(ready) ? "host.ready" : "host.ready.one", { ready, tables: tables.length })}` : people;
    const drawn = tables.map((table, rank) => cards[rank](table, opens));
    if (!grid.children.length) grid.append(...drawn);
  }
  return { node, update };
}
