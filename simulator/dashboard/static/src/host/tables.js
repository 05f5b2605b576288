// Who is here and how far each table is, in table order; never who wrote what.
import { h } from "../dom.js";
import { redrawn } from "./redraw.js";

const MARKS = ["grid", "artefact", "plan", "prediction", "locked", "revealed"];

function marks(app, table) {
  const { say } = app;
  return h("ul", { class: "table-marks" }, ...MARKS.map((name) => h("li", { "data-done": String(Boolean(table.done[name])) }, h("i", { "aria-hidden": "true" }, table.done[name] ? "✓" : "·"), h("span", {}, say.t(`host.mark.${name}`)), h("span", { class: "unseen" }, say.t(table.done[name] ? "host.done" : "host.waiting")))));
}

function card(app, table, round) {
  const { say } = app;
  const missing = round > 0 && !table.done.locked;
  const override = missing ? h("button", { class: "quiet", type: "button", "data-key": "override", onclick: () => app.override(table) }, say.t("host.override")) : null;
  const own = h("button", { class: "quiet", type: "button", "data-key": "show", onclick: () => app.spotlight("table", table.key) }, say.t("host.show"));
  return h(
    "section",
    { class: "card table-card", "data-locked": String(Boolean(table.done.locked)) },
    h("div", { class: "row" }, h("h3", {}, say.t("table.name", { table: table.number }), table.name ? ` · ${table.name}` : ""), h("span", { class: "note" }, say.t(say.several(table.here) ? "host.here.many" : "host.here", { count: table.here }))),
    h("p", { class: "note" }, say.pick(table.world.title), table.partner ? ` · ${say.t("host.paired", { table: table.partner })}` : ""),
    marks(app, table),
    round > 0 ? h("p", { class: "note" }, say.t("predict.heard", { done: table.predictions, here: table.here })) : null,
    h("div", { class: "row" }, own, override),
  );
}

export function createTables(app) {
  const { say, store } = app;
  const cards = store.state.seen.tables.map(() => redrawn((table, round) => card(app, table, round)));
  const grid = h("div", { class: "table-grid" });
  const head = h("p", { class: "sentence", role: "status" });
  const node = h("section", { "aria-label": say.t("host.tables") }, head, grid);
  function update() {
    const { tables, round } = store.state.seen;
    const here = tables.reduce((sum, table) => sum + table.here, 0);
    const ready = tables.filter((table) => table.done.locked).length;
    head.textContent = say.t(round ? "host.ready" : "host.room", { here, ready, tables: tables.length });
    const drawn = tables.map((table, rank) => cards[rank](table, round));
    if (!grid.children.length) grid.append(...drawn);
  }
  return { node, update };
}
