// A participant's page: follows the workshop, shows its step, keeps what is answered until the server has it.
import { disputeBody, tellDispute } from "./dispute.js";
import { dropDraft, filled, keepDraft, missing } from "./drafts.js";
import { Follower } from "./follow.js";
import { Outbox } from "./outbox.js";
import { $, $$, el, kept, language, link, newId, say, sayMany } from "./page_tools.js";
import { placeOf } from "./place.js";
import { STEPS, stepOf } from "./steps.js";

const embedded = JSON.parse($("#view").textContent);
const token = kept.get("bassin.token") || "";
const SENT_SHOWN = 2500;
let place = null;
let shown = "";

/** What this device answered, so that a reload shows it before the server says it. */
const answers = {
  load(participant) {
    this.name = `bassin.answers.${participant}`;
    try {
      Object.assign(this, JSON.parse(kept.get(this.name) || "{}"));
    } catch (_) {
      kept.drop(this.name);
    }
  },
  save() {
    const held = Object.entries(this).filter(([, value]) => typeof value !== "function");
    kept.set(this.name, JSON.stringify(Object.fromEntries(held)));
  },
  keep(key, value) {
    this[key] = value;
    this.save();
  },
  drop(key) {
    delete this[key];
    this.save();
  },
  forget() {
    kept.keys().filter((key) => key.startsWith("bassin.")).forEach((key) => kept.drop(key));
    window.location.assign(link("/"));
  },
};

/** The line below the page: what becomes of what was answered. */
const line = $("#kept");
let sentTimer = null;
function outboxSays({ waiting, state, refused }) {
  clearTimeout(sentTimer);
  if (refused) tellRefused(refused);
  if (waiting) line.textContent = state === "sending" ? say("net.sending") : sayMany("net.waiting", waiting);
  else line.textContent = say(state === "sent" ? "net.sent" : "net.kept");
  line.className = `hint centred ${waiting ? "held" : state}`;
  if (!waiting) sentTimer = setTimeout(() => (line.textContent = say(kept.lasting ? "net.kept" : "net.memory")), SENT_SHOWN);
}

/** A refusal, with what was written, until it was read: nothing disappears without a word. */
function tellRefused({ entry, answer }) {
  const written = ["why", "words", "title", "text", "missing", "what", "about", "issue", "action"].map((name) => entry.body[name]).filter(Boolean);
  const box = el("div", { class: "notice" }, el("p", {}, answer.body ? answer.body[language] : say("net.server")));
  if (written.length) box.append(el("p", {}, say("net.lost")), el("blockquote", {}, written.join(" · ")));
  box.append(el("button", { type: "button", class: "ghost", onclick: () => box.remove() }, say("net.dismiss")));
  $("#refused").append(box);
  if (entry.body.kind === "prediction_made") answers.drop(`prediction-${entry.body.round}`);
  if (entry.body.kind === "grid_filled") answers.drop("grid");
  shown = "";
}

const banner = $("#net");
let trouble = "ok";
function netSays(state) {
  if (state === trouble) return;
  trouble = state;
  banner.hidden = state === "ok";
  banner.className = `net ${state}`;
  const name = document.body.dataset.wifi;
  const wifi = name ? say("net.wifi", { name }) : "";
  banner.replaceChildren(state === "ok" ? "" : say(`net.${state}`, { wifi }));
  if (state === "unknown") banner.append(" ", el("a", { href: link("/rejoindre") }, say("net.rejoin")));
  if (state === "ok") outbox.flush();
}

const outbox = new Outbox({ token }, outboxSays);

function send(body) {
  const own = body.kind === "note_kept" || !OWN.has(body.kind) ? {} : { participant: place.participant };
  outbox.add({ ...body, table: place.table, medium: "phone", ...own });
}
const OWN = new Set(["grid_filled", "prediction_made", "voted", "reacted"]);

