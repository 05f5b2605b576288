// What stands under the pointer: a commune and its figures, or a venue and how sure its row is. The table says the same.
import { h } from "./dom.js";
import { difference, level, unitOf } from "./units.js";

export function createTooltip(app, holder) {
  const { say, setting, store } = app;
  const box = h("div", { class: "tooltip", "aria-hidden": "true", hidden: true });
  holder.append(box);

  function follow(event) {
    const frame = holder.getBoundingClientRect();
    const x = Math.min(event.clientX - frame.left + 14, frame.width - box.offsetWidth - 4);
    const below = event.clientY - frame.top + 18;
    const y = below + box.offsetHeight > frame.height ? event.clientY - frame.top - box.offsetHeight - 10 : below;
    box.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`;
  }

  function show(event, ...content) {
    box.replaceChildren(...content.filter(Boolean));
    box.hidden = false;
    follow(event);
  }

  function commune(row, event) {
    const { answer, indicator, grain, year } = store.state;
    const { communes, agglomerations } = setting.territory;
    const agglomeration = agglomerations[communes[row].agglomeration];
    const title = h("strong", {}, grain === "agglomeration" ? agglomeration.name : communes[row].name);
    const where = grain === "agglomeration" ? null : h("span", { class: "note" }, agglomeration.name);
    const part = answer?.part(indicator, grain);
    if (!part) return show(event, title, where);
    const at = answer.year(year);
    const of = grain === "agglomeration" ? communes[row].agglomeration : row;
    const unit = unitOf(setting, indicator);
    const lines = [h("span", {}, `${level(say, unit, part.plan(at, of), 1)} · ${app.indicatorName()}`)];
    if (app.planned()) lines.push(h("span", {}, difference(say, unit, part.difference(at, of))));
    const few = answer.rowsBehind(grain)?.[of] < 30 ? h("span", { class: "note" }, say.t("legend.small")) : null;
    return show(event, title, where, ...lines, few);
  }

  function venue(row, event) {
    const one = setting.territory.venues[row];
    const sure = h("span", { class: "note" }, say.t(one.guessed ? "venue.guessed" : one.assumed ? "venue.assumed" : "venue.cited"));
    show(event, h("strong", {}, one.name), h("span", {}, say.pick(one.kind)), sure);
  }

  return { commune, venue, follow, hide: () => (box.hidden = true) };
}
