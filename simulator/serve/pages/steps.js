// The steps of a participant's page: each fills a template of the page and says what was answered.
import { dropDraft, keepDraft, readForm } from "./drafts.js";
import { $, $$, el, language, number, say, sayMany, signed, simple } from "./page_tools.js";

/** The step that a place in the workshop asks for. */
export function stepOf(place) {
  const opens = place.opens;
  if (place.ended) return "end";
  if (opens.includes("votes")) return "vote";
  if (opens.includes("reveal")) return "result";
  if (opens.includes("prediction") && place.round) return "prediction";
  if (opens.includes("fiction")) return "artefact";
  if (opens.includes("grid")) return "grid";
  return "waiting";
}

export function fresh(name) {
  return document.getElementById(`t-${name}`).content.cloneNode(true);
}

function put(root, name, text) {
  const found = $(`[data-${name}]`, root);
  if (found) found.textContent = text || "";
}

function eyebrow(root, place, step) {
  const named = say(`phone.step.${step}`);
  put(root, "eyebrow", place.inRound ? say("phone.round", { round: place.round, step: named }) : named.charAt(0).toUpperCase() + named.slice(1));
}

function fault(form, sentence) {
  const line = $(".fault", form);
  line.textContent = sentence;
  line.hidden = !sentence;
  if (sentence) line.setAttribute("role", "alert");
}

/** Say "answered", with a way back to the answer. */
function done(root, { place, step, title, lead, change }) {
  const made = fresh("done");
  eyebrow(made, place, step);
  put(made, "title", title);
  put(made, "lead", lead);
  if (change) $("[data-change]", made).addEventListener("click", change);
  else $("[data-change]", made).parentNode.remove();
  root.replaceChildren(made);
}

function waiting(root, place) {
  const made = fresh("waiting");
  eyebrow(made, place, "waiting");
  put(made, "title", say("waiting.title", { name: place.name }));
  put(made, "now", place.phase ? say("waiting.now", { phase: place.phase }) : "");
  root.replaceChildren(made);
}

/** Ten lines, two columns; one line at a time in the simplified version. */
function grid(root, place, send, answers) {
  if (answers.grid) return done(root, { place, step: "grid", title: say("phone.grid.done"), lead: say("waiting.lead"), change: () => (answers.drop("grid"), grid(root, place, send, answers)) });
  const made = fresh("grid");
  const form = $("form", made);
  eyebrow(made, place, "grid");
  keepDraft(form, "grid");
  const lines = $$(".line", form);
  const marks = (column) => lines.map((line) => ($(`[name^="${column}-"]:checked`, line) || {}).value);
  const count = () => put(form, "count", sayMany("phone.grid.count", $$("input:checked", form).length));
  form.addEventListener("change", count);
  count();
  if (simple) walk(form, lines);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!$$("input:checked", form).length) return fault(form, say("phone.grid.empty"));
    const mark = (value) => (value === undefined || value === "0" ? null : Number(value));
    send({ kind: "grid_filled", stated: marks("stated").map(mark), actual: marks("actual").map(mark) });
    answers.keep("grid", true);
    return grid(root, place, send, answers);
  });
  return root.replaceChildren(made);
}

function walk(form, lines) {
  let at = 0;
  const bar = $(".walk", form);
  const show = () => {
    lines.forEach((line, rank) => (line.hidden = rank !== at));
    $("[data-place]", bar).textContent = say("phone.grid.line", { line: number(at + 1) });
    $("[data-walk='-1']", bar).disabled = at === 0;
    $("[data-walk='1']", bar).hidden = at === lines.length - 1;
    $(".send", form).hidden = at !== lines.length - 1;
    $(".intro", form).hidden = at !== 0;
  };
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const by = Number(event.target.dataset.walk || 0);
    at = Math.min(Math.max(at + by, 0), lines.length - 1);
    show();
    if (by) $("input", lines[at]).focus();
  });
  show();
}

