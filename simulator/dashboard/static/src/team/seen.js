// From the server's views to what the screens read: the turn of the round that runs, the phase, the tables by name.

const phaseOf = (phase) => phase && { ...phase, key: phase.phase, began_at: phase.begun_at, opens: phase.opens ?? [] };
const agendaOf = (view) => (view.agenda ?? (view.phase ? [view.phase] : [])).map(phaseOf);
export const nameOf = (one) => one.name ?? "";

// The round of the phase that runs: a host who goes back to an earlier reveal shows that one again.
const roundOf = (view) => view.phase?.round ?? view.round;

function heading(view) {
  return { sequence: view.sequence, title: view.title ?? "", ended: view.ended, round: roundOf(view), phase: notesOf(view), phases: agendaOf(view) };
}

// The host's phases carry speaking notes; the one that runs is told with them.
function notesOf(view) {
  const phase = phaseOf(view.phase);
  const noted = phase && (view.agenda ?? []).find((one) => one.phase === phase.key);
  return phase && { ...phase, notes: noted?.notes, brief: noted?.brief };
}

function peersOf(view, mine, turn) {
  const others = view.beside.filter((one) => one.round === roundOf(view));
  const own = { table: mine.table, number: mine.number, name: nameOf(mine), mine: true, points: turn?.prediction?.points ?? null, address: turn?.result?.address ?? null };
  return [own, ...others.map((one) => ({ table: one.table, number: one.number, name: nameOf(one), mine: false, points: one.prediction.points, address: one.result?.address ?? null }))].sort((a, b) => a.number - b.number);
}

export function tableSeen(view) {
  const mine = view.tables.find((one) => one.table === view.table);
  const round = roundOf(view);
  const turn = view.turns.find((one) => one.round === round) ?? null;
  const partner = turn?.partner ? view.tables.find((one) => one.table === turn.partner) : null;
  return {
    ...heading(view),
    table: { key: view.table, number: mine.number, name: nameOf(mine) },
    workshop: view.workshop,
    world: view.world,
    level: view.level ?? null,
    levers: (turn?.levers ?? []).map((lever) => lever.lever),
    tokens: turn?.budget ?? 0,
    plan: turn?.plan ?? view.turns.filter((one) => one.round < round && one.plan).at(-1)?.plan ?? null,
    prediction: turn?.prediction ?? null,
    predictions: { done: turn?.people_predicted ?? 0, here: mine.people },
    locked: turn?.locked ?? false,
    committed: turn?.plan?.committed ?? false,
    computed: turn?.computed ?? false,
    revealed: turn?.revealed ?? false,
    address: turn?.result?.address ?? null,
    disputed: turn?.result?.disputed ?? {},
    cards: turn?.cards ?? [],
    partner: partner ? String(partner.number) : null,
    peers: turn?.revealed ? peersOf(view, mine, turn) : [],
    apart: (turn?.revealed && view.apart?.find((one) => one.world === view.world.world && one.round === view.round)) || null,
    grid: view.grid.table,
    resources: view.resources,
    gaps: view.gaps,
    ties: view.ties,
    artefact: view.artefacts.at(-1) ?? null,
    notes: view.notes,
    actions: view.actions,
    dissents: view.dissents,
  };
}

const WRITTEN = ["resources", "gaps", "ties", "notes", "actions"];

// How far a table is, and how much it has written of each kind; never who wrote what.
function tableOf(view, one) {
  const stands = view.standing.find((turn) => turn.table === one.table && turn.round === roundOf(view));
  const partner = stands?.partner ? view.tables.find((other) => other.table === stands.partner) : null;
  const count = (kind) => view[kind].filter((entry) => entry.table === one.table).length;
  return {
    key: one.table,
    number: one.number,
    name: nameOf(one),
    world: { title: one.world_title },
    here: one.people,
    partner: partner ? partner.number : null,
    predictions: stands?.people_predicted ?? 0,
    written: Object.fromEntries(WRITTEN.map((kind) => [kind, count(kind)])),
    done: {
      grid: view.grid.tables.some((grid) => grid.table === one.table),
      fiction: view.artefacts.some((artefact) => artefact.table === one.table),
      committed: stands?.committed,
      prediction: stands?.predicted,
      locked: stands?.locked,
      computed: stands?.computed,
      revealed: stands?.revealed,
    },
  };
}

export function hostSeen(view) {
  const tables = view.tables.map((one) => tableOf(view, one));
  return {
    ...heading(view),
    code: view.code,
    tables,
    cards: view.deck.map((card) => ({ ...card, played: card.played.length > 0 })),
    runs: tables.filter((table) => table.done.computed).length,
    spotlight: view.spotlight,
  };
}
