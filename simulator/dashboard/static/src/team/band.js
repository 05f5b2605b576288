// The band of the workshop's screens: who we are, where the day is, the time left, whether all is kept, the language.
import { h, say as write } from "../dom.js";
import { languages } from "../header.js";
import { plainSwitch } from "../plain.js";
import { createRoomNotice } from "./room.js";

const pad = (value) => String(value).padStart(2, "0");

// Minutes and seconds left of a phase; over time it counts up with a sign.
export function left(phase, now = Date.now()) {
  if (!phase?.began_at || !phase.minutes) return "";
  const seconds = Math.round(phase.minutes * 60 - (now - Date.parse(phase.began_at)) / 1000);
  const shown = Math.abs(seconds);
  return `${seconds < 0 ? "+" : ""}${Math.floor(shown / 60)}:${pad(shown % 60)}`;
}

// The same in words, by the minute: what the simplified version says in place of a clock.
export function remaining(say, phase, now = Date.now()) {
  if (!phase?.began_at || !phase.minutes) return "";
  const minutes = phase.minutes - (now - Date.parse(phase.began_at)) / 60000;
  const whole = Math.ceil(Math.abs(minutes));
  if (minutes <= 0) return say.t(say.several(whole) ? "time.over.many" : "time.over", { minutes: whole });
  return say.t(say.several(whole) ? "time.left.many" : "time.left", { minutes: whole });
}

// Kept, on the way, or on this device only until the network is back.
export function savingWords(app) {
  const { say, store } = app;
  const { saving, waiting, net } = store.state;
  if (net === "unknown") return say.t("net.unknown");
  if (waiting && (saving === "network" || saving === "server" || net !== "ok")) return say.t("net.waiting", { count: waiting });
  if (net !== "ok") return say.t(`net.${net}`);
  return say.t(waiting ? "net.sending" : "net.kept");
}

// On a tablet or a phone the levers are a drawer: this opens it.
function drawerButton({ say, store }) {
  return h("button", { class: "drawer-open", type: "button", "aria-controls": "levers", "aria-expanded": "false", onclick: () => store.set({ drawer: !store.state.drawer }) }, say.t("levers.title"));
}

export function createBand(app, pills) {
  const { say, store } = app;
  const saved = h("p", { class: "status", role: "status" });
  const where = h("p", { class: "where" });
  const clock = h("p", { class: "clock", role: "timer", "aria-label": say.t("clock.label") });
  const drawer = app.spent ? drawerButton(app) : null;
  const room = createRoomNotice(app);
  const node = h("header", { class: "band" }, h("h1", {}, "Bassin 2040"), ...pills, saved, where, clock, drawer, plainSwitch(app), languages(app), room.node);
  const shown = () => (store.state.simple ? remaining(say, store.state.seen?.phase) : left(store.state.seen?.phase));
  const tick = () => clock.textContent !== shown() && (clock.textContent = shown());
  const timer = setInterval(tick, 1000);
  function update() {
    node.dataset.net = store.state.net;
    write(saved, savingWords(app));
    room.update();
    const phase = store.state.seen?.phase;
    where.textContent = phase ? say.pick(phase.title) : "";
    clock.classList.toggle("over", left(phase).startsWith("+"));
    tick();
    if (!drawer) return;
    drawer.hidden = app.root.dataset.stage !== "decide";
    drawer.setAttribute("aria-expanded", String(store.state.drawer));
    drawer.textContent = say.t("levers.drawer", { spent: app.spent(), budget: app.setting.budget });
  }
  return { node, update, stop: () => clearInterval(timer) };
}
