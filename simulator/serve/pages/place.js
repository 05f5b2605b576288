// From the server's views to what a page shows, in the page's language.
import { firm, language } from "./page_tools.js";

const inLanguage = (pair) => (pair && typeof pair === "object" ? pair[language] || pair.fr : pair || "");
const OPTIONS = ["keep", "amend", "drop", "unsure"];
const figureOf = (turn) => (turn && turn.result && turn.result.figure) || null;
const pointsOf = (made) => (made ? made.points : null);
const secondOf = (made) => (made && made.second !== undefined ? made.second : null);

/** The question of the vote that is open, by the round it is about. */
const questionOf = (view) => (view.phase && view.phase.opens.includes("votes") ? `plan-${view.phase.round || view.round || 1}` : null);

/** The objects of a table's world, then the one that it wrote. */
function objectsFrom(view, written) {
  const own = written && written.title ? [{ key: `own-${view.table}`, title: firm(written.title), text: firm(written.text || ""), own: true }] : [];
  return view.world.artefacts.map((one) => ({ key: one.key, title: inLanguage(one.title), text: inLanguage(one.text) })).concat(own);
}

/** A participant's place. */
export function placeOf(view) {
  const mine = view.tables.find((one) => one.table === view.table);
  const round = (view.phase && view.phase.round) || 0;
  const turn = view.turns.find((one) => one.round === (round || view.round));
  const question = questionOf(view);
  return {
    participant: view.participant,
    table: view.table,
    number: mine.number,
    name: view.pseudonym || "",
    ended: view.ended,
    round: round || view.round,
    inRound: Boolean(round),
    phase: view.phase ? inLanguage(view.phase.title) : "",
    opens: view.phase ? view.phase.opens : [],
    artefacts: objectsFrom(view, view.artefact),
    grid: view.grid,
    level: view.level === undefined ? null : view.level,
    prediction: turn ? pointsOf(turn.mine) : null,
    second: turn ? secondOf(turn.mine) : null,
    locked: Boolean(turn && (turn.locked || turn.revealed)),
    tablePrediction: turn ? pointsOf(turn.prediction) : null,
    tableSecond: turn ? secondOf(turn.prediction) : null,
    result: figureOf(turn),
    vote: question && { question, options: OPTIONS, answer: view.votes[question] || null },
  };
}

/** The operator's desk. */
export function deskOf(view) {
  const question = questionOf(view);
  const round = (view.phase && view.phase.round) || view.round || 1;
  const turn = (one) => view.pages[one.table].turns.filter((kept) => kept.round === round).map((kept) => ({ ...kept, world: one.world }))[0];
  return {
    tables: view.tables.map((one) => ({ key: one.table, number: one.number, name: one.name, turn: turn(one), objects: objectsOf(view.pages[one.table]), found: foundBy(view.pages[one.table]) })),
    code: view.code,
    people: view.people.map((one) => ({ key: one.participant, table: one.table, name: one.pseudonym || "" })),
    round,
    begun: view.round > 0,
    vote: question && { question },
  };
}

/** What people of a table may react to: the objects of 2040, and the results that were revealed. */
function objectsOf(page) {
  const revealed = page.turns.filter((one) => one.revealed).map((one) => ({ key: `reveal-${one.round}`, round: one.round }));
  return [...objectsFrom(page, page.artefacts.slice(-1)[0]), ...revealed];
}

/** What came out of a table's latest revealed round, for a room without screens: its operator reads it aloud. */
function foundBy(page) {
  const shown = page.turns.filter(figureOf).slice(-1)[0];
  return shown ? { round: shown.round, predicted: pointsOf(shown.prediction), ...figureOf(shown) } : null;
}

const seconds = (moment) => Date.parse(moment) / 1000;

/** The projector's wall. */
export function wallOf(view) {
  const lit = view.spotlight;
  const round = Math.max(0, ...view.revealed.map((one) => one.round));
  const counts = (cell) => ["1", "2", "3", "4", "unknown"].map((mark) => cell[mark] || 0);
  const tables = view.tables.map((one) => rowOf(view, one, round));
  const table = lit && lit.table;
  const world = (tables.find((one) => one.key === table) || tables.find((one) => one.result) || tables[0]).world;
  const room = view.grid.room;
  return {
    view: lit ? lit.view : "welcome",
    title: view.title || "",
    code: view.code,
    workshop: view.workshop,
    here: view.tables.reduce((sum, one) => sum + one.people, 0),
    lit: view.lit_at ? seconds(view.lit_at) : 0,
    phases: view.agenda.map((phase) => ({ key: phase.phase, title: inLanguage(phase.title), minutes: phase.minutes })),
    phase: view.phase && view.phase.phase,
    begun: view.phase ? seconds(view.phase.begun_at) : 0,
    grid: { filled: room.people, lines: room.enough ? room.lines.map((line) => ({ line: line.line, stated: counts(line.stated), actual: counts(line.actual) })) : null },
    tables,
    table,
    world,
    worldTitle: (tables.find((one) => one.world === world) || {}).worldTitle,
    apart: inLanguage((view.apart || []).find((one) => one.world === world && one.round === round)) || null,
  };
}

/** A table on the wall: what it foresaw and what came out of its latest revealed round. */
function rowOf(view, one, round) {
  const turn = view.revealed.find((shown) => shown.table === one.table && shown.round === round);
  const artefact = view.artefacts.find((written) => written.table === one.table);
  return {
    key: one.table,
    number: one.number,
    name: one.name,
    world: one.world,
    worldTitle: inLanguage(one.world_title),
    result: figureOf(turn),
    address: turn && turn.result ? turn.result.address : null,
    predicted: turn ? pointsOf(turn.prediction) : null,
    second: turn ? secondOf(turn.prediction) : null,
    plan: turn && turn.plan ? Object.entries(turn.plan.tokens).filter(([, tokens]) => tokens).map(([lever, tokens]) => ({ label: inLanguage(view.levers && view.levers[lever]) || lever, tokens })) : [],
    artefact: artefact && artefact.title ? { title: artefact.title, text: artefact.text || "" } : null,
  };
}
