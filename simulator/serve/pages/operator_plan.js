// The plan card: what a table played on paper, lever by lever. Saved, it is committed and the table's prediction validated.
import { $, $$, el, language, number, say } from "./page_tools.js";

const named = (pair) => pair[language] || pair.fr;
const turnOf = (desk, table) => (desk.tables.find((one) => one.key === table) || {}).turn || null;

function row(lever) {
  const label = named(lever.label);
  const box = (name, value, [min, max], words) => el("td", {}, el("input", { type: "number", class: "count", name: `${name}-${lever.lever}`, value, min, max, inputmode: "numeric", "aria-label": `${label}, ${words}` }));
  const bounds = [Math.max(0, lever.least), lever.most];
  return el("tr", {}, el("th", { scope: "row" }, label), box("tokens", 0, bounds, say("paper.plan.tokens")), box("start", lever.starts[0], lever.starts, say("paper.plan.start")));
}

/** The levers dealt to a table in the round that runs; what is being typed stays as long as they are the same. */
export function showPlan(desk, table) {
  const form = $("#sheet-plan");
  const turn = turnOf(desk, table);
  const open = Boolean(turn) && !turn.committed;
  const identity = open ? `${table}|${turn.round}|${turn.levers.map((lever) => lever.lever).join()}` : "";
  if (form.dataset.shown !== identity) {
    form.dataset.shown = identity;
    $("[data-plan]", form).replaceChildren(...(open ? turn.levers.map(row) : []));
  }
  $("table", form).hidden = !open;
  $(".main", form).hidden = !open;
  $("[data-plan-state]", form).textContent = open ? say("paper.plan.lead", { budget: number(turn.budget) }) : say(turn ? "paper.plan.done" : "paper.plan.none");
}

/** The events of the card, or the sentence that says why there are none. */
export function planBodies(desk, table, predicted) {
  const turn = turnOf(desk, table);
  const read = (name) => Object.fromEntries($$(`[name^="${name}-"]`, $("#sheet-plan")).map((field) => [field.name.slice(name.length + 1), Number(field.value) || 0]));
  const [tokens, start] = [read("tokens"), read("start")];
  const placed = Object.keys(tokens).filter((name) => tokens[name] > 0);
  const spent = placed.reduce((sum, name) => sum + tokens[name], 0);
  if (!turn || turn.committed) return { fault: say(turn ? "paper.plan.done" : "paper.plan.none") };
  if (!turn.prediction && !predicted) return { fault: say("paper.plan.first") };
  if (spent > turn.budget) return { fault: say("paper.plan.over", { spent: number(spent), budget: number(turn.budget) }) };
  const only = (values) => Object.fromEntries(placed.map((name) => [name, values[name]]));
  const cards = turn.cards.map((card) => card.card);
  return { bodies: [{ kind: "policy_committed", round: turn.round, world: turn.world, tokens: only(tokens), start: only(start), cards }, { kind: "predictions_locked", round: turn.round }] };
}
