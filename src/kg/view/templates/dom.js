// The page's data, its words, and elements. Text reaches the page as text only: there is no innerHTML anywhere, and the
// page's policy (trusted types) makes every such sink throw. All scripts are one function: what is named here is known
// in all of them.
const read = (id) => unpack(JSON.parse(document.getElementById(id).textContent));
const data = read('kg-data');
const { nodes, edges, look, texts } = data;
const byId = new Map([...nodes, ...edges].map((item) => [item.id, item]));
const $ = (id) => document.getElementById(id);
const isEdge = (item) => item.from !== undefined;

/** What the parts share. `state`, `set`, `undo`, `on` and `visible` come with state.js and filter.js. */
const app = {
  data,
  node: (id) => byId.get(id),
  edge: (id) => byId.get(id),
  views: {},
  actions: [],
  /** Claims, documents, references, flags and what draws nothing; read when first asked for. */
  claims() {
    app.known ??= read('kg-claims');
    return app.known;
  },
  /** Tell a screen reader. */
  tell(words) {
    $('status').textContent = words;
  },
};

/** A word of texts.toml: `t('panel.claims', { count: 3 })`. */
function t(key, values = {}) {
  const [section, name] = key.split('.');
  const of = texts[section] ?? {};
  const words = (values.count === 1 ? of[`${name}_one`] : undefined) ?? of[name] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, value) => (Object.hasOwn(values, value) ? String(values[value]) : whole));
}

/** A function that does something in the next frame, once, however often it is called before. */
function onceAFrame(act) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; act(); });
  };
}

/** An element with properties (`class`, attributes, `onclick`) and children (elements or strings). */
function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false || value === null) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null && child !== ''));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The exact words of a document, with characters that have no shape or turn the line around shown as what they are. */
function exact(words) {
  const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
  const parts = [];
  let from = 0;
  for (const match of words.matchAll(unseen)) {
    const code = 'U+' + match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    parts.push(words.slice(from, match.index), el('span', { class: 'unseen' }, code));
    from = match.index + match[0].length;
  }
  return [...parts, words.slice(from)];
}

/** A link, for http and https addresses only; anything else stays text. */
function outward(address, words = address) {
  let safe = false;
  try {
    safe = ['http:', 'https:'].includes(new URL(address).protocol);
  } catch {
    safe = false;
  }
  return safe ? el('a', { href: address, rel: 'noopener noreferrer nofollow', target: '_blank' }, words)
    : el('span', {}, address);
}

const dark = matchMedia('(prefers-color-scheme: dark)');
const shade = (pair) => pair[app.isDark() ? 1 : 0];
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const tiesOf = new Map(nodes.map((node) => [node.id, []]));
for (const edge of edges) {
  tiesOf.get(edge.from).push(edge);
  if (edge.to !== edge.from) tiesOf.get(edge.to).push(edge);
}

// --- as of a day ------------------------------------------------------------------------------------------------------

/**
 * What holds of a node or an edge on a day ('YYYY-MM-DD'; null: what the page says without a day).
 * Spans were computed in Python: { from, sure, to, status, says, kind, claims }, days included, null where open; see
 * payload.py.
 * Returns { on, sure, status, kind, span }: `on` false where nothing held; `sure` false between the first and the last
 * day that an unsharp date may mean, and where the sources tell no date.
 */
function asOf(item, date) {
  const now = { on: true, sure: true, kind: item.kind, status: item.status, span: null };
  if (!date || !item.spans) return now;
  const span = item.spans.findLast((one) => (!one.from || one.from <= date) && (!one.to || date <= one.to));
  if (!span) return { ...now, on: false };
  const sure = span.status !== 'undated' && (!span.sure || span.sure <= date);
  return { on: true, sure, kind: span.kind ?? item.kind, status: span.says ?? item.status, span };
}
app.asOf = asOf;
