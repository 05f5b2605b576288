// The room, when it is lost: said in words that calm, for as long as it lasts, and for a moment once it is back.
import { h } from "../dom.js";

const BEFORE = 1500; // a blink is not said
const AFTER = 8000;

// Follows what the network says; `store.state.room` becomes "lost", then "back", then "here" again.
export function watchRoom(store) {
  let [timer, away] = [0, false];
  const become = (room, pause) => {
    clearTimeout(timer);
    timer = setTimeout(() => store.set({ room }), pause);
  };
  return (net) => {
    const was = away;
    away = net !== "ok" && net !== "unknown";
    if (away === was) return;
    if (away) return void become("lost", BEFORE);
    if (store.state.room === "lost") store.set({ room: "back" });
    become("here", store.state.room === "here" ? 0 : AFTER);
  };
}

function words({ say, store }) {
  const { room, waiting } = store.state;
  if (room === "lost") return [say.t("room.lost"), say.t("room.lost.words"), ...(waiting ? [say.t("room.waiting", { count: waiting })] : [])];
  if (room === "back") return [say.t("room.back"), say.t(waiting ? "room.back.sending" : "room.back.words")];
  return [];
}

// It lets every press through: nothing stops while the room is away.
export function createRoomNotice(app) {
  const node = h("div", { class: "room-notice", role: "status" });
  let shown = "";
  function update() {
    const [title, ...lines] = words(app);
    const now = [title, ...lines].join("|");
    if (now === shown) return;
    shown = now;
    node.dataset.room = app.store.state.room;
    node.replaceChildren(...(title ? [h("p", {}, h("strong", {}, title), ...lines.flatMap((line) => [" ", h("span", {}, line)]))] : []));
  }
  return { node, update };
}
