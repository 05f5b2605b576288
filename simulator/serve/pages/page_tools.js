// Small tools that every page of the server shares.
export const words = JSON.parse((document.getElementById("words") || { textContent: "{}" }).textContent);
export const language = document.documentElement.lang;
export const simple = document.documentElement.classList.contains("simple");
const THIN = "\u202f";
const MINUS = "\u2212";

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => Array.from(root.querySelectorAll(selector));

/** The sentence of a key, its {names} filled; an unknown key shows itself. */
export function say(key, values = {}) {
  return (words[key] || key).replace(/\{(\w+)\}/g, (_, name) => (name in values ? values[name] : ""));
}

/** One or many: the plural sentence of a key is at `key.many`. */
export function sayMany(key, count, values = {}) {
  const plural = language === "fr" ? count >= 2 : count !== 1;
  return say(plural && words[`${key}.many`] ? `${key}.many` : key, { count: number(count), ...values });
}

/** A number as people write it in the page's language. */
export function number(value, decimals = 0) {
  const [whole, rest] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === "fr" ? THIN : ",");
  const text = rest ? grouped + (language === "fr" ? "," : ".") + rest : grouped;
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** A difference with its sign; none on zero. */
export function signed(value, decimals = 1) {
  const text = number(Math.abs(value), decimals);
  if (!/[1-9]/.test(text)) return text;
  return (value > 0 ? "+" : MINUS) + (language === "fr" ? THIN : "") + text;
}

/** What people typed, its French punctuation held to the word before it. */
export function firm(text) {
  return language === "fr" ? text.replace(/ ([:»])/g, "\u00a0$1").replace(/ ([?!;])/g, `${THIN}$1`).replace(/« /g, "«\u00a0") : text;
}

/** An element with attributes and children; texts are never read as HTML. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A random identifier of 32 hexadecimal digits; `randomUUID` needs a secure page, this does not. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** localStorage where the browser grants it, else a memory as short as the page. */
export const kept = (() => {
  const memory = new Map();
  try {
    localStorage.setItem("bassin.try", "1");
    localStorage.removeItem("bassin.try");
    return { lasting: true, get: (k) => localStorage.getItem(k), drop: (k) => localStorage.removeItem(k), keys: () => Object.keys(localStorage), set: (k, v) => localStorage.setItem(k, v) };
  } catch (_) {
    return { lasting: false, get: (k) => (memory.has(k) ? memory.get(k) : null), drop: (k) => memory.delete(k), keys: () => [...memory.keys()], set: (k, v) => memory.set(k, v) };
  }
})();

/** The address of another page of the server, in this page's language and version. */
export function link(path) {
  const query = new URLSearchParams();
  if (language === "en") query.set("lang", "en");
  if (simple) query.set("simple", "1");
  return query.toString() ? `${path}?${query}` : path;
}

/** Ask the server; resolves to {status, body}, status 0 when nothing answered within `patience` milliseconds. */
export async function ask(path, { token = "", body = undefined, patience = 10000 } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  const headers = token ? { "X-Bassin-Token": token } : {};
  const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    const answer = await fetch(path, { ...sent, headers, signal: stop.signal, cache: "no-store", credentials: "same-origin" });
    return { status: answer.status, body: await answer.json() };
  } catch (_) {
    return { status: 0, body: null };
  } finally {
    clearTimeout(timer);
  }
}
