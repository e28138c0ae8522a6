// The state of the page: what is shown of it, selected, hidden.
const DEFAULT = { view: 'network', date: null, selected: null, focus: null, depth: 1, hidden: [], expanded: [],
  off: { kinds: [], stances: [], publishers: [], standings: [] }, from: null, to: null, least: 1, path: null, names: null };
app.initial = Object.freeze({ ...DEFAULT, ...data.opening });
app.state = app.initial;
const listeners = [];
const past = [];
app.on = (listener) => listeners.push(listener);
app.set = (patch, { undo = true } = {}) => {
  const old = app.state;
  if (undo) past.push(old);
  app.state = Object.freeze({ ...old, ...patch });
  for (const listener of listeners) listener(app.state, old);
};
app.undo = () => {
  if (past.length) app.set(past.pop(), { undo: false });
};
app.select = (id) => app.set({ selected: id });
