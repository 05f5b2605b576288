// After the reveal: the difference first, the prediction beside it, for whom it changes, one imagined life, the others.
import { h, identifier, say as write } from "../dom.js";
import { verdict } from "../data.js";
import { difference, interval } from "../units.js";

const MEASURE = "any_but_cinema";

const SECOND = "amateur";

function found(app, measure) {
  const { answer } = app.store.state;
  const part = answer?.part(measure, "all");
  if (!part) return null;
  const at = answer.year(2040);
  return { mean: part.difference(at), low: part.low(at), high: part.high(at), code: verdict(part, at, 0, answer.smallest, answer.sure) };
}

const points = (say, value, digits = 1) => say.t(say.several(value, digits) ? "unit.points" : "unit.point", { value: say.signed(value, digits) });

function standing(given, one) {
  if (given >= 100 * one.low && given <= 100 * one.high) return "inside";
  if (Math.abs(given - 100 * one.mean) < 1) return "near";
  return given > 100 * one.mean ? "above" : "below";
}

// One question of the round: what was foreseen beside what the run gives, and how they stand to each other.
function answered(say, key, given, one) {
  const known = given !== null && given !== undefined;
  const side = (label, value) => h("div", {}, h("span", { class: "note" }, say.t(label)), h("strong", {}, value));
  return h(
    "div",
    { class: "answered" },
    h("p", {}, say.t(key)),
    h("div", { class: "facing" }, side("foreseen.ours", known ? points(say, given) : "–"), side("foreseen.run", difference(say, "share", one.mean))),
    h("p", { class: "note" }, say.t(known ? `foreseen.${standing(given, one)}` : "foreseen.none.range", { range: interval(say, "share", one.low, one.high) })),
  );
}

// What the table foresaw, twice, beside what the run gives.
export function createForeseen(app) {
  const { say, store } = app;
  const node = h("section", { class: "card foreseen", "aria-label": say.t("foreseen.title") });
  function update() {
    const [one, other] = [found(app, MEASURE), found(app, SECOND)];
    const given = store.state.seen.prediction;
    if (!one) return node.replaceChildren(h("p", { class: "note" }, say.t("reveal.coming")));
    return node.replaceChildren(...[h("h3", {}, say.t("foreseen.title")), answered(say, "foreseen.first", given?.points, one), other ? answered(say, "foreseen.second", given?.second, other) : null].filter(Boolean));
  }
  return { node, update };
}

const told = (sentences) => h("p", {}, sentences.join(" "));

// One life: what does not hang on the plan, then both worlds side by side, then what parts them.
function lifeOf(app, one) {
  const side = (part) => h("div", { class: `side ${part}` }, h("h4", {}, one.labels[part]), ...one[part].map((sentence) => told([sentence])));
  return [told(one.beginning), h("div", { class: "sides" }, side("reference"), side("plan")), told(one.ending), h("p", { class: "note" }, one.note)];
}

const named = (one) => h("div", { class: "life-head" }, h("h3", {}, one.name), h("span", { class: "imagined" }, one.imagined));

// One imagined person in both worlds: under the map what parts these, behind a button the whole life; another at each press.
export function createLife(app) {
  const { say, store } = app;
  let rank = store.state.seen.table.number - 1; // each table begins with another kind of life
  let shown = "";
  const words = h("div", { class: "life-words", "aria-live": "polite" });
  const mine = () => store.state.records.lives?.[say.language] ?? [];
  const current = () => mine()[rank % mine().length];
  const read = h("button", { class: "quiet", type: "button", onclick: () => app.dialog.open(say.t("life.title"), h("section", { class: "whole-life" }, named(current()), ...lifeOf(app, current()))) }, say.t("life.read"));
  const next = h("button", { class: "quiet", type: "button", onclick: () => ((rank += 1), update()) }, say.t("life.next"));
  const node = h("section", { class: "card life", "aria-label": say.t("life.title") }, words, h("div", { class: "life-acts" }, read, next));
  function update() {
    const lives = mine();
    const key = lives.length ? `${rank}|${store.state.seen.address}` : "none";
    if (key === shown) return;
    shown = key;
    next.hidden = lives.length < 2;
    read.hidden = !lives.length;
    words.replaceChildren(...(lives.length ? [named(current()), told(current().ending)] : [h("p", { class: "note" }, say.t("life.title")), h("p", {}, say.t("life.coming"))]));
  }
  return { node, update };
}

// Does the plan hold? One sentence from many futures, once they were played.
export function createFutures(app) {
  const { say, store } = app;
  const words = h("p", {});
  const node = h("section", { class: "card futures" }, h("h2", {}, say.t("futures.title")), words);
  return { node, update: () => write(words, store.state.records.futures?.sentence[say.language] ?? say.t("futures.coming")) };
}

// The worlds that the table disputed: what the run gives there, and whether the levers would stand in another order.
export function createDisputes(app) {
  const { say, store, setting } = app;
  const list = h("div", { class: "disputes" });
  const node = h("section", { class: "card disputes-card" }, h("h2", {}, say.t("disputes.title")), list);
  function result(one) {
    if (!one.found) return say.t("disputes.coming");
    const [own, mine] = [found(app, MEASURE), one.found];
    return say.t("disputes.found", { value: difference(say, "share", mine.difference), range: interval(say, "share", mine.low, mine.high), ours: own ? difference(say, "share", own.mean) : "…" });
  }
  function line(one) {
    const about = setting.disputable.find((parameter) => parameter.name === one.parameter);
    const sentences = one.ranking?.sentences[say.language].slice(1) ?? [say.t(one.found ? "disputes.ranking" : "disputes.later")];
    return h("div", { class: "dispute" }, h("p", {}, h("strong", {}, say.t("disputes.about", { label: about ? say.pick(about.label) : one.parameter, value: say.figure(one.value) }))), h("p", {}, result(one)), told(sentences));
  }
  function update() {
    const { disputes } = store.state;
    node.hidden = !disputes.length;
    list.replaceChildren(...disputes.map(line));
  }
  return { node, update };
}

