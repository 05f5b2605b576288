// The table's tie to the server: what happened goes out through an outbox that loses nothing, views come in.
import { Follower } from "../../../../serve/pages/follow.js";
import { Outbox } from "../../../../serve/pages/outbox.js";
import { ask } from "../../../../serve/pages/page_tools.js";
import { watchRoom } from "./room.js";

// The key stands behind the address's "#", which no server is ever sent; it is then kept for this window alone.
export function takeToken(role) {
  const given = new URLSearchParams(window.location.hash.slice(1)).get("k");
  const place = `bassin.${role}`;
  if (given) {
    sessionStorage.setItem(place, given);
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
  }
  return given ?? sessionStorage.getItem(place) ?? "";
}

export function connect(role, store, refused, seen) {
  const token = takeToken(role);
  const told = (change) => {
    store.set({ saving: change.state, waiting: change.waiting });
    if (change.refused) refused(change.refused.answer.body, change.refused.entry.body);
  };
  const who = { token, seat: role, own: `${role}.${token.slice(-8)}` }; // two tables may share a browser
  const outbox = new Outbox(who, told);
  const watch = watchRoom(store);
  const heard = (net) => {
    if (net === "ok" && store.state.net !== "ok") outbox.flush(); // at once: what waits may have seconds of its pause left
    store.set({ net });
    watch(net);
  };
  const follower = new Follower(who, (view) => store.set({ seen: seen(view) }), heard);
  outbox.flush();
  follower.start();
  return {
    own: who.own,
    send: (body) => outbox.add({ medium: "screen", ...body }),
    ask: (path) => ask(path, { token }),
  };
}

const unpacked = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// A run that was kept: its header and numbers as the exploration screen reads them.
export async function fetchBundle(connection, address) {
  const answer = await connection.ask(`/api/bundle/${address}`);
  if (answer.status !== 200) return null;
  const { results } = answer.body;
  return { ...answer.body, header: results.header, values: unpacked(results.values) };
}

// What is told about a run so far: its lives, its futures, what a dissent does to the levers.
export async function fetchRecords(connection, address) {
  const answer = await connection.ask(`/api/records/${address}`);
  return answer.status === 200 ? answer.body : {};
}
