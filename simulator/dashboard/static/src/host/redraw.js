// What is drawn anew as a room acts: only where something changed, and the keyboard keeps its place.

// `draw(values)` is called when the values differ from those drawn last; a focused [data-key] is focused again.
export function redrawn(draw) {
  let drawn = "";
  let node = null;
  return (...values) => {
    const now = JSON.stringify(values);
    if (now === drawn) return node;
    drawn = now;
    const key = node?.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const made = draw(...values);
    node?.replaceWith(made);
    node = made;
    if (key) (node.querySelector(`[data-key="${key}"]`) ?? node.querySelector("[data-key]"))?.focus();
    return node;
  };
}