function artefact(root, place, send, answers) {
  const made = fresh("artefact");
  eyebrow(made, place, "artefact");
  const list = $("[data-artefacts]", made);
  place.artefacts.forEach((one) => list.append(oneArtefact(one, send, answers)));
  root.replaceChildren(made);
}

function oneArtefact(one, send, answers) {
  const made = fresh("one-artefact");
  const form = $("form", made);
  put(made, "title", one.title);
  $("[data-text]", made).append(...one.text.split(/\n+/).filter(Boolean).map((line) => el("p", {}, line)));
  put(made, "legend", one.title);
  const label = $("[data-for]", made);
  const field = $("[name=words]", made);
  field.id = `words-${one.key}`;
  label.setAttribute("for", field.id);
  const name = `about-${one.key}`;
  keepDraft(form, name);
  const note = () => put(form, "noted", answers[name] && say("phone.artefact.noted", { reaction: answers[name] }));
  note();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = readForm(form);
    const written = (given.words || "").trim();
    if (!given.reaction && !written) return fault(form, say("phone.prediction.empty"));
    fault(form, "");
    send({ kind: "reacted", about: one.key, ...(given.reaction ? { reaction: given.reaction } : {}), ...(written ? { words: written } : {}) });
    answers.keep(name, given.reaction ? say(`reaction.${given.reaction}`) : written);
    dropDraft(name);
    return note();
  });
  return made;
}

/** The number that a prediction means, or null when it is none. */
function pointsOf(given) {
  const text = given.points === "exact" ? (given.exact || "").replace(",", ".").replace("\u2212", "-").replace(/\s/g, "") : given.points;
  if (text === undefined || text === "") return null;
  const value = Number(text);
  return Number.isFinite(value) && Math.abs(value) <= 30 ? value : NaN;
}

export function pointsInWords(value) {
  const shown = Math.abs(Number(value.toFixed(1)));
  const one = language === "fr" ? shown < 2 : shown === 1;
  return `${signed(value, value % 1 ? 1 : 0)}\u00a0${one ? "point" : "points"}`;
}

function prediction(root, place, send, answers) {
  const name = `prediction-${place.round}`;
  const given = answers[name] !== undefined ? answers[name] : place.prediction;
  if (given !== null && given !== undefined) {
    const lead = say(place.locked ? "phone.prediction.closed" : "phone.prediction.wait");
    const change = place.locked ? null : () => (answers.drop(name), prediction(root, { ...place, prediction: null }, send, answers));
    return done(root, { place, step: "prediction", title: say("phone.prediction.done", { points: pointsInWords(given) }), lead, change });
  }
  if (place.locked) return done(root, { place, step: "prediction", title: say("phone.prediction.locked"), lead: say("phone.prediction.wait"), change: null });
  const made = fresh("prediction");
  const form = $("form", made);
  eyebrow(made, place, "prediction");
  if (place.level !== null) {
    put(made, "level", say("phone.prediction.level", { count: number(place.level) }));
    $("[data-level]", made).hidden = false;
  }
  keepDraft(form, name);
  const exact = $(".exact", form);
  const open = () => exact && (exact.hidden = readForm(form).points !== "exact");
  open();
  form.addEventListener("change", (event) => (open(), event.target.value === "exact" && $("#exact").focus()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = readForm(form);
    const points = pointsOf(values);
    if (points === null || Number.isNaN(points)) return fault(form, say(points === null ? "phone.prediction.empty" : "phone.prediction.bad"));
    const why = (values.why || "").trim();
    const second = values.second === undefined ? {} : { second: Number(values.second) };
    send({ kind: "prediction_made", round: place.round, points, ...second, ...(why ? { why } : {}) });
    answers.keep(name, points);
    answers.keep(`second-${place.round}`, second.second);
    dropDraft(name);
    return prediction(root, place, send, answers);
  });
  return root.replaceChildren(made);
}

