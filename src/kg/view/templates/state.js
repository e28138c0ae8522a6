// What the page shows, as one frozen object that only app.set changes; the address carries it, listeners follow it.
//
//   app.state            the state: see START
//   app.set(patch, how)  merges a patch; how = { undo: true, url: true }; nothing happens where nothing changes
//   app.undo(), app.redo(), app.canUndo(), app.canRedo()   the view and light or dark stay as they are
//   app.on(listener)     listener(state, old) after each change, in the order of registration; old is null at the start
//   app.select(id)       a node, an edge, an event or null; works whatever is shown
//   app.link()           the address of this page in this state
//   app.start()          reads the address and calls all listeners: among the last lines of the last script
//
// Lists in the state are sorted and have no doubles, so that the same choices make the same address.
const EMPTY = Object.freeze([]);
const START = {
  view: 'network', // network, map, timeline, table
  date: null, // YYYY-MM-DD: as things stood on that day
  ties: false, // whether the map draws the ties
  undated: true, // with a date: whether ties without any date are shown (pale)
  selected: null,
  focus: null, // only what lies within `depth` steps of this node
  depth: 1,
  hidden: EMPTY, // nodes and edges put away
  expanded: EMPTY, // nodes whose neighbours are shown, whatever the focus or the level of detail
  off: Object.freeze({ kinds: EMPTY, nodes: EMPTY, standings: EMPTY, stances: EMPTY, publishers: EMPTY }), // all else is on
  from: null, // YYYY-MM-DD: only ties with a claim of this day or later
  to: null,
  least: 1, // independent sources
  sure: 1, // only claims of which so many in a hundred, read alike, were right
  path: null, // [id, id]: only the shortest ways between two nodes
  names: null, // the holder whose names features bear, or null for all names side by side
  theme: null, // light, dark, or null for the system's
};

function frozen(state) {
  const list = (ids) => Object.freeze([...new Set(ids)].sort());
  const off = Object.fromEntries(Object.keys(START.off).map((group) => [group, list(state.off[group] ?? EMPTY)]));
  return Object.freeze({ ...state, hidden: list(state.hidden), expanded: list(state.expanded),
    off: Object.freeze(off), path: state.path && Object.freeze([...state.path]) });
}

