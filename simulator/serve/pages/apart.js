// Which plans can be told apart: two are when their bars do not touch. Said in sentences, in table order, without a league.
import { say } from "./page_tools.js";

const MOST = 3;
const touch = (one, other) => one.low <= other.high && other.low <= one.high;

/** The largest groups in which every bar touches every other, in table order. */
export function together(rows) {
  const groups = [];
  const grow = (group, rest) => {
    const next = rest.filter((row) => group.every((one) => touch(one, row)));
    if (!next.length) {
      if (group.length > 1 && !groups.some((known) => group.every((one) => known.includes(one)))) groups.push(group);
      return;
    }
    next.forEach((row, rank) => grow([...group, row], next.slice(rank + 1)));
  };
  rows.forEach((row, rank) => grow([row], rows.slice(rank + 1)));
  return groups.filter((group) => !groups.some((other) => other !== group && group.every((one) => other.includes(one))));
}

export function listed(names) {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${say("show.and")} ${names[names.length - 1]}`;
}

/** Sentences about rows of {number, low, high, same}; `**` stands around what is stressed. */
export function sentences(rows) {
  const numbers = (group) => listed(group.map((row) => String(row.number)));
  const said = together(rows).slice(0, MOST).map((group) => say("show.tables.together", { tables: numbers(group) }));
  for (const row of rows) {
    const beaten = rows.filter((other) => row.low > other.high);
    if (!beaten.length || said.length >= MOST + 1) continue;
    const worse = say(beaten.length > 1 ? "show.tables.apart.many" : "show.tables.apart.of", { tables: numbers(beaten) });
    said.push(say("show.tables.apart", { better: row.number, worse }));
  }
  const nothing = rows.filter((row) => row.same);
  if (nothing.length) said.push(say(nothing.length > 1 ? "show.tables.nothing.many" : "show.tables.nothing", { tables: numbers(nothing) }));
  if (nothing.length || together(rows).length) said.push(say("show.tables.useless"));
  return said;
}