/** What a step depends on: as long as it stays, nobody's typing is disturbed. */
function identity(step) {
  const { round, phase, locked, result, ended, artefacts, name, tablePrediction, vote } = place;
  return JSON.stringify([step, round, phase, step === "prediction" && locked, step === "result" && [result, tablePrediction], ended, step === "artefact" && artefacts.length, name, vote && vote.question]);
}

function show(view) {
  place = placeOf(view);
  if (!answers.name) answers.load(place.participant);
  $("#who").textContent = [say("all.table", { number: place.number }), place.name].filter(Boolean).join(" · ");
  const step = stepOf(place);
  const now = identity(step);
  if (now === shown) return;
  const first = shown === "";
  shown = now;
  document.body.dataset.step = step;
  STEPS[step]($("#step"), place, send, answers);
  $("#step").classList.remove("arrives");
  requestAnimationFrame(() => $("#step").classList.add("arrives"));
  if (!first) announce();
  showCards();
}

/** A new step begins at its title, for eyes and ears alike. */
function announce() {
  const title = $("#step h1");
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

const OPENED_BY = { gap: ["gaps"], resource: ["resources"], tie: ["ties", "dreams"], artefact: ["fiction"], dissent: ["dissent"], action: ["actions"], note: ["notes"] };

function showCards() {
  const shown = [];
  for (const button of $$("[data-card]")) {
    button.hidden = place.ended || !OPENED_BY[button.dataset.card].some((one) => place.opens.includes(one));
    shown.push(...(button.hidden ? [] : [button.dataset.card]));
    if (button.hidden) open(button, false);
  }
  $("#cards").hidden = !shown.length;
  $("#cards-lead").textContent = say(shown.includes("gap") || shown.includes("tie") ? "phone.cards.lead" : "phone.cards.lead.note");
}

function open(button, wanted) {
  const form = $(`#card-${button.dataset.card}`);
  form.hidden = !wanted;
  button.setAttribute("aria-expanded", String(wanted));
  if (wanted && button.dataset.card === "artefact") shareObject(form);
  if (wanted) $("input, textarea, select", form).focus();
}

/** The table has one object: its words as they stand, unless somebody is typing here. */
function shareObject(form) {
  const own = place.artefacts.find((one) => one.own);
  if (own && !filled(form).title && !filled(form).text) [form.elements.title.value, form.elements.text.value] = [own.title, own.text];
}

/** What a card says, or what is wrong with it. */
function bodyOf(form) {
  const given = filled(form);
  if (form.dataset.kind === "dissented") return disputeBody(form, given, place.round);
  const own = form.dataset.kind === "action_written" ? { action_key: `f-${newId().slice(0, 12)}` } : {};
  return { body: { kind: form.dataset.kind, ...own, ...given } };
}

for (const button of $$("[data-card]")) {
  const form = $(`#card-${button.dataset.card}`);
  const name = `card-${button.dataset.card}`;
  keepDraft(form, name);
  if (button.dataset.card === "dissent") tellDispute(form);
  button.addEventListener("click", () => {
    const wanted = form.hidden;
    $$("[data-card]").forEach((other) => open(other, false));
    if (wanted) open(button, true);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fault = $(".fault", form);
    const fields = missing(form);
    const made = fields.length ? { fault: say("phone.cards.fill", { fields: fields.join(", ") }) } : bodyOf(form);
    fault.hidden = !made.fault;
    fault.textContent = made.fault || "";
    if (made.fault) return;
    send(made.body);
    form.reset();
    dropDraft(name);
    open(button, false);
    button.focus();
    line.textContent = say("phone.cards.done", { card: button.textContent });
  });
}

if (embedded) show(embedded);
if (token || embedded) {
  const follower = new Follower({ token }, show, netSays);
  if (embedded) follower.sequence = embedded.sequence;
  follower.start();
  outbox.flush();
} else netSays("unknown");
if (!kept.lasting) line.textContent = say("net.memory");
