// The picture: vis-network draws signs and lines where the page says; names are drawn here, where there is room.
// Only what is visible, and of that what the level of detail draws, is given to vis-network: see sync().
let network = null;
let sheets = null;
let drawn = { nodes: new Set(), edges: new Set() };
let hovered = null;
let enlarged = 1;
let upright = false;
const painted = new Map(); // what vis-network was told of an item, so that only what changed is told again

const SIZES = { dot: 17, square: 15, diamond: 17, triangle: 15, triangleDown: 15, hexagon: 16 };
const chosen = () => byId.get(app.state.selected) ?? null;
const spot = (node) => (upright ? { x: -node.y, y: node.x } : { x: node.x, y: node.y });

/** Whether a node or an edge belongs to what is selected: it, its ends, or its neighbours. */
function near(item, selected = chosen()) {
  if (!selected || item === selected) return true;
  if (isEdge(selected)) return item.id === selected.from || item.id === selected.to;
  if (isEdge(item)) return item.from === selected.id || item.to === selected.id;
  return tiesOf.get(selected.id).some((edge) => edge.from === item.id || edge.to === item.id);
}

function visNode(node, selected) {
  const { shape, fill, line } = look.nodes[node.kind];
  const color = { background: shade(fill), border: shade(line) };
  const size = (SIZES[shape] ?? 14) + Math.min(6, Math.floor(tiesOf.get(node.id).length / 3));
  return { id: node.id, ...spot(node), shape, size: size * enlarged, opacity: near(node, selected) ? 1 : 0.3,
    color: { ...color, highlight: color, hover: color } };
}

/** The edge as vis-network draws it: its mark always there, pale unless firm, bent away from its siblings. */
function visEdge(edge, selected, visible) {
  const { color: shades, mark, at } = look.edges[asOf(edge, app.state.date).kind];
  const color = shade(shades);
  const opacity = (visible.dimmed.has(edge.id) ? 0.45 : 1) * (near(edge, selected) ? 1 : 0.18);
  const off = { enabled: false };
  const arrows = { to: off, middle: off, from: off };
  if (mark) for (const place of at === 'ends' ? ['from', 'to'] : [at]) arrows[place] = { enabled: true, type: mark, scaleFactor: 0.75 * enlarged ** 0.5 };
  return { id: edge.id, from: edge.from, to: edge.to, arrows, color: { color, highlight: color, hover: color, opacity },
    width: (1.6 + 0.7 * Math.min(edge.sources, 4)) * enlarged,
    smooth: edge.bend ? { enabled: true, type: edge.bend > 0 ? 'curvedCW' : 'curvedCCW', roundness: Math.abs(edge.bend) } : false };
}

// --- many ties between the same two -----------------------------------------------------------------------------------

const MOST_APART = 5; // so many ties of a pair are always drawn apart
const FEW = 60; // so many ties on a page are always drawn apart
const spread = new Set(); // pairs that somebody has spread out
let bundles = new Map(); // id of a bundle -> { id, from, to, ids }
const pairOf = (edge) => (edge.from < edge.to ? `b:${edge.from}:${edge.to}` : `b:${edge.to}:${edge.from}`);

/** What is drawn of these edges: most as they are, and where many tie the same two, one line with their number. */
function bundled(ids, selected) {
  bundles = new Map();
  if (ids.size <= FEW) return ids;
  const open = selected && isEdge(selected) ? pairOf(selected) : '';
  for (const id of ids) {
    const edge = byId.get(id);
    const pair = pairOf(edge);
    if (spread.has(pair) || pair === open) continue;
    if (!bundles.has(pair)) bundles.set(pair, { id: pair, from: edge.from, to: edge.to, ids: [] });
    bundles.get(pair).ids.push(id);
  }
  const inside = new Set();
  for (const [pair, bundle] of bundles) {
    if (bundle.ids.length <= MOST_APART) bundles.delete(pair);
    else for (const id of bundle.ids) inside.add(id);
  }
  return new Set([...[...ids].filter((id) => !inside.has(id)), ...bundles.keys()]);
}

const bundleWords = ({ from, to, ids }) => t('picture.bundle', { count: ids.length, from: byId.get(from).name, to: byId.get(to).name });

function visBundle(bundle, selected) {
  const color = getComputedStyle(document.documentElement).getPropertyValue('--soft').trim();
  const lit = !selected || selected.id === bundle.from || selected.id === bundle.to;
  return { id: bundle.id, from: bundle.from, to: bundle.to, arrows: { to: { enabled: false } }, smooth: false,
    color: { color, highlight: color, hover: color, opacity: lit ? 0.8 : 0.18 }, width: (3 + 0.35 * Math.min(bundle.ids.length, 20)) * enlarged };
}

