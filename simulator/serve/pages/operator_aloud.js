// What a room without screens is told: each table's revealed result, in table order, to read aloud.
import { $, el, say, signed } from "./page_tools.js";

function sentence({ number, found }) {
  const { difference, low, high, predicted } = found;
  const foreseen = predicted === null ? say("show.tables.unpredicted") : say("show.tables.predicted", { points: signed(predicted) });
  const told = say("show.tables.row", { table: say("show.table", { number }), points: signed(difference), low: signed(low), high: signed(high), predicted: foreseen });
  return low <= 0 && high >= 0 ? `${told}. ${say("paper.aloud.unsure")}` : `${told}.`;
}

/** The sentences of the latest revealed round; nothing before a reveal. */
export function showAloud(desk) {
  const round = Math.max(0, ...desk.tables.map((one) => (one.found ? one.found.round : 0)));
  const told = desk.tables.filter((one) => one.found && one.found.round === round);
  $("#aloud").hidden = !told.length;
  $("[data-aloud]").replaceChildren(...told.map((one) => el("p", {}, sentence(one))));
}
