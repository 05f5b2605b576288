// What the visitor has chosen, in one place; parts subscribe and are told which keys changed.

export function createStore(initial) {
  const state = { ...initial };
  const listeners = new Set();
  return {
    state,
    set(changes) {
      const changed = new Set(Object.keys(changes).filter((key) => state[key] !== changes[key]));
      if (!changed.size) return;
      Object.assign(state, changes);
      listeners.forEach((listener) => listener(changed));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