/** Spread the ties of a bundle out, and list them. */
function openBundle(bundle) {
  spread.add(bundle.id);
  app.select(null);
  sync();
  showTies(bundleWords(bundle), bundle.ids.map((id) => byId.get(id)));
}

/** Bring vis-network to what is to be drawn now: what is gone is removed, what is new or looks different is told. */
function sync() {
  if (!sheets) return;
  const visible = app.visible();
  const selected = chosen();
  drawn = level.drawn(visible);
  const lines = bundled(drawn.edges, selected);
  const line = (id) => (bundles.has(id) ? visBundle(bundles.get(id), selected) : visEdge(byId.get(id), selected, visible));
  bring(sheets.edges, lines, line, true);
  bring(sheets.nodes, drawn.nodes, (id) => visNode(byId.get(id), selected));
  bring(sheets.edges, lines, line);
  count(visible);
}

function bring(sheet, ids, draw, onlyRemove = false) {
  const gone = sheet.getIds().filter((id) => !ids.has(id));
  if (gone.length) sheet.remove(gone);
  for (const id of gone) painted.delete(id);
  if (onlyRemove) return;
  const fresh = [];
  for (const id of ids) {
    const item = draw(id);
    const key = JSON.stringify(item);
    if (painted.get(id) === key) continue;
    painted.set(id, key);
    fresh.push(item);
  }
  if (fresh.length) sheet.update(fresh);
}

function count(visible) {
  const of = (shown, all, word) => (shown === all ? `${all} ${word}` : `${shown} of ${all} ${word}`);
  $('count').textContent = level.note(visible)
    || `${of(visible.nodes.size, nodes.length, texts.page.nodes)}, ${of(visible.edges.size, edges.length, texts.page.edges)}`;
}

/** Move the picture so that a node, or an edge between its ends, is in the middle. */
function centre(item) {
  const ends = isEdge(item) ? [byId.get(item.from), byId.get(item.to)] : [item];
  const at = ends.map(spot);
  const position = { x: at.reduce((sum, { x }) => sum + x, 0) / at.length, y: at.reduce((sum, { y }) => sum + y, 0) / at.length };
  network.moveTo({ position, scale: Math.max(network.getScale(), 0.7), animation: false });
  resize();
}

/** Show everything that is drawn, with room for the names around it and for the buttons above. */
function whole() {
  orient();
  const all = frameOfAll();
  if (!all) return;
  network.moveTo({ ...all, animation: false });
  resize();
}

/** The scale and the middle that show all that is drawn; null where nothing is, or the picture is not on the screen. */
function frameOfAll() {
  const shown = [...drawn.nodes].map((id) => byId.get(id));
  const stage = $('picture').getBoundingClientRect();
  if (!shown.length || !stage.width) return null;
  const side = Math.min(80, stage.width / 7);
  const above = 62;
  const below = 30 + 15 * Math.max(...shown.map((node) => node.lines.length));
  const at = shown.map(spot);
  const xs = at.map(({ x }) => x);
  const ys = at.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((stage.width - 2 * side) / (right - left || 1), (stage.height - above - below) / (bottom - top || 1), 1.25 * letterSize());
  return { scale: Math.max(scale, 0.005), position: { x: (left + right) / 2, y: (top + bottom) / 2 + (below - above) / 2 / scale } };
}

/** A picture that lies is set upright where the page is higher than wide. */
function orient(again = true) {
  const stage = $('picture').getBoundingClientRect();
  const wanted = stage.height > stage.width * 1.15;
  if (wanted === upright) return;
  upright = wanted;
  if (again) sync();
}

/** Signs grow when the picture shrinks, so that they can still be told apart and hit. */
const growth = (scale) => Math.min(40, Math.max(1, 0.62 / scale));
function resize() {
  const factor = growth(network.getScale());
  if (Math.abs(factor - enlarged) < 0.12 && factor !== 1 || factor === enlarged) return;
  enlarged = factor;
  sync();
}

/** What is drawn at first, turned and grown as it will be: so that it is given to vis-network once. */
function prepare() {
  drawn = level.drawn(app.visible());
  orient(false);
  const all = frameOfAll();
  if (all) enlarged = growth(all.scale);
}

// --- set-up -----------------------------------------------------------------------------------------------------------