function result(root, place, send, answers) {
  if (!place.result) return done(root, { place, step: "result", title: say("phone.result.title"), lead: say("phone.result.coming"), change: null });
  const made = fresh("result");
  const { difference, low, high } = place.result;
  const own = answers[`prediction-${place.round}`] !== undefined ? answers[`prediction-${place.round}`] : place.prediction;
  const said = (value) => (value === null || value === undefined ? say("phone.result.none") : pointsInWords(value));
  eyebrow(made, place, "result");
  put(made, "difference", pointsInWords(difference));
  put(made, "unit", say("phone.result.with"));
  put(made, "interval", say("phone.result.between", { low: signed(low), high: signed(high) }));
  put(made, "yours", said(own));
  put(made, "table", said(place.tablePrediction));
  put(made, "verdict", place.result.verdict === "same" ? `${say("phone.result.unsure")} ${say("phone.result.useful")}` : "");
  $("[data-bar]", made).append(...bar(place.result, own));
  $("[data-own-mark]", made).hidden = own === null || own === undefined;
  secondResult(made, place, answers, said);
  $("[data-reaction]", made).append(oneArtefact({ key: `reveal-${place.round}`, title: say("phone.result.reaction"), text: "" }, send, answers));
  return root.replaceChildren(made);
}

/** The other question of the round: what was foreseen and what the run gives. */
function secondResult(made, place, answers, said) {
  const found = place.result.second;
  const own = answers[`second-${place.round}`] !== undefined ? answers[`second-${place.round}`] : place.second;
  const asked = [own, place.tableSecond].some((one) => one !== null && one !== undefined);
  if (!found || !asked) return;
  $("[data-second]", made).hidden = false;
  put(made, "second-found", say("phone.result.second.found", { points: pointsInWords(found.difference), low: signed(found.low), high: signed(found.high) }));
  put(made, "second-yours", said(own));
  put(made, "second-table", said(place.tableSecond));
}

/** The interval as a bar, the result and one's own prediction as marks. */
function bar({ difference, low, high }, own) {
  const all = [0, low, high, difference].concat(own === null || own === undefined ? [] : [own]);
  const [first, last] = [Math.min(...all) - 1, Math.max(...all) + 1];
  const at = (value) => (100 * (value - first)) / (last - first);
  const mark = (kind, value, wide = 0) => {
    const made = el("i", { class: kind });
    made.style.left = `${at(value)}%`;
    if (wide) made.style.width = `${wide}%`;
    return made;
  };
  const marks = [mark("zero", 0), mark("range", low, at(high) - at(low)), mark("found", difference)];
  return own === null || own === undefined ? marks : [...marks, mark("own", own)];
}

function vote(root, place, send, answers) {
  const name = `vote-${place.vote.question}`;
  const answer = answers[name] || place.vote.answer;
  const words = (option) => say(`vote.${option}`);
  if (answer) return done(root, { place, step: "vote", title: say("phone.vote.done", { option: words(answer) }), lead: say("waiting.lead"), change: () => (answers.drop(name), vote(root, { ...place, vote: { ...place.vote, answer: null } }, send, answers)) });
  const made = fresh("vote");
  const form = $("form", made);
  eyebrow(made, place, "vote");
  for (const option of place.vote.options) $("[data-options]", made).append(el("label", { class: "option" }, el("input", { type: "radio", name: "option", value: option }), el("span", {}, words(option))));
  keepDraft(form, name);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { option } = readForm(form);
    if (!option) return fault(form, say("phone.prediction.empty"));
    send({ kind: "voted", question: place.vote.question, option });
    answers.keep(name, option);
    dropDraft(name);
    return vote(root, place, send, answers);
  });
  return root.replaceChildren(made);
}

function end(root, place, _send, answers) {
  const made = fresh("end");
  put(made, "title", say("phone.end.title", { name: place.name }));
  $("[data-forget]", made).addEventListener("click", answers.forget);
  root.replaceChildren(made);
}

export const STEPS = { waiting, grid, artefact, prediction, result, vote, end };
