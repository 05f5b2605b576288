// What the projector draws, view by view.
import { $, el, language, number, say, sayMany, signed } from "./page_tools.js";
import { frontPage, life, map } from "./walls_told.js";

const [FEW, MANY, BOTH] = [4, 6, 4]; // rows below and above which a wall is drawn larger or closer; rows that have room for both questions

function welcome(wall) {
  const made = document.getElementById("v-welcome").content.cloneNode(true);
  $("[data-title]", made).textContent = wall.title || say("show.welcome");
  $("[data-count]", made).textContent = wall.here ? sayMany("show.here", wall.here) : "";
  $("[data-code]", made).textContent = wall.code;
  return made.firstElementChild;
}

function clock(seconds) {
  const whole = Math.max(0, Math.floor(Math.abs(seconds)));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The agenda, and the time left of its phase. */
function agenda(wall) {
  const at = wall.phases.findIndex((phase) => phase.key === wall.phase);
  const items = wall.phases.map((phase, rank) => {
    const item = el("li", { class: rank < at ? "past" : "" }, el("span", {}, phase.title), el("span", {}, say("show.agenda.minutes", { minutes: phase.minutes })));
    if (rank === at) item.setAttribute("aria-current", "step");
    return item;
  });
  const left = el("b");
  const word = el("span");
  const current = at >= 0 ? el("strong", {}, wall.phases[at].title) : null;
  const timer = el("div", { class: "timer", role: "timer" }, current, word, left);
  const element = el("div", { class: "agenda" }, el("div", { class: "head" }, el("h1", {}, say("show.agenda"))), el("ol", {}, ...items), at >= 0 ? timer : null);
  element.firstElementChild.style.gridColumn = "1 / -1";
  const tick = () => {
    const seconds = wall.begun + 60 * wall.phases[at].minutes - (Date.now() / 1000 - wall.skew);
    timer.classList.toggle("over", seconds < 0);
    left.textContent = clock(seconds);
    word.textContent = say(seconds < 0 ? "show.agenda.over" : "show.agenda.left");
  };
  return { element, start: at < 0 ? null : () => every(tick) };
}

function every(tick) {
  tick();
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}

/** Bars of one cell of the grid: how many answered 1 to 4, and how many do not know. */
function spread(line, column, counts) {
  const most = Math.max(1, ...counts);
  const label = say("show.grid.cell", { line: say(`grid.${line}`), column: say(`grid.${column}`), one: counts[0], two: counts[1], three: counts[2], four: counts[3], unsure: counts[4] });
  const bars = counts.map((count, rank) => {
    const bar = el("i", { class: `${rank === 4 ? "unsure" : ""} ${count ? "" : "none"}`.trim() });
    bar.style.height = `${Math.round((100 * count) / most)}%`;
    return bar;
  });
  return el("td", {}, el("div", { class: `spread ${column}`, role: "img", "aria-label": label }, ...bars));
}

const meanOf = (counts) => {
  const known = counts.slice(0, 4).reduce((sum, count) => sum + count, 0);
  return known ? counts.slice(0, 4).reduce((sum, count, rank) => sum + count * (rank + 1), 0) / known : null;
};

function widest(lines) {
  const gaps = lines.map((line) => [line.line, (meanOf(line.stated) || 0) - (meanOf(line.actual) || 0), meanOf(line.stated) !== null && meanOf(line.actual) !== null]);
  const known = gaps.filter(([, , both]) => both).sort((one, other) => Math.abs(other[1]) - Math.abs(one[1]));
  return known.length && Math.abs(known[0][1]) >= 0.5 ? say("show.grid.widest", { line: say(`grid.${known[0][0]}`).toLowerCase() }) : "";
}

function grid(wall) {
  const { lines, filled } = wall.grid;
  const head = el("div", { class: "head" }, el("h1", {}, say("show.grid")), el("span", { class: "soft" }, sayMany("show.grid.count", filled)));
  if (!lines) return el("div", { class: "still" }, el("h1", {}, say("show.grid")), el("p", {}, say("show.grid.few")), el("p", {}, sayMany("show.grid.count", filled)));
  const scale = () => el("div", { class: "scale", "aria-hidden": "true" }, ...["1", "2", "3", "4", "?"].map((mark) => el("span", {}, mark)));
  const columns = ["stated", "actual"];
  const table = el(
    "table",
    {},
    el("thead", {}, el("tr", {}, el("td"), ...columns.map((column) => el("th", { scope: "col" }, say(`grid.${column}`), scale())))),
    el("tbody", {}, ...lines.map((line) => el("tr", {}, el("th", { scope: "row" }, say(`grid.${line.line}`)), ...columns.map((column) => spread(line.line, column, line[column]))))),
  );
  return el("div", { class: "dispersion" }, head, el("p", { class: "soft" }, say("show.grid.lead")), table, el("p", { class: "widest" }, stressed(widest(lines))));
}

/** One scale for all rows: zero in it, and room at both ends. */
function scaleOf(rows) {
  const all = rows.flatMap((row) => [0, ...(row.result ? [row.result.low, row.result.high, row.result.difference] : []), ...(row.predicted === null ? [] : [row.predicted])]);
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const margin = Math.max(0.5, (last - first) * 0.05);
  return (value) => (100 * (value - first + margin)) / (last - first + 2 * margin);
}

function track(row, at) {
  const mark = (kind, left, wide) => {
    const made = el("i", { class: kind });
    made.style.left = `${left}%`;
    if (wide !== undefined) made.style.width = `${wide}%`;
    return made;
  };
  const marks = [mark("zero", at(0))];
  if (row.result) marks.push(mark("range", at(row.result.low), at(row.result.high) - at(row.result.low)), mark("found", at(row.result.difference)));
  if (row.predicted !== null) marks.push(mark("foreseen", at(row.predicted)));
  return el("div", { class: "track", "aria-hidden": "true" }, ...marks);
}

const few = (rows) => (rows.length > MANY ? "many" : rows.length < FEW ? "few" : "");

const foreseen = (row) => (row.predicted === null ? say("show.tables.unpredicted") : say("show.tables.predicted", { points: signed(row.predicted, row.predicted % 1 ? 1 : 0) }));

function tableRow(row, at, both) {
  const named = el("div", { class: "named" }, el("b", {}, say("show.table", { number: row.number })), row.name ? el("span", {}, row.name) : null);
  if (!row.result) return el("li", { class: "row" }, named, el("span", { class: "predicted" }, say("show.tables.coming")), el("span"), el("span", { class: "predicted" }, foreseen(row)));
  const { difference, low, high } = row.result;
  const spoken = say("show.tables.row", { table: say("show.table", { number: row.number }), points: signed(difference), low: signed(low), high: signed(high), predicted: foreseen(row) });
  const value = el("span", { class: "value", "aria-hidden": "true" }, signed(difference), el("small", {}, `[${signed(low)} ; ${signed(high)}]`.replace(" ;", language === "fr" ? "\u202f;" : ";")));
  return el("li", { class: "row" }, named, track(row, at), el("span", { class: "unseen" }, spoken), value, el("span", { class: "predicted", "aria-hidden": "true" }, foreseen(row)), both ? secondOf(row) : null);
}

/** The other question of the round, where the table answered it: making art as an amateur. */
function secondOf(row) {
  const found = row.result && row.result.second;
  if (!found || row.second === null) return null;
  return el("span", { class: "other" }, say("show.tables.second", { points: signed(found.difference), predicted: signed(row.second, row.second % 1 ? 1 : 0) }));
}

/** A sentence whose `**stressed**` part is drawn in light. */
function stressed(sentence) {
  const parts = sentence.split("**");
  return el("span", {}, ...parts.map((part, rank) => (rank % 2 ? el("em", {}, part) : part)), " ");
}

const COUNTS = { fr: ["", "", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix", "Onze", "Douze"], en: ["", "", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"] };

const legend = () => el("p", { class: "legend" }, ...["zero", "found", "foreseen"].map((kind) => el("span", {}, el("i", { class: kind }), say(`show.legend.${kind}`))));

const listed = (names) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${say("show.and")} ${names[names.length - 1]}`);

/** Which plans cannot be told apart, of each other and of doing nothing new. */
function toldOf(wall, known) {
  const among = wall.apart ? wall.apart.sentences : [];
  const nothing = known.filter((row) => row.result.verdict === "same").map((row) => String(row.number));
  if (!nothing.length) return among;
  const alone = say(nothing.length > 1 ? "show.tables.nothing.many" : "show.tables.nothing", { tables: listed(nothing) });
  return among.length ? [alone, ...among] : [alone, say("show.tables.useless")];
}

/** Tables of one world, in table order. */
function tables(wall) {
  const rows = wall.tables.filter((row) => row.world === wall.world);
  const known = rows.filter((row) => row.result);
  const title = rows.length === 1 ? say("show.tables.one") : say("show.tables", { count: COUNTS[language][rows.length] || number(rows.length) });
  const head = el("div", { class: "head" }, el("h1", {}, title), el("span", { class: "soft" }, say("show.tables.context", { world: wall.worldTitle })));
  const at = scaleOf(rows);
  const body = known.length ? el("ol", {}, ...rows.map((row) => tableRow(row, at, rows.length <= BOTH))) : el("p", { class: "sentences" }, say("show.tables.none"));
  const told = el("p", { class: "sentences" }, ...toldOf(wall, known).map(stressed));
  const bottom = el("div", { class: "bottom" }, el("span", {}, say("all.aid")), known.length > 1 && wall.apart ? el("span", {}, wall.apart.how) : null);
  return el("div", { class: `tables ${few(rows)}`.trim() }, head, el("p", { class: "lead" }, say("show.tables.lead")), known.length ? legend() : null, body, told, bottom);
}

function table(wall) {
  const row = wall.tables.find((one) => one.key === wall.table) || wall.tables[0];
  const head = el("div", { class: "head" }, el("h1", {}, [say("show.table", { number: row.number }), row.name].filter(Boolean).join(" · ")), el("span", { class: "soft" }, row.worldTitle));
  if (!row.result) return el("div", { class: "one" }, head, el("div", { class: "numbers" }, el("p", { class: "sentences" }, say("show.table.waiting"))));
  const { difference, low, high } = row.result;
  const predicted = row.predicted === null ? null : el("p", {}, stressed(say("show.table.predicted", { points: `**${signed(row.predicted, row.predicted % 1 ? 1 : 0)}**` })));
  const between = el("p", { class: "huge" }, signed(difference), el("small", {}, say("show.table.result", { low: signed(low), high: signed(high) })));
  const unsure = row.result.verdict === "same" ? el("p", { class: "soft" }, say("show.table.unsure")) : null;
  const numbers = el("div", { class: "numbers" }, el("p", { class: "soft" }, say("show.table.lead")), between, track(row, scaleOf([row])), legend(), predicted, unsure, secondOf(row));
  const plan = row.plan.length ? el("div", { class: "plan" }, el("h2", {}, say("show.table.plan")), el("ul", {}, ...row.plan.map((lever) => el("li", {}, el("span", {}, lever.label), el("b", {}, sayMany("show.table.tokens", lever.tokens)))))) : null;
  return el("div", { class: "one" }, head, el("div", { class: "sides" }, numbers, plan), el("p", { class: "bottom" }, say("all.aid")));
}

function silence(wall) {
  const left = el("p", { class: "seconds", role: "timer" });
  const rest = el("i");
  const element = el("div", { class: "still" }, el("h1", {}, say("show.silence")), el("p", {}, say("show.silence.lead")), left, el("div", { class: "hour", "aria-hidden": "true" }, rest));
  const tick = () => {
    const seconds = Math.max(0, wall.lit + 60 - (Date.now() / 1000 - wall.skew));
    left.textContent = seconds ? clock(seconds) : say("show.silence.over");
    left.classList.toggle("over", !seconds);
    rest.style.width = `${Math.min(100, (100 * seconds) / 60)}%`;
  };
  return { element, start: () => every(tick) };
}

const close = () => el("div", { class: "still" }, el("h1", {}, say("show.close")), el("p", {}, say("show.close.lead")));

export const WALLS = { welcome, agenda, grid, tables, table, front_page: frontPage, silence, close, map, life };
