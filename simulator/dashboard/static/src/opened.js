// Which levers are open: five at most, unless more hold tokens; the others wait as names. The oldest opened come first.

const ROOM = 5;

// A screen's first levers: those that hold tokens, and the first declared beside them.
export function openedAtFirst(names, tokens) {
  const held = names.filter((name) => tokens[name]);
  const free = names.filter((name) => !tokens[name]).slice(0, Math.max(0, ROOM - held.length));
  return [...free, ...held];
}

// The newest stays; the oldest that hold nothing make room.
export function madeRoom(open, tokens) {
  const kept = [...open];
  while (kept.length > ROOM) {
    const oldest = kept.slice(0, -1).findIndex((name) => !tokens[name]);
    if (oldest < 0) break;
    kept.splice(oldest, 1);
  }
  return kept;
}
