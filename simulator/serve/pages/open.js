// Opening a workshop: the answer holds the links of every seat, shown this once.
import { missing } from "./drafts.js";
import { $, $$, ask, el, language, link, say } from "./page_tools.js";

const form = $("#open");

function fault(sentence) {
  $(".fault", form).textContent = sentence;
  $(".fault", form).hidden = !sentence;
}

function show(opened) {
  const at = (path, token) => {
    const address = link(path);
    return `${address}${address.includes("?") ? "&" : "?"}token=${encodeURIComponent(token)}`;
  };
  const behind = (path, token) => `${link(path)}#k=${encodeURIComponent(token)}`; // never sent to a server
  const links = [
    [say("landing.host.animation"), behind("/animation", opened.host)],
    ...Object.values(opened.tables).map((token, rank) => [say("landing.host.table", { table: rank + 1 }), behind("/table", token)]),
    [say("landing.host.projection"), at("/projection", opened.host)],
    [say("landing.host.operator"), at("/operateur", opened.operator)],
  ];
  const box = $("#opened");
  const items = links.map(([name, address]) => el("li", {}, el("a", { href: address }, name)));
  box.replaceChildren(el("h2", {}, say("open.done")), el("p", { class: "big" }, say("open.code", { code: opened.code })), el("p", {}, say("open.keep")), el("ul", { class: "links" }, ...items));
  box.hidden = false;
  form.hidden = true;
  box.focus();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (missing(form).length) return;
  const values = form.elements;
  const body = { title: values.title.value.trim(), template: values.template.value, worlds: $$("[name=world]:checked", form).map((one) => one.value), tables: Number(values.tables.value), language: values.language.value };
  const answer = await ask("/api/open", { body });
  if (answer.status === 200) show(answer.body);
  else fault(answer.body ? answer.body[language] : say("all.broken"));
});
