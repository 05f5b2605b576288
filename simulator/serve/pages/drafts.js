// What is being typed, kept on the device until it is sent: a reload or a flat battery loses no word.
import { $$, kept } from "./page_tools.js";

const place = (name) => `bassin.draft.${name}`;

export function readForm(form) {
  const found = {};
  for (const field of $$("input, textarea, select", form)) {
    if (!field.name || (field.type === "radio" && !field.checked)) continue;
    found[field.name] = field.type === "checkbox" ? field.checked : field.value;
  }
  return found;
}

export function fillForm(form, values) {
  for (const field of $$("input, textarea, select", form)) {
    if (!field.name || !(field.name in values)) continue;
    if (field.type === "radio") field.checked = field.value === String(values[field.name]);
    else if (field.type === "checkbox") field.checked = Boolean(values[field.name]);
    else field.value = values[field.name];
  }
}

/** Keep a form's words under a name from now on, those of an earlier visit put back. */
export function keepDraft(form, name) {
  try {
    fillForm(form, JSON.parse(kept.get(place(name)) || "{}"));
  } catch (_) {
    kept.drop(place(name));
  }
  const save = () => {
    try {
      kept.set(place(name), JSON.stringify(readForm(form)));
    } catch (_) {
      // Storage is full: the page still holds the words.
    }
  };
  form.addEventListener("input", save);
  form.addEventListener("change", save);
}

export function dropDraft(name) {
  kept.drop(place(name));
}

/** The labels of a form's needed fields that are still empty; the first of them takes the focus. */
export function missing(form) {
  const empty = $$("[required]", form).filter((field) => !field.value.trim());
  empty.forEach((field) => field.setAttribute("aria-invalid", "true"));
  $$("[aria-invalid]", form).forEach((field) => field.value.trim() && field.removeAttribute("aria-invalid"));
  if (empty.length) empty[0].focus();
  return empty.map((field) => field.labels[0].textContent.trim());
}

/** A form's filled fields as the words of an event; empty ones are left out. */
export function filled(form) {
  const found = readForm(form);
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== "").map(([name, value]) => [name, typeof value === "string" ? value.trim() : value]));
}
