// Under every result: an aid to debate, and the way to what the simulator does not know.
import { verdict } from "./data.js";
import { h } from "./dom.js";

const lines = (say, pairs) => h("ul", {}, ...pairs.map((line) => h("li", {}, say.pick(line))));

// Everything, or in the simplified version the few lines that matter most, and everything one tap further.
function ignorance(app) {
  const { say, setting, store } = app;
  const groups = setting.ignorance.flatMap((group) => [h("h3", {}, say.pick(group.title)), lines(say, group.lines)]);
  const folded = () => [lines(say, setting.ignorance_in_short), h("details", {}, h("summary", {}, say.t("ignorance.whole")), ...groups)];
  app.dialog.open(say.t("ignorance"), h("p", {}, say.t("ignorance.opening")), ...(store.state.simple ? folded() : groups));
}

export function createFooter(app) {
  const { say } = app;
  const more = h("button", { class: "link", type: "button", onclick: () => ignorance(app) }, say.t("ignorance"));
  return h("footer", { class: "aid" }, h("p", {}, say.t("aid"), h("span", { class: "dot" }, " · "), more));
}

// The world's story, beginning under the map; the rest is one tap away.
export function createStory(app, open) {
  const { say, setting, store } = app;
  const title = h("span", { class: "note" });
  const words = h("p", {});
  const node = h("section", { class: "card story" }, h("div", {}, title, words), h("button", { class: "quiet", type: "button", onclick: () => open(app) }, say.t("world.more")));
  function update() {
    const world = setting.worlds.find((one) => one.name === store.state.world);
    title.textContent = say.t("world.in2040", { title: say.pick(world.title) });
    // A story opens by saying that it is a fiction, as the title above does: its first scene comes next.
    const parts = say.pick(world.story).split(/\n/).filter((part) => part.trim());
    words.textContent = parts[1] ?? parts[0] ?? "";
  }
  return { node, update };
}

// One sentence that says what the plan does in the year shown, in people.
export function createVerdict(app) {
  const { say, store } = app;
  const node = h("p", { class: "verdict", role: "status" });
  function words() {
    const { answer, year } = store.state;
    const part = answer?.part("any_but_cinema", "all");
    if (!part) return say.t("verdict.waiting");
    if (!app.planned()) return say.t("verdict.nothing");
    const at = answer.year(year);
    if (!answer.sure) return say.t("verdict.first", { year });
    const people = Math.round((Math.abs(part.difference(at)) * answer.residents15) / 100) * 100;
    const code = verdict(part, at, 0, answer.smallest, answer.sure);
    return say.t(`verdict.${code}.people`, { year, people: say.number(people) });
  }
  return { node, update: () => (node.textContent = words()) };
}
