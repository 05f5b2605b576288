// The self-assessment of a table: ten lines, what is said beside what is done, one to four or « je ne sais pas ».
import { dropDraft, keepDraft } from "../../../../serve/pages/drafts.js";
import { h, identifier } from "../dom.js";

const COLUMNS = ["stated", "actual"];
const MARKS = ["1", "2", "3", "4", ""];

function marks(app, name, chosen, label, column) {
  const { say } = app;
  return h("div", { class: "marks-choice", role: "radiogroup", "aria-label": label, "data-column": say.t(`grid.${column}`) }, ...MARKS.map((mark) => {
    const input = h("input", { type: "radio", name, value: mark, "aria-label": mark || say.t("grid.unknown") });
    if (chosen !== undefined && String(chosen ?? "") === mark) input.checked = true;
    return h("label", {}, input, h("span", {}, mark || "?"));
  }));
}

export function createGrid(app, lines, given, send) {
  const { say } = app;
  const area = h("input", { type: "text", id: identifier("area"), name: "area", maxlength: "120", value: given?.area ?? "", autocomplete: "off" });
  const done = h("p", { class: "note", role: "status" });
  const head = h("div", { class: "grid-line head", "aria-hidden": "true" }, h("span", {}), ...COLUMNS.map((column) => h("span", {}, say.t(`grid.${column}`))));
  const row = (line, rank) => {
    const words = say.t(`grid.${line}`);
    return h("div", { class: "grid-line" }, h("span", {}, words), ...COLUMNS.map((column) => marks(app, `${column}.${rank}`, given?.[column]?.[rank], `${words}, ${say.t(`grid.${column}`)}`, column)));
  };
  const submit = h("button", { class: "action", type: "submit" }, say.t("grid.keep"));
  const form = h("form", { class: "card form grid-form", novalidate: true }, h("div", { class: "field beside" }, h("label", { for: area.id }, say.t("grid.area")), area), h("div", {}, head, ...lines.map(row)), h("div", { class: "row" }, submit, done));
  const draft = `team.${app.place}.grid`;
  keepDraft(form, draft);
  const column = (name) => lines.map((_, rank) => {
    const value = form.elements[`${name}.${rank}`].value;
    return value ? Number(value) : null;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = area.value.trim();
    send({ kind: "grid_filled", stated: column("stated"), actual: column("actual"), ...(words ? { area: words } : {}) });
    dropDraft(draft);
    done.textContent = say.t("form.kept");
  });
  return { node: form };
}
