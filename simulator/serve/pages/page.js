// Around the screen: the opening page goes when the screen is there; a lost connection is said, and sought again.
const words = JSON.parse(document.getElementById("page-words").textContent);
const language = new URLSearchParams(window.location.search).get("lang") === "en" ? "en" : "fr";
const say = (key) => words[document.documentElement.lang || language][key];
document.documentElement.lang = language;
document.getElementById("opening-words").textContent = say("page.opening");

// What Voilà's own script expects to find.
window.voila_heartbeat = () => {};
window.voila_process = () => {};
window.voila_finish = () => {};

const cells = document.getElementById("rendered_cells");
const opening = document.getElementById("opening");
const shown = () => Boolean(cells.querySelector(".bassin, .failed"));

// A screen that does not come is asked for again: on a busy machine one of the messages that make it may be lost.
const PATIENCE = { kernel: 90, screen: 30 }; // seconds
const TRIES = 2;
const counter = {
  name: `bassin.tried ${window.location.pathname}`,
  get: () => Number(window.sessionStorage.getItem(counter.name) || 0),
  set: (times) => window.sessionStorage.setItem(counter.name, String(times)),
  clear() {
    try {
      window.sessionStorage.removeItem(counter.name);
    } catch {
      // A browser without a memory remembers nothing to clear.
    }
  },
};

function again() {
  if (shown()) return;
  try {
    if (counter.get() >= TRIES) throw new Error("tried enough");
    counter.set(counter.get() + 1);
    window.location.reload();
  } catch {
    tell("page.stuck", true); // not for ever, as it would without a memory
  }
}

const later = setTimeout(again, PATIENCE.kernel * 1000);
window.addEventListener("load", () => {
  clearTimeout(later);
  setTimeout(again, PATIENCE.screen * 1000);
});

new MutationObserver((_, watcher) => {
  if (!shown()) return;
  opening.hidden = true;
  watcher.disconnect();
  counter.clear();
}).observe(cells, { childList: true, subtree: true });

const banner = document.getElementById("connection");
const line = banner.querySelector("p");
const reopen = banner.querySelector("button");
reopen.addEventListener("click", () => window.location.reload());

// A table's and a host's screen speak to the room themselves: their kernel may go without their noticing.
const needsNone = () => cells.querySelector(".bassin.team");

function tell(key, gone) {
  if (needsNone()) return;
  line.textContent = say(key);
  reopen.textContent = say("page.reopen");
  reopen.hidden = !gone;
  banner.hidden = false;
}

async function alive(kernel) {
  try {
    return (await fetch(`/api/kernels/${kernel.id}`)).status !== 404;
  } catch {
    return true;
  }
}

async function seek(kernel) {
  if (kernel.connectionStatus === "connected") return;
  if (!(await alive(kernel))) tell("page.gone", true);
  else kernel.reconnect().catch(() => {});
}

function follow(kernel) {
  let later = null;
  kernel.connectionStatusChanged.connect((_, status) => {
    clearTimeout(later);
    if (status === "connected") banner.hidden = true;
    else later = setTimeout(() => (tell("page.lost", false), seek(kernel)), 2500);
  });
  kernel.statusChanged.connect((_, status) => status === "dead" && tell("page.gone", true));
  window.addEventListener("online", () => seek(kernel));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && seek(kernel));
  setInterval(() => !banner.hidden && reopen.hidden && seek(kernel), 5000);
}

const wait = setInterval(() => {
  const kernel = window.jupyterapp?.widgetManager?.kernel;
  if (!kernel) return;
  clearInterval(wait);
  follow(kernel);
}, 300);
