// The operator's page: a table, a card, Enter; what a printed card says, with the keyboard alone.
import { disputeBody, tellDispute } from "./dispute.js";
import { dropDraft, filled, keepDraft, missing, readForm } from "./drafts.js";
import { Follower } from "./follow.js";
import { showAloud } from "./operator_aloud.js";
import { planBodies, showPlan } from "./operator_plan.js";
import { Outbox } from "./outbox.js";
import { $, $$, ask, el, language, newId, say } from "./page_tools.js";
import { deskOf } from "./place.js";

const WHO = { seat: "operateur" };
const KINDS = { resource: "resource_added", gap: "gap_noted", tie: "tie_drawn", artefact: "artefact_written", note: "note_kept", name: "table_named" };
const LISTED = 12;
let desk = null;
const lines = new Map();

const table = () => ($("[name=table]:checked") || {}).value;
const card = () => $("[name=card]:checked").value;
const sheet = () => $(`#sheet-${card()}`);

/** Whether what a part shows differs from what it showed: a busy room must not take a choice from under the finger. */
function changed(part, ...values) {
  const now = JSON.stringify(values);
  if (part.dataset.shown === now) return false;
  part.dataset.shown = now;
  return true;
}

function showTables() {
  if (!changed($("[data-tables]"), desk.tables.map((one) => one.name))) return;
  const chosen = table();
  const pills = desk.tables.map((one, rank) => {
    const input = el("input", { type: "radio", name: "table", value: one.key });
    input.checked = chosen ? one.key === chosen : rank === 0;
    return el("label", { class: "pill", title: one.name || "" }, input, el("span", {}, String(one.number), one.name ? el("small", {}, one.name) : ""));
  });
  $("[data-tables]").replaceChildren(...pills);
}

function showSheet(focus) {
  $$(".sheet-form").forEach((form) => (form.hidden = form !== sheet()));
  $("#sheet-title").textContent = say(`paper.card.${card()}`);
  if (focus) $("input:not([type=radio]), textarea, select", sheet()).focus();
}

function showVote() {
  const open = Boolean(desk.vote);
  $("[data-none]").hidden = open;
  $("[data-vote]").hidden = !open;
  $("#sheet-vote .main").hidden = !open;
  if (open) $("[data-question]").textContent = say("vote.question", { round: desk.round });
}

/** A dissent is about a round: there is none before the first. */
function showDissent() {
  $("[data-dissent-none]").hidden = desk.begun;
  $("[data-dissent]").hidden = !desk.begun;
  $("#sheet-dissent .main").hidden = !desk.begun;
}

/** What a table may react to: its world's objects, its own, and a result that was revealed. */
function showObjects() {
  const field = $("[data-objects]");
  const here = desk.tables.find((one) => one.key === table());
  const options = here.objects.map((one) => [one.key, one.title || say("paper.reaction.reveal", { round: one.round })]);
  if (!changed(field, options)) return;
  const chosen = field.value;
  field.replaceChildren(...options.map(([value, name]) => el("option", { value, selected: value === chosen }, name)));
}

function fault(sentence) {
  const line = $(".fault", sheet());
  line.textContent = sentence;
  line.hidden = !sentence;
}

function gridBody(form) {
  const digits = $$(".digit", form);
  const wrong = digits.find((one) => !/^[0-4]?$/.test(one.value));
  if (wrong || digits.every((one) => one.value === "")) {
    (wrong || digits[0]).focus();
    fault(say("paper.grid.bad"));
    return [];
  }
  const column = (name) => digits.filter((one) => one.name.startsWith(name)).map((one) => Number(one.value) || null);
  const area = form.elements.area.value.trim();
  return [{ kind: "grid_filled", stated: column("stated"), actual: column("actual"), ...(area ? { area } : {}) }];
}

/** A number of points as it was written; NaN where it is none. */
function pointsOf(written) {
  const value = Number((written || "").replace(",", ".").replace("\u2212", "-").replace(/\s/g, "") || NaN);
  return Math.abs(value) <= 30 ? value : NaN;
}

function predictionBody(form) {
  const given = filled(form);
  const [points, second] = [pointsOf(given.points), given.second ? pointsOf(given.second) : null];
  const wrong = Number.isNaN(points) ? "#paper-points" : Number.isNaN(second) ? "#paper-second" : null;
  if (wrong) {
    $(wrong).focus();
    fault(say("phone.prediction.bad"));
    return [];
  }
  return [{ kind: "prediction_made", round: desk.round, points, ...(second === null ? {} : { second }), ...(given.why ? { why: given.why } : {}) }];
}

function voteBodies(form) {
  const counts = Object.entries(readForm(form)).map(([option, count]) => [option, Math.min(99, Number(count) || 0)]);
  return counts.filter(([, count]) => count > 0).map(([option, count]) => ({ kind: "voted", question: desk.vote.question, option, count }));
}

function actionBody(form) {
  const { number: rank, ...fields } = filled(form);
  return [{ kind: "action_written", action_key: `${table()}-${rank}`, ...fields }];
}

function reactionBody(form) {
  const given = filled(form);
  if (given.reaction || given.words) return [{ kind: "reacted", about: given.about, ...(given.reaction ? { reaction: given.reaction } : {}), ...(given.words ? { words: given.words } : {}) }];
  fault(say("paper.reaction.empty"));
  return [];
}

function dissentBody(form) {
  const made = disputeBody(form, filled(form), desk.round);
  if (made.fault) fault(made.fault);
  return made.fault ? [] : [made.body];
}

