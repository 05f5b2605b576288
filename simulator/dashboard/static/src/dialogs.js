// Windows over the screen: the figures behind a chart, a world's story, what the simulator does not know.
import { h, identifier } from "./dom.js";

export function createDialog(root, say) {
  const title = h("h2", { id: identifier("dialog") });
  const body = h("div", { class: "dialog-body", tabindex: "0", role: "region" });
  body.setAttribute("aria-labelledby", title.id);
  const close = h("button", { class: "action", type: "button", onclick: () => box.close() }, say.t("close"));
  const box = h("dialog", { class: "dialog" }, h("header", {}, title, close), body);
  box.setAttribute("aria-labelledby", title.id);
  box.addEventListener("click", (event) => event.target === box && box.close());
  root.append(box);
  return {
    node: box,
    open(words, ...content) {
      title.textContent = words;
      body.replaceChildren(...content);
      box.showModal();
      body.scrollTop = 0;
      close.focus();
    },
    close: () => box.close(),
  };
}

export function paragraphs(text) {
  return text.split(/\n\s*\n|\n/).filter((part) => part.trim()).map((part) => h("p", {}, part.trim()));
}

function cells(row, rank) {
  return row.map((cell, column) => (column === 0 ? h("th", { scope: "row" }, cell) : h("td", { class: rank }, cell)));
}

export function table({ caption, head, rows, words }) {
  return h(
    "table",
    { class: words ? "words" : null },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...head.map((word) => h("th", { scope: "col" }, word)))),
    h("tbody", {}, ...rows.map((row) => h("tr", {}, ...cells(row, "figure")))),
  );
}

const quoted = (cell) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

// A CSV that a French Excel opens; saved from the page, so that the connection to the kernel is never left.
function save(name, { head, rows }) {
  const text = [head, ...rows].map((row) => row.map((cell) => quoted(String(cell))).join(";")).join("\r\n");
  const url = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  const link = h("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

export function showFigures(app, content) {
  const { say } = app;
  const button = h("button", { class: "quiet", type: "button", onclick: () => save(`${content.name}.csv`, content) }, say.t("figures.save"));
  const more = (content.more ?? []).flatMap((one) => [h("h3", {}, one.caption), table(one)]);
  app.dialog.open(content.caption, table(content), h("p", { class: "note" }, content.note ?? ""), button, ...more, h("p", { class: "note" }, say.t("aid")));
}

export function figuresButton(app, about, content) {
  const name = app.say.t("figures.of", { about });
  return h("button", { class: "quiet", type: "button", "aria-label": name, onclick: () => showFigures(app, content()) }, app.say.t("figures.see"));
}
