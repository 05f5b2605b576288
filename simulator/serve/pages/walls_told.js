// What the projector tells of a revealed run: its map, one imagined life, the front page of 2040.
import { ask, el, firm, language, say, simple } from "./page_tools.js";

const SOON = 5000;
const MOST = simple ? 2 : 3;

const chosen = (wall, fits) => wall.tables.find((one) => one.key === wall.table) || wall.tables.find(fits) || wall.tables[0];
const named = (row) => [say("show.table", { number: row.number }), row.name].filter(Boolean).join(" · ");
const heading = (title, row) => el("div", { class: "head" }, el("h1", {}, title), el("span", { class: "soft" }, `${named(row)} · ${row.worldTitle}`));
const waiting = (key) => el("p", { class: "sentences" }, say(key));

/** A part of a wall that comes when the server has it: asked for again until then, or until the wall changes. */
function coming(box, load, draw) {
  return () => {
    let timer = null;
    let left = false;
    const look = async () => {
      const found = await load();
      if (left) return;
      if (found) box.replaceChildren(...draw(found));
      else timer = setTimeout(look, SOON);
    };
    look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  };
}

/** A drawing of the server, as part of the page so that it takes the page's letters. */
async function drawing(address) {
  try {
    const answer = await fetch(`/carte/${address}.svg?lang=${language}`);
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  } catch (_) {
    return null;
  }
}

/** Where a plan changes something. */
export function map(wall) {
  const row = chosen(wall, (one) => one.address);
  const box = el("div", { class: "ground" }, waiting(row.address ? "show.coming" : "show.table.waiting"));
  const element = el("div", { class: "drawn" }, heading(say("show.map"), row), el("p", { class: "lead" }, say("show.map.lead")), box, el("p", { class: "bottom" }, say("all.aid")));
  return { element, start: row.address ? coming(box, () => drawing(row.address), (svg) => [document.importNode(svg, true)]) : null };
}

const told = (sentences) => el("p", {}, sentences.join(" "));

function lifeOf(one) {
  const side = (part) => el("div", { class: `side ${part}` }, el("h2", {}, one.labels[part]), ...one[part].slice(0, MOST).map((sentence) => el("p", {}, sentence)));
  return [
    el("p", { class: "person" }, el("b", {}, one.name), el("span", { class: "imagined" }, one.imagined)),
    told(one.beginning.slice(0, 2)),
    el("div", { class: "two" }, side("reference"), side("plan")),
    told(one.ending.slice(0, 2)),
  ];
}

/** The same imagined person in both worlds; each table is told another kind of life. */
export function life(wall) {
  const row = chosen(wall, (one) => one.address);
  const box = el("div", { class: "told" }, waiting(row.address ? "show.coming" : "show.table.waiting"));
  const element = el("div", { class: "lived" }, heading(say("show.life"), row), box, el("p", { class: "bottom" }, say("show.life.note")));
  const load = async () => {
    const { status, body } = await ask(`/api/records/${row.address}`);
    const lives = status === 200 && body.lives ? body.lives[language] : [];
    return lives.length ? lives[(row.number - 1) % lives.length] : null;
  };
  return { element, start: row.address ? coming(box, load, lifeOf) : null };
}

/** What a table wrote, on the page of an imagined newspaper once its run was revealed. */
export function frontPage(wall) {
  const row = chosen(wall, (one) => one.artefact);
  if (!row.artefact) return el("div", { class: "still" }, el("h1", {}, say("show.front_page")), el("p", {}, say("show.front_page.none")));
  const masthead = el("div", { class: "masthead" }, el("b", {}, say("show.front_page")), el("span", {}, `${named(row)} · ${row.worldTitle}`));
  const words = [masthead, el("h1", {}, firm(row.artefact.title)), el("p", { class: "story" }, firm(row.artefact.text))];
  if (!row.address) return el("div", { class: "paper" }, ...words);
  const source = `/une/${wall.workshop}/${row.key}/${row.address}.png?lang=${language}`;
  const page = el("img", { class: "sheet", src: source, alt: say("show.front_page.alt", { table: named(row), title: row.artefact.title }) });
  return el("div", { class: "printed" }, el("div", { class: "words" }, ...words, el("p", { class: "soft" }, say("show.front_page.note"))), page);
}
