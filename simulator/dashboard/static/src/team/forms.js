// What a table writes, one form for each instrument, from one list of fields; a draft outlives a reload.
import { dropDraft, filled, keepDraft } from "../../../../serve/pages/drafts.js";
import { h, identifier } from "../dom.js";

const line = (name, needed = false) => ({ name, needed, rows: 0 });
const text = (name, needed = false, rows = 3) => ({ name, needed, rows });
const one = (name, options) => ({ name, options });
const claim = { name: "claim", claims: true };

export const FORMS = {
  resources: {
    kind: "resource_added",
    fields: [one("sort", ["people", "room", "vehicle", "skill", "equipment", "money", "other"]), line("what", true), line("owner", true)],
  },
  gaps: { kind: "gap_noted", fields: [line("place", true), line("concerned", true), text("missing", true), text("would_help"), line("can_act")] },
  ties: { kind: "tie_drawn", fields: [line("one", true), line("other", true), one("sort", ["information", "shared_ticket", "co_programming", "shared_mediation", "other"]), line("about")], fixed: { dreamed: false } },
  dreams: { kind: "tie_drawn", fields: [line("one", true), line("other", true), one("sort", ["information", "shared_ticket", "co_programming", "shared_mediation", "other"]), line("about")], fixed: { dreamed: true } },
  fiction: { kind: "artefact_written", fields: [line("title", true), text("text", true, 7), claim] },
  notes: { kind: "note_kept", fields: [one("sort", ["feeling", "fact", "reason", "reality", "transfer", "surprise", "absent", "note"]), text("text", true)] },
  actions: {
    kind: "action_written",
    fields: [line("issue", true), text("action", true, 2), line("lead", true), line("partners"), line("public"), line("place"), line("calendar"), line("cost"), line("funders"), line("first_step"), line("indicator"), text("disagreements", false, 2)],
  },
};

// A few kinds, each one tap away; one is chosen from the start.
function kinds(app, field, chosen = field.options[0]) {
  const { say } = app;
  const one = (code) => h("label", {}, h("input", { type: "radio", name: field.name, value: code, defaultChecked: code === chosen }), h("span", {}, say.t(`sort.${code}`)));
  return h("div", { class: "choice kinds" }, ...field.options.map(one));
}

function control(app, field, id) {
  const { say } = app;
  if (field.claims) return h("select", { id, name: field.name }, h("option", { value: "" }, say.t("claim.none")), ...app.store.state.seen.world.claims.map((one) => h("option", { value: String(one.rank) }, say.t("claim.said", { text: say.pick(one.text) }))));
  const shared = { id, name: field.name, required: field.needed, maxlength: field.rows ? "1200" : "160", autocomplete: "off" };
  return field.rows ? h("textarea", { ...shared, rows: String(field.rows) }) : h("input", { type: "text", ...shared });
}

function row(app, instrument, field, chosen) {
  const { say } = app;
  const words = say.t(`field.${instrument}.${field.name}`);
  if (field.options) return h("fieldset", { class: "field tall" }, h("legend", {}, words), kinds(app, field, chosen));
  const id = identifier("field");
  const label = h("label", { for: id }, words, field.needed || field.claims ? null : h("span", { class: "note" }, ` ${say.t("optional")}`));
  return h("div", { class: `field${field.rows > 2 ? " tall" : ""}` }, label, control(app, field, id));
}

// A note's box asks the question of its kind.
function asking({ say }, form) {
  const label = form.querySelector(`label[for="${form.elements.text.id}"]`);
  return () => (label.textContent = say.t(`ask.${form.elements.sort.value}`));
}

// `send(body)` is called with the words of the form, whose kind is `chosen` at first; it is then empty for the next card.
export function createForm(app, instrument, send, chosen) {
  const { say } = app;
  const { kind, fields, fixed } = FORMS[instrument];
  const draft = `team.${app.connection.own}.${instrument}`;
  const done = h("p", { class: "note", role: "status" });
  const submit = h("button", { class: "action", type: "submit" }, say.t(`add.${instrument}`));
  const form = h("form", { class: `card form ${instrument}`, novalidate: true }, h("div", { class: "fields" }, ...fields.map((field) => row(app, instrument, field, chosen))), h("div", { class: "row" }, submit, done));
  const fault = h("p", { class: "fault", id: identifier("fault") }, say.t("form.missing"));
  function point(input) {
    input.after(fault);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", fault.id);
    done.textContent = "";
    input.focus();
  }
  function clear() {
    fault.remove();
    form.querySelectorAll("[aria-invalid]").forEach((input) => ["aria-invalid", "aria-describedby"].forEach((name) => input.removeAttribute(name)));
  }
  form.addEventListener("input", (event) => event.target.value.trim() && event.target.hasAttribute("aria-invalid") && clear());
  keepDraft(form, draft);
  const ask = instrument === "notes" ? asking(app, form) : () => {};
  form.addEventListener("change", ask);
  ask();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const empty = [...form.querySelectorAll("[required]")].find((input) => !input.value.trim());
    clear();
    if (empty) return point(empty);
    const words = filled(form);
    if (words.claim) words.claim = Number(words.claim);
    send({ kind, ...words, ...fixed });
    form.reset();
    ask();
    dropDraft(draft);
    done.textContent = say.t("form.kept");
    return form.querySelector("input[type=text], textarea").focus();
  });
  return { node: form, fill: (values) => Object.entries(values).forEach(([name, value]) => form.elements[name] && (form.elements[name].value = value ?? "")) };
}
