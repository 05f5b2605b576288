// What is drawn anew as a room acts: only where something changed, and the keyboard keeps its place.

const placeIn = (node) => (node?.contains(document.activeElement) ? document.activeElement.dataset.key : null);

function goBack(node, key) {
  if (key) (node.querySelector(`[data-key="${key}"]`) ?? node.querySelector("[data-key]"))?.focus();
}

// `draw(values)` is called when the values differ from those drawn last; a focused [data-key] is focused again.
function changing(draw) {
  let drawn = "";
  return (...values) => {
    const now = JSON.stringify(values);
    if (now === drawn) return;
    drawn = now;
    draw(...values);
  };
}

// An element that is made again.
export function redrawn(draw) {
  let node = null;
  const update = changing((...values) => {
    const [key, made] = [placeIn(node), draw(...values)];
    node?.replaceWith(made);
    node = made;
    goBack(node, key);
  });
  return (...values) => (update(...values), node);
}

// An element that is filled again.
export function refilled(node, draw) {
  return changing((...values) => {
    const key = placeIn(node);
    node.replaceChildren(...draw(...values));
    goBack(node, key);
  });
}