function tip(item, pointer) {
  hovered = item;
  const box = $('tip');
  box.hidden = !item;
  if (!item) return;
  if (item.ids) {
    box.replaceChildren(el('p', {}, bundleWords(item)), el('p', { class: 'small' }, t('picture.spread')));
    lay(box, pointer);
    return;
  }
  const { status } = asOf(item, app.state.date);
  const second = isEdge(item) ? [item.types, status, item.events].filter(Boolean).join('; ')
    : [look.nodes[item.kind].label, item.types, status].filter(Boolean).join('; ');
  box.replaceChildren(el('p', {}, isEdge(item) ? item.says : item.name), el('p', { class: 'small' }, second));
  lay(box, pointer);
}

function lay(box, pointer) {
  const stage = $('picture').getBoundingClientRect();
  box.style.left = `${Math.max(4, Math.min(pointer.x + 14, stage.width - box.offsetWidth - 4))}px`;
  box.style.top = `${Math.max(4, Math.min(pointer.y + 14, stage.height - box.offsetHeight - 4))}px`;
}

const zoomBy = (factor) => {
  network.moveTo({ scale: network.getScale() * factor, animation: false });
  resize();
  lookAround();
};

/** Tell the level of detail which part of the picture is in view. */
function lookAround() {
  const stage = $('picture').getBoundingClientRect();
  const [start, end] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: stage.width, y: stage.height })];
  if (level.window({ left: start.x, top: start.y, right: end.x, bottom: end.y }, upright)) sync();
}

let clicked = null; // what was selected in the picture itself, which does not move for it

function openPicture() {
  sheets = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
  prepare();
  sync();
  network = new vis.Network($('picture'), sheets, data.options);
  glide(network, () => { resize(); lookAround(); });
  network.on('afterDrawing', letter);
  network.once('afterDrawing', () => { document.body.dataset.ready = 'yes'; });
  network.on('click', ({ nodes: [node], edges: [edge] }) => {
    clicked = node ?? edge ?? null;
    tip(null);
    if (bundles.has(clicked)) openBundle(bundles.get(clicked));
    else app.select(clicked);
    clicked = null;
  });
  network.on('hoverNode', ({ node, pointer }) => tip(byId.get(node), pointer.DOM));
  network.on('hoverEdge', ({ edge, pointer }) => tip(byId.get(edge) ?? bundles.get(edge), pointer.DOM));
  for (const event of ['blurNode', 'blurEdge', 'dragStart', 'zoom']) network.on(event, () => tip(null));
  $('closer').addEventListener('click', () => zoomBy(1.3));
  $('farther').addEventListener('click', () => zoomBy(1 / 1.3));
  $('whole').addEventListener('click', () => {
    spread.clear(); // what was spread out is bundled again
    sync();
    whole();
  });
  new ResizeObserver(() => { if (!chosen()) whole(); }).observe($('picture'));
  whole();
}

let pictured = null; // the state that the picture shows
const frameOf = ({ focus, depth, path, expanded, hidden, off }) => JSON.stringify([focus, depth, path, expanded, hidden, off.nodes]);

/** What a change of the state means for the picture; it may have changed more than once since the picture was seen. */
function redraw(state) {
  const old = pictured ?? app.home;
  pictured = state;
  const item = chosen();
  if (item) level.show(isEdge(item) ? [item.id, item.from, item.to] : [item.id]);
  sync();
  if (frameOf(state) !== frameOf(old)) whole();
  if (state.selected === old.selected) return;
  network.unselectAll();
  if (item && isEdge(item) && drawn.edges.has(item.id)) network.selectEdges([item.id]);
  else if (item && drawn.nodes.has(item.id)) network.selectNodes([item.id], false);
  if (item && item.id !== clicked) centre(item);
}

app.views.network = {
  draw(state) { if (network) redraw(state); },
  show() { if (network) network.redraw(); },
  hide() { tip(null); },
  /** Where each drawn node stands and how large it is, in units of the picture. */
  positions: () => new Map(sheets.nodes.get().map(({ id, x, y, size }) => [id, { x, y, size }])),
};

// For tests and scripts: where an edge or a node is on the page.
window.kgWhere = (id) => {
  const item = byId.get(id);
  const point = isEdge(item) ? (network.body.edges[id] ?? network.body.edges[pairOf(item)]).edgeType.getPoint(0.5) : network.getPositions([id])[id];
  const stage = $('picture').getBoundingClientRect();
  const at = network.canvasToDOM(point);
  return { x: stage.left + at.x, y: stage.top + at.y };
};

// Beside the picture, other views are filtered too: the header counts what is visible, whatever view is open.
app.on(({ view }) => {
  if (view === 'network') return;
  count(app.visible());
  // a page that opens in another view is ready without the picture
  requestAnimationFrame(() => { document.body.dataset.ready = 'yes'; });
});
