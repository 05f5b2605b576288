// A person's own rights over their words: erase everything they wrote, and make this device forget the workshop.
import { $, ask, kept, say, sayMany } from "./page_tools.js";

const own = (key) => key.startsWith("bassin.");
const written = (key) => /^bassin\.(draft|outbox|answers)\./.test(key);
const drop = (which) => kept.keys().filter(which).forEach((key) => kept.drop(key));

const box = $("#erase");
const button = $("[data-ask]", box);
const sure = $("[data-sure]", box);
const said = $("[data-said]", box);

/** Ask whether they are sure, or no longer. */
function asking(open) {
  sure.hidden = !open;
  button.hidden = open;
  $(open ? "[data-no]" : "[data-ask]", box).focus();
}

async function erase() {
  const answer = await ask("/api/erase", { token: kept.get("bassin.token") || "", body: {} });
  if (answer.status === 200) drop(written); // what waits to be sent would come back
  asking(false);
  if (answer.status !== 200) said.textContent = say("forget.away");
  else said.textContent = answer.body.erased ? sayMany("forget.erased", answer.body.erased) : say("forget.nothing");
}

button.addEventListener("click", () => asking(true));
$("[data-no]", box).addEventListener("click", () => asking(false));
$("[data-yes]", box).addEventListener("click", erase);
box.hidden = !(kept.get("bassin.token") || box.dataset.known);

const forget = $("#forget");
forget.hidden = false;
forget.addEventListener("click", async () => {
  drop(own);
  await ask("/api/forget", { body: {} });
  box.hidden = true;
  $("#forgotten").textContent = say("forget.done");
});