const predicted = new Set(); // by tables, keyed in here: the view that says so comes a moment later

/** The plan of the table, after its prediction. */
function planBody() {
  const { fault: told, bodies: found = [] } = planBodies(desk, table(), predicted.has(`${table()}|${desk.round}`));
  if (told) fault(told);
  return found;
}

function bodies(form) {
  const special = { grid: gridBody, prediction: predictionBody, plan: planBody, reaction: reactionBody, dissent: dissentBody, vote: voteBodies, action: actionBody }[card()];
  const empty = card() === "prediction" ? [] : missing(form);
  if (empty.length) {
    fault(say("paper.fill", { fields: empty.join(", ") }));
    return [];
  }
  fault("");
  return special ? special(form) : [{ kind: KINDS[card()], ...filled(form) }];
}

/** Whose card it is: nobody in particular (the table), somebody who is here, or somebody new, who is signed in first. */
async function whose(form) {
  const field = form.elements.whom;
  if (!field || field.value === "table") return {};
  if (field.value !== "new") return { participant: field.value };
  const given = { code: desk.code, table: table(), pseudonym: say("paper.person", { number: desk.people.length + 1 }), id: newId() };
  const answer = await ask("/api/join?as=operateur", { body: given });
  if (answer.status === 200) return { participant: answer.body.participant };
  fault(answer.body ? answer.body[language] : say("paper.away"));
  return null;
}

function showPeople() {
  for (const field of $$("[data-whom]")) {
    const usual = field.id === "grid-whom" ? "new" : "table"; // also after each card
    const chosen = field.value || usual;
    const here = desk.people.filter((one) => one.table === table()).map((one) => [one.key, one.name]);
    const options = [["new", say("paper.whom.new")], ["table", say("paper.whom.table")], ...here];
    if (!changed(field, options)) continue;
    field.replaceChildren(...options.map(([value, name]) => el("option", { value, selected: value === usual }, name)));
    field.value = options.some(([value]) => value === chosen) ? chosen : options[0][0];
  }
}

async function save(event) {
  event.preventDefault();
  const form = sheet();
  const made = bodies(form);
  const own = made.length ? await whose(form) : null;
  if (!own) return;
  const where = desk.tables.find((one) => one.key === table());
  const told = say("paper.saved", { card: say(`paper.card.${card()}`), table: where.number });
  for (const body of made) list(outbox.add({ ...body, table: table(), medium: "paper", ...own }), told);
  if (card() === "prediction" && !own.participant) predicted.add(`${table()}|${desk.round}`);
  const rank = form.elements.number && Number(form.elements.number.value);
  form.reset();
  showPeople();
  if (rank) form.elements.number.value = rank + 1;
  dropDraft(`paper-${card()}`);
  $("#said").textContent = told;
  $("input:not([type=radio]), textarea, select", form).focus();
}

/** One line of the latest cards, its state beside it. */
function list(id, told) {
  $("#nothing").hidden = true;
  const state = el("span", { class: "state" }, say("paper.status.waiting"));
  lines.set(id, state);
  $("#latest").prepend(el("li", {}, el("span", {}, told), state));
  $$("#latest li").slice(LISTED).forEach((old) => old.remove());
}

const outbox = new Outbox(WHO, ({ state, refused }) => {
  const waiting = new Set(outbox ? outbox.entries.map((one) => one.id) : []);
  for (const [id, line] of lines) {
    if (waiting.has(id) || line.classList.contains("refused")) continue;
    const refusedNow = refused && refused.entry.id === id;
    line.textContent = refusedNow ? say("paper.status.refused", { why: refused.answer.body ? refused.answer.body[language] : "" }) : say("paper.status.sent");
    line.className = `state ${refusedNow ? "refused" : state === "sent" || state === "sending" ? "sent" : state}`;
  }
});

const banner = $("#net");
function netSays(state) {
  banner.hidden = state === "ok";
  banner.textContent = state === "ok" ? "" : say(state === "unknown" ? "net.unknown" : `net.${state}`, { wifi: "" });
  if (state === "ok") outbox.flush();
}

function show(view) {
  desk = deskOf(view);
  showTables();
  showVote();
  showDissent();
  showAloud(desk);
  showTable();
}

function showTable() {
  showPeople();
  showObjects();
  showPlan(desk, table());
}

document.addEventListener("keydown", (event) => {
  if (!event.altKey || !/^[1-9]$/.test(event.key)) return;
  const wanted = $$("[name=table]")[Number(event.key) - 1];
  if (!wanted) return;
  event.preventDefault();
  wanted.checked = true;
  showTable();
});
$("#tables").addEventListener("change", showTable);
$("#kinds").addEventListener("change", () => showSheet(false));
$$(".sheet-form").forEach((form) => {
  keepDraft(form, `paper-${form.dataset.card}`);
  form.addEventListener("submit", save);
});
tellDispute($("#sheet-dissent"));
$("#sheet-grid").addEventListener("input", (event) => {
  if (!event.target.matches(".digit")) return;
  const digits = $$(".digit", sheet());
  if (/^[0-4]$/.test(event.target.value)) (digits[digits.indexOf(event.target) + 1] || $("#sheet-grid .main")).focus();
});
$$("[data-points]").forEach((button) =>
  button.addEventListener("click", () => {
    $("#paper-points").value = button.dataset.points.replace(".", language === "fr" ? "," : ".");
    $("#prediction-why").focus();
  }),
);
show(JSON.parse($("#view").textContent));
showSheet(false);
new Follower(WHO, show, netSays).start();
outbox.flush();
