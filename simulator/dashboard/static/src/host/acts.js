// What a host does: reveal, play a card, choose what the wall shows, pair tables, end. Each says what it will do.
import { h, identifier } from "../dom.js";
import { revealing } from "./agenda.js";

const VIEWS = ["welcome", "agenda", "grid", "map", "tables", "life", "front_page", "silence", "close"];

function choose(label, options) {
  const id = identifier("choose");
  const select = h("select", { id }, ...options.map(([value, words]) => h("option", { value }, words)));
  return { select, node: h("div", { class: "field" }, h("label", { for: id }, label), select) };
}

function confirm(app, title, words, act) {
  const go = h("button", { class: "action", type: "button", onclick: () => (act(), app.dialog.close()) }, title);
  app.dialog.open(title, h("p", {}, words), go);
}

function reveal(app) {
  const { say, store } = app;
  const button = h("button", { class: "action wide", type: "button" });
  const words = h("p", { class: "note" });
  button.addEventListener("click", () => {
    const { round, tables } = store.state.seen;
    const late = tables.filter((table) => !table.done.locked);
    const act = () => app.send({ kind: "revealed", round });
    if (!late.length) return act();
    return confirm(app, say.t("host.reveal", { round }), say.t("host.reveal.late", { tables: say.list(late.map((table) => say.t("table.name", { table: table.number }))) }), act);
  });
  const node = h("section", { class: "card act" }, h("h2", {}, say.t("host.reveal.title")), button, words);
  function update() {
    const { phase, round, tables, runs } = store.state.seen;
    const ready = tables.filter((table) => table.done.locked).length;
    node.hidden = !phase?.round;
    const shown = tables.every((table) => table.done.revealed);
    button.disabled = shown;
    button.textContent = shown ? say.t("host.revealed", { round }) : say.t("host.reveal", { round });
    button.classList.toggle("second", !revealing(store.state.seen));
    words.textContent = say.t("host.reveal.state", { ready, tables: tables.length, runs: runs ?? 0 });
  }
  return { node, update };
}

function wall(app) {
  const { say, store } = app;
  const buttons = VIEWS.map((view) => h("button", { type: "button", class: "page-tab", onclick: () => app.spotlight(view) }, say.t(`wall.${view}`)));
  const node = h("section", { class: "card act" }, h("h2", {}, say.t("wall.title")), h("div", { class: "wall" }, ...buttons));
  const update = () => buttons.forEach((button, rank) => button.setAttribute("aria-pressed", String(store.state.seen.spotlight?.view === VIEWS[rank])));
  return { node, update };
}

function eventCards(app) {
  const { say, store } = app;
  const { seen } = store.state;
  const left = seen.cards.filter((card) => !card.played);
  const which = choose(say.t("host.card"), left.map((card) => [`${card.world}/${card.card}`, say.pick(card.title)]));
  const whom = choose(say.t("host.card.whom"), [["", say.t("host.card.world")], ...seen.tables.map((table) => [table.key, say.t("table.name", { table: table.number })])]);
  const play = h("button", { class: "quiet", type: "button", disabled: !left.length || !seen.round }, say.t("host.card.play"));
  play.addEventListener("click", () => {
    const [world, card] = which.select.value.split("/");
    app.send({ kind: "card_played", card, world, round: store.state.seen.round, ...(whom.select.value ? { table: whom.select.value } : {}) });
  });
  return { node: h("details", { class: "card act" }, h("summary", {}, say.t("host.cards")), which.node, whom.node, play), update: () => {} };
}

function pairing(app) {
  const { say, store } = app;
  const names = store.state.seen.tables.map((table) => [table.key, say.t("table.name", { table: table.number })]);
  const [one, other] = [choose(say.t("host.pair.one"), names), choose(say.t("host.pair.other"), names.slice(1).concat(names.slice(0, 1)))];
  const words = h("p", { class: "note", role: "status" });
  const pair = h("button", { class: "quiet", type: "button", disabled: !store.state.seen.round }, say.t("host.pair"));
  pair.addEventListener("click", () => {
    if (one.select.value === other.select.value) return (words.textContent = say.t("host.pair.same"));
    return app.send({ kind: "tables_paired", tables: [one.select.value, other.select.value], round: store.state.seen.round });
  });
  return { node: h("details", { class: "card act" }, h("summary", {}, say.t("host.pair.title")), one.node, other.node, pair, words), update: () => {} };
}

function finish(app) {
  const { say, store } = app;
  const end = h("button", { class: "quiet", type: "button", onclick: () => confirm(app, say.t("host.end"), say.t("host.end.words"), () => app.send({ kind: "workshop_ended" })) }, say.t("host.end"));
  const pack = h("a", { class: "pack", href: "#", onclick: (event) => (event.preventDefault(), app.savePack()) }, say.t("host.pack"));
  const status = h("p", { class: "note", role: "status" });
  app.packStatus = (words) => (status.textContent = words);
  const node = h("details", { class: "card act" }, h("summary", {}, say.t("host.after")), end, pack, status);
  let last = false;
  // Closed all day, opened by itself with the last phase.
  function update() {
    const { ended, phase, phases } = store.state.seen;
    const now = ended || phase?.key === phases.at(-1)?.key;
    if (now !== last) node.open = last = now;
    end.disabled = ended;
  }
  return { node, update };
}

export function createActs(app) {
  const parts = [reveal, wall, eventCards, pairing, finish].map((make) => make(app));
  return { node: h("section", { class: "results acts", "aria-label": app.say.t("host.acts") }, ...parts.map((part) => part.node)), update: () => parts.forEach((part) => part.update()) };
}
