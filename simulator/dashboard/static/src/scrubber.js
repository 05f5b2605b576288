// The years 2026-2040: a slider and a play button; everything it moves is already in the browser.
import { h, identifier } from "./dom.js";

const PACE = 650;

export function createScrubber(app) {
  const { say, setting, store } = app;
  const first = setting.years[1];
  const last = setting.years.at(-1);
  let timer = null;
  const icon = h("span", { "aria-hidden": "true" });
  const name = h("span", { class: "unseen" });
  const play = h("button", { class: "play", type: "button", onclick: () => (timer ? stop() : start()) }, icon, name);
  const id = identifier("year");
  const input = h("input", { type: "range", id, min: String(first), max: String(last), step: "1" });
  input.addEventListener("input", () => {
    const year = Number(input.value);
    stop();
    store.set({ year });
  });
  const marks = [first, 2030, 2035, last].map((year) => h("span", { style: `left:${(100 * (year - first)) / (last - first)}%`, "data-year": String(year) }, String(year)));
  const here = h("output", { class: "here", for: id });
  const node = h(
    "div",
    { class: "card scrubber" },
    play,
    h("div", { class: "line" }, h("label", { for: id, class: "unseen" }, say.t("year")), input, h("div", { class: "marks", "aria-hidden": "true" }, ...marks)),
    here,
  );
  function start() {
    if (store.state.year >= last) store.set({ year: first });
    timer = setInterval(() => (store.state.year >= last ? stop() : store.set({ year: store.state.year + 1 })), PACE);
    update();
  }
  function stop() {
    clearInterval(timer);
    timer = null;
    update();
  }
  function update() {
    const { year } = store.state;
    icon.textContent = timer ? "❚❚" : "▶";
    name.textContent = say.t(timer ? "pause" : "play");
    input.value = String(year);
    input.style.setProperty("--filled", `${(100 * (year - first)) / (last - first)}%`);
    here.textContent = String(year);
    marks.forEach((mark) => mark.classList.toggle("now", Number(mark.dataset.year) === year));
  }
  return { node, update, stop };
}
