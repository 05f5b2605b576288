// A dissent, on a phone or keyed in from paper: which number of the model, and the value that is held true instead.
import { $ } from "./page_tools.js";

const chosen = (form) => $("[data-dispute]", form).selectedOptions[0];

/** What the model holds, told beside the number that is chosen, also when a draft or an empty form comes back. */
export function tellDispute(form) {
  const tell = () => ($("[data-told]", form).textContent = chosen(form).dataset.about);
  form.addEventListener("change", tell);
  form.addEventListener("reset", () => setTimeout(tell));
  tell();
}

/** The event of the form, or the sentence that says what is wrong with the value. */
export function disputeBody(form, { parameter, value, ...given }, round) {
  const { low, high, bounds } = chosen(form).dataset;
  const held = Number(value.replace(",", ".").replace("\u2212", "-").replace(/\s/g, "") || NaN);
  if (!(held >= Number(low) && held <= Number(high))) {
    form.elements.value.focus();
    return { fault: bounds };
  }
  return { body: { kind: "dissented", round, parameter, value: held, ...given } };
}
