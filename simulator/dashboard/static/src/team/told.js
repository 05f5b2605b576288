// What is told about a run comes after its numbers, while tables talk: asked for again until all of it is there.
import { fetchRecords } from "./connection.js";

const SOON = 8000;

// Asked again later, once for all that is missing; a screen that is closed asks no more.
function later(app) {
  clearTimeout(app.later);
  app.later = setTimeout(() => Promise.all([gatherRecords(app), gatherDisputes(app)]), SOON);
}

export async function gatherRecords(app) {
  const { seen: view, records } = app.store.state;
  if (!view?.revealed || !view.address || (records.lives && records.futures)) return;
  const found = await fetchRecords(app.connection, view.address);
  if (Object.keys(found).length > Object.keys(records).length) app.store.set({ records: found });
  if (!found.lives || !found.futures) later(app);
}

// The worlds that this table disputed in this round, each with its run once it is kept.
export async function gatherDisputes(app) {
  const { seen: view, disputes: known } = app.store.state;
  const mine = (view?.dissents ?? []).filter((one) => one.round === view.round);
  if (!view?.revealed || !mine.length) return;
  const disputes = await Promise.all(mine.map((one) => disputed(app, one, view.disputed[one.id], known)));
  if (JSON.stringify(disputes) !== JSON.stringify(known)) app.store.set({ disputes });
  if (disputes.some((one) => one.address && !one.ranking)) later(app);
}

async function disputed(app, dissent, address = null, known = []) {
  const before = known.find((one) => one.id === dissent.id);
  if (before?.ranking) return before;
  const [found, records] = address ? await Promise.all([app.finding(address), fetchRecords(app.connection, address)]) : [null, {}];
  return { id: dissent.id, parameter: dissent.parameter, value: dissent.value, address, found, ranking: records.ranking ?? null };
}
