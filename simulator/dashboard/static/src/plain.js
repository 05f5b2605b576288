// The « version simplifiée »: larger type, shorter words, one part of the screen at a time; `?simple=1` in the address.
import { h } from "./dom.js";

export const asked = () => new URLSearchParams(window.location.search).get("simple") === "1";

function keep(simple) {
  const address = new URL(window.location.href);
  if (simple) address.searchParams.set("simple", "1");
  else address.searchParams.delete("simple");
  try {
    window.history.replaceState(null, "", address);
  } catch {
    // A page without an address of its own (a notebook's output) keeps nothing.
  }
}

export function plainSwitch({ say, store }) {
  const { simple } = store.state;
  const turn = () => (keep(!simple), store.set({ simple: !simple }));
  return h("button", { type: "button", class: "plain-switch", onclick: turn }, say.t(simple ? "plain.off" : "plain.on"));
}

// What holds the keyboard is built anew with the words: it goes on from the same button, or from the page's own work.
export function refocus(root, before) {
  if (!before || before.isConnected) return;
  const same = before.matches(".language") ? `.language[lang="${before.lang}"]` : before.matches(".plain-switch") ? ".plain-switch" : `[name="${before.name}"]`;
  (root.querySelector(same) ?? root.querySelector(".middle"))?.focus();
}

// The parts of a screen, one shown at a time, in the order in which they are used; only its work where it has one part.
export function createParts({ say, root, store }, parts = []) {
  root.classList.toggle("simple", store.state.simple);
  if (!store.state.simple || parts.length < 2) {
    delete root.dataset.part;
    return null;
  }
  if (!parts.includes(root.dataset.part)) root.dataset.part = parts[0];
  const stage = root.dataset.stage ?? "explore";
  const buttons = parts.map((part) => h("button", { type: "button", class: "page-tab", onclick: () => show(part) }, say.t(`part.${stage}.${part}`)));
  function show(shown) {
    root.dataset.part = shown;
    buttons.forEach((button, rank) => button.setAttribute("aria-pressed", String(parts[rank] === shown)));
  }
  show(root.dataset.part);
  return h("nav", { class: "parts", "aria-label": say.t("part.title") }, ...buttons);
}

// To what is shown, past the band; in the simplified version that may be any of the three parts.
export function skipLink({ say, root }) {
  function skip(event) {
    const shown = [...root.querySelectorAll(":scope > :is(.middle, .levers, .results)")];
    const target = shown.find((part) => part.matches(".middle") && part.checkVisibility()) ?? shown.find((part) => part.checkVisibility());
    event.preventDefault();
    target.tabIndex = -1;
    target.focus();
  }
  return h("a", { href: "#results", class: "skip", onclick: skip }, say.t("skip"));
}
