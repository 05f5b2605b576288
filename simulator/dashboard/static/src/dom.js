// Making elements: h("button", {class: "quiet", onclick}, "words") and s(...) for SVG.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.setAttribute("class", value);
    else if (name in node && typeof value !== "string") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

export function s(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter(Boolean));
  return node;
}

let last = 0;
export const identifier = (prefix) => `${prefix}-${(last += 1)}`;

// Changes an element's words at once; whether they differed. The page is not laid out again for the same words.
export function put(node, words) {
  if (node.textContent === words) return false;
  node.textContent = words;
  return true;
}

// Changes an element's words, with a short fade when they differ (none under reduced motion).
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");
export function say(node, words) {
  if (put(node, words) && !STILL.matches) node.animate?.([{ opacity: 0.25 }, { opacity: 1 }], { duration: 200, easing: "ease-out" });
}
