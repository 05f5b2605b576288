// The projector: shows what the facilitator put in the light, and nothing that the room may not see yet.
import { Follower } from "./follow.js";
import { $, say } from "./page_tools.js";
import { wallOf } from "./place.js";
import { WALLS } from "./walls.js";

const wall = $("#wall");
let shown = "";
let stop = null;

/** Show a view; what runs on (a timer) is stopped first, and an unchanged wall is left as it is. */
function show(view) {
  const now = wallOf(view);
  const key = JSON.stringify(now);
  if (key === shown) return;
  shown = key;
  if (stop) stop();
  stop = null;
  now.skew = Date.now() / 1000 - Date.parse(view.now) / 1000; // between this machine's clock and the server's
  const made = (WALLS[now.view] || WALLS.welcome)(now);
  wall.replaceChildren(made.element || made);
  if (made.start) stop = made.start();
  document.body.dataset.view = now.view;
}

// The settings are drawn while somebody holds the mouse or the keyboard, and leave the wall to the room.
const tools = $(".wall-tools");
const SHOWN = 4000;
let leaving = null;
document.addEventListener("pointermove", () => {
  tools.classList.add("on");
  clearTimeout(leaving);
  leaving = setTimeout(() => tools.classList.remove("on"), SHOWN);
});
const whole = $("[data-whole]", tools);
whole.hidden = !document.fullscreenEnabled;
whole.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));

const line = $("#net");
function net(state) {
  line.hidden = state === "ok";
  line.textContent = state === "ok" ? "" : say(state === "unknown" ? "show.closed" : "show.lost");
}

const embedded = JSON.parse($("#view").textContent);
show(embedded);
new Follower({ seat: "projection" }, show, net).start();