/** The function, computed on the first call only. */
function once(compute) {
  let kept;
  return () => (kept ??= { value: compute() }).value;
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// A page may open on something else than everything: its payload's `opening` is a patch of the start.
app.home = frozen({ ...START, ...(data.opening ?? {}), off: { ...START.off, ...(data.opening?.off ?? {}) } });
app.state = app.home;
const listeners = [];
const before = [];
const after = [];

app.on = (listener) => listeners.push(listener);

function become(state, url = true) {
  const old = app.state;
  app.state = state;
  if (url) writeAddress();
  for (const listener of listeners) listener(state, old);
}

app.set = (patch, { undo = true, url = true } = {}) => {
  const off = patch.off ? { ...app.state.off, ...patch.off } : app.state.off;
  const next = frozen({ ...app.state, ...patch, off });
  if (same(next, app.state)) return false;
  if (undo) {
    before.push(app.state);
    if (before.length > 200) before.shift();
    after.length = 0;
  }
  become(next, url);
  return true;
};

function back(from, to) {
  if (!from.length) return false;
  to.push(app.state);
  become(frozen({ ...from.pop(), view: app.state.view, theme: app.state.theme }));
  return true;
}
app.undo = () => back(before, after);
app.redo = () => back(after, before);
app.canUndo = () => before.length > 0;
app.canRedo = () => after.length > 0;
app.select = (id) => app.set({ selected: id ?? null });
/** Back to how the page opens; the view and the theme stay. */
app.reset = () => app.set({ ...app.home, view: app.state.view, theme: app.state.theme });
/** Whether the page is dark: by choice, else as the system is. */
app.isDark = () => (app.state.theme ? app.state.theme === 'dark' : dark.matches);

// --- the address ------------------------------------------------------------------------------------------------------

// Nodes and edges stand in the address by keys that hold when the page is made anew from a graph that has grown.
const keys = once(() => {
  const pairs = [...nodes, ...edges, ...(data.events ?? [])].map((item) => [item.id, item.key ?? item.id]);
  return { of: new Map(pairs), back: new Map(pairs.map(([id, key]) => [key, id])) };
});
const DAY = /^\d{4}-\d\d-\d\d$/;
const FIELDS = {
  view: ['view', 'word'], date: ['date', 'day'], undated: ['undated', 'flag'], ties: ['map-ties', 'flag'], selected: ['sel', 'id'], focus: ['focus', 'id'],
  depth: ['depth', 'number'], hidden: ['hide', 'ids'], expanded: ['expand', 'ids'], from: ['from', 'day'], to: ['to', 'day'],
  least: ['least', 'number'], sure: ['sure', 'number'], path: ['path', 'pair'], names: ['names', 'text'], theme: ['theme', 'word'],
};
const OFF = { kinds: 'no-ties', nodes: 'no-things', standings: 'no-standings', stances: 'no-stances', publishers: 'no-publishers' };
const WORDS = { view: ['network', 'map', 'timeline', 'table'], theme: ['light', 'dark'] };

const spell = (text) => encodeURIComponent(text.toWellFormed()).replaceAll('%2F', '/').replaceAll('%3A', ':');
const keyFor = (id) => spell(keys().of.get(id) ?? id);

function written(kind, value) {
  if (value === null) return '';
  if (kind === 'ids') return value.map(keyFor).sort().join(','); // by key: numbers change as a graph grows
  if (kind === 'pair') return value.map(keyFor).join(',');
  if (kind === 'id') return keyFor(value);
  if (kind === 'flag') return value ? 'yes' : 'no';
  return spell(String(value));
}

/** The state as the part of an address after #: only what differs from how the page opens. */
function hash(state) {
  const parts = [];
  for (const [name, [short, kind]] of Object.entries(FIELDS)) {
    if (!same(state[name], app.home[name])) parts.push(`${short}=${written(kind, state[name])}`);
  }
  // publishers may have no name: an empty word after a comma would be lost
  for (const [group, short] of Object.entries(OFF)) {
    if (!same(state.off[group], app.home.off[group])) parts.push(`${short}=${state.off[group].map((name) => spell(name) || '-').join(',')}`);
  }
  return parts.join('&');
}

function unspell(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** What an address says, checked: anything else than what the page could have written is passed over. */
function understood(text) {
  const said = new Map(text.replace(/^#/, '').split('&').filter((part) => part.includes('='))
    .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]));
  const state = { ...app.home };
  let unknown = 0;
  const id = (word) => {
    const known = keys().back.get(unspell(word));
    if (known === undefined) unknown += 1;
    return known ?? null;
  };
  const ids = (words) => words.split(',').filter(Boolean).map(id).filter((one) => one !== null);
  for (const [name, [short, kind]] of Object.entries(FIELDS)) {
    if (!said.has(short)) continue;
    const word = said.get(short);
    const pair = kind === 'pair' ? ids(word) : EMPTY;
    if (kind === 'ids') state[name] = ids(word);
    else if (kind === 'pair') state[name] = pair.length === 2 && pair.every((one) => !isEdge(byId.get(one))) ? pair : null;
    else if (word === '') state[name] = null;
    else if (kind === 'id') state[name] = id(word);
    else if (kind === 'day' && DAY.test(word)) state[name] = word;
    else if (kind === 'number' && /^[1-9]\d?$/.test(word)) state[name] = Number(word);
    else if (kind === 'flag') state[name] = word !== 'no';
    else if (kind === 'word' && WORDS[name].includes(word)) state[name] = word;
    else if (kind === 'text') state[name] = unspell(word);
  }
  for (const name of ['view', 'depth', 'least', 'sure', 'undated', 'ties']) state[name] ??= app.home[name];
  if (state.focus && (!byId.has(state.focus) || isEdge(byId.get(state.focus)))) state.focus = null;
  state.off = Object.fromEntries(Object.entries(OFF).map(([group, short]) => [group,
    said.has(short) ? said.get(short).split(',').filter(Boolean).map((word) => (word === '-' ? '' : unspell(word))) : app.home.off[group]]));
  return { state: frozen(state), unknown, anchor: said.size === 0 && text.length > 1 };
}

// A browser refuses a page that writes its address many times a second (the slider plays): then the last one counts.
let wrote = 0;
let waiting = null;
function writeAddress() {
  clearTimeout(waiting);
  const pause = 300 - (Date.now() - wrote);
  if (pause > 0) {
    waiting = setTimeout(writeAddress, pause);
    return;
  }
  wrote = Date.now();
  const address = `#${hash(app.state)}`;
  try {
    window.history.replaceState(null, '', address);
  } catch {
    // a page inside a frame of another may have no address to write
  }
}

app.link = () => `${location.href.split('#')[0]}#${hash(app.state)}`;

function fromAddress(address, { undo }) {
  const { state, unknown, anchor } = understood(address);
  if (anchor) return;
  app.missing = unknown; // how many things the address names that are not on this page
  if (undo) app.set(state);
  else app.state = state;
}

app.start = () => {
  fromAddress(location.hash, { undo: false });
  for (const listener of listeners) listener(app.state, null);
  // by what was typed: an address still waiting to be written may have taken its place already
  addEventListener('hashchange', ({ newURL }) => {
    clearTimeout(waiting);
    fromAddress(new URL(newURL).hash, { undo: true });
  });
  addEventListener('pagehide', () => { wrote = 0; writeAddress(); });
};
