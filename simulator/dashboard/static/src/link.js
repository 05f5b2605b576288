// The address keeps the language, the world and the plan, so that a reload or a shared link shows the same screen.

export function readLink(search, setting) {
  const query = new URLSearchParams(search);
  const found = { tokens: {}, start: {} };
  const language = query.get("lang");
  if (language === "fr" || language === "en") found.language = language;
  if (setting.worlds.some((world) => world.name === query.get("world"))) found.world = query.get("world");
  let left = setting.budget;
  for (const lever of setting.levers) {
    const parts = (query.get(lever.name) ?? "").match(/^(\d{1,2})(?:-(\d{4}))?$/);
    if (!parts) continue;
    found.tokens[lever.name] = Math.min(Number(parts[1]), lever.most, left);
    left -= found.tokens[lever.name];
    if (parts[2] && setting.starts.includes(Number(parts[2]))) found.start[lever.name] = Number(parts[2]);
  }
  return found;
}

export function writeLink(state, setting) {
  const query = new URLSearchParams();
  if (state.language !== "fr") query.set("lang", state.language);
  if (state.simple) query.set("simple", "1");
  query.set("world", state.world);
  for (const lever of setting.levers) if (state.tokens[lever.name]) query.set(lever.name, `${state.tokens[lever.name]}-${state.start[lever.name]}`);
  try {
    window.history.replaceState(null, "", `${window.location.pathname}?${query}`);
  } catch {
    // A page without an address of its own (a notebook's output) keeps nothing.
  }
}