// The front page of 2040, where the table wrote its artefact: to open, to print, to show.
export function createEdition(app) {
  const { say, store } = app;
  const node = h("section", { class: "card edition" });
  function update() {
    const { seen: view } = store.state;
    node.hidden = !view.artefact?.title || !view.address;
    if (node.hidden || node.dataset.address === view.address) return;
    node.dataset.address = view.address;
    const link = (form) => h("a", { class: "quiet", href: `/une/${view.workshop}/${view.table.key}/${view.address}.${form}?lang=${say.language}`, target: "_blank", rel: "noopener" }, say.t(`edition.${form}`));
    node.replaceChildren(h("div", {}, h("h2", {}, say.t("edition.title")), h("p", { class: "note" }, say.t("edition.lead"))), h("div", { class: "row" }, link("html"), link("pdf"), link("png")));
  }
  return { node, update };
}

const foreseen = (say, peer) => (peer.points === null ? "–" : say.signed(peer.points, 1));

// Tables of the same world, in table order, each with what it foresaw and what the run gives; no ranking.
export function createPeers(app) {
  const { say, store } = app;
  const list = h("tbody");
  const apart = h("p", { class: "apart" });
  const how = h("span");
  const table = h("table", { class: "peers" }, h("caption", {}, say.t("peers.title")), h("thead", {}, h("tr", {}, ...["table", "foreseen", "found", "interval.head"].map((key) => h("th", { scope: "col" }, say.t(key === "interval.head" ? key : `peers.${key}`))))), list);
  const node = h("section", { class: "card peers-card" }, h("h2", {}, say.t("peers.title")), table, apart, h("p", { class: "note" }, say.t("peers.note"), how));
  function line(peer) {
    const one = peer.found;
    const cells = one
      ? [foreseen(say, peer), one.verdict === "same" ? say.t("verdict.same") : say.signed(100 * one.difference, 1), interval(say, "share", one.low, one.high)]
      : [foreseen(say, peer), ...(peer.address ? ["…", "…"] : ["–", "–"])];
    return h("tr", { "aria-current": peer.mine ? "true" : null }, h("th", { scope: "row" }, say.t("table.name", { table: peer.number }), peer.name ? ` · ${peer.name}` : ""), ...cells.map((cell) => h("td", {}, cell)));
  }
  function update() {
    const peers = store.state.peers ?? [];
    node.hidden = peers.length < 2;
    list.replaceChildren(...peers.map(line));
    const told = store.state.seen.apart?.[say.language];
    write(apart, (told?.sentences ?? []).join(" ").replaceAll("**", ""));
    write(how, told?.sentences.length ? ` ${told.how}` : "");
  }
  return { node, update };
}

// A table disputes a parameter: the value it holds true, and why. The disputed world is then run, for both sides.
export function openDissent(app, parameters) {
  const { say, send } = app;
  const [chosen, value, why, hidden] = ["parameter", "value", "why", "hidden"].map(identifier);
  const select = h("select", { id: chosen }, ...parameters.map((one) => h("option", { value: one.name }, say.pick(one.label))));
  const input = h("input", { id: value, type: "number", step: "any", required: true });
  const asked = h("p", {});
  const about = h("p", { class: "note" });
  const words = h("textarea", { id: why, rows: "3", maxlength: "600" });
  const anonymous = h("input", { id: hidden, type: "checkbox", checked: true });
  const status = h("p", { class: "note", role: "status" });
  const show = () => {
    const one = parameters.find((parameter) => parameter.name === select.value);
    [input.min, input.max, input.value] = [one.low, one.high, one.value];
    asked.textContent = say.pick(one.question);
    about.textContent = say.t("dissent.about", { value: say.figure(one.value), low: say.figure(one.low), high: say.figure(one.high), source: say.pick(one.source) });
  };
  select.addEventListener("change", show);
  const form = h("form", { class: "form", novalidate: true }, h("p", {}, say.t("dissent.lead")), h("div", { class: "field" }, h("label", { for: chosen }, say.t("dissent.parameter")), select, asked, about), h("div", { class: "field" }, h("label", { for: value }, say.t("dissent.value")), input), h("div", { class: "field" }, h("label", { for: why }, say.t("predict.why"), h("span", { class: "note" }, ` ${say.t("optional")}`)), words), h("label", { for: hidden, class: "check" }, anonymous, " ", say.t("dissent.anonymous")), h("button", { class: "action", type: "submit" }, say.t("dissent.keep")), status);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = Number(input.value);
    if (!input.value || number < Number(input.min) || number > Number(input.max)) return write(status, say.t("dissent.bounds", { low: say.figure(Number(input.min)), high: say.figure(Number(input.max)) }));
    send({ kind: "dissented", parameter: select.value, value: number, anonymous: anonymous.checked, round: app.store.state.seen.round, ...(words.value.trim() ? { why: words.value.trim() } : {}) });
    return write(status, say.t("dissent.kept"));
  });
  show();
  app.dialog.open(say.t("dissent.title"), form);
}
