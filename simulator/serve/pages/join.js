// Joining: a pseudonym and a table; asked again by itself when the room's network does not answer.
import { $, ask, kept, language, link, newId, say } from "./page_tools.js";

const form = $("#join");
if (kept.get("bassin.token")) $("#again").hidden = false;
const id = newId();

function fault(name, sentence) {
  const place = $(`#${name}-fault`);
  place.textContent = sentence;
  place.hidden = !sentence;
}

function filled() {
  const pseudonym = form.elements.pseudonym.value.trim();
  const table = (form.querySelector("[name=table]:checked") || {}).value;
  fault("name", pseudonym ? "" : say("join.name.empty"));
  fault("tables", table ? "" : say("join.tables.empty"));
  if (!pseudonym) form.elements.pseudonym.focus();
  else if (!table) form.querySelector("[name=table]").focus();
  return pseudonym && table ? { code: form.dataset.code, table, pseudonym, id } : null;
}

async function join(given, tries = 0) {
  $("#state").textContent = say("join.sending");
  const answer = await ask("/api/join", { body: given });
  if (answer.status === 200) {
    kept.set("bassin.token", answer.body.token);
    window.location.assign(link("/p"));
  } else if (answer.status === 0 || answer.status >= 500 || answer.status === 429) {
    $("#state").textContent = say("join.waiting");
    setTimeout(() => join(given, tries + 1), Math.min(15000, 1000 * 2 ** tries));
  } else {
    fault("name", answer.body[language]);
    $("#state").textContent = say("join.data");
    $("button.main", form).disabled = false;
  }
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = filled();
    if (!given) return;
    $("button.main", form).disabled = true;
    join(given);
  });
}
