// The picture: vis-network draws signs and lines where the page says; names are drawn here, where there is room.
const MOST = 160; // beyond so many things only the best connected are drawn at first
const OPENING = 110;
const hidden = { edges: new Set(), nodes: new Set(), standings: new Set() };
const drawn = new Set([...nodes].sort((a, b) => tiesOf.get(b.id).length - tiesOf.get(a.id).length || (a.id < b.id ? -1 : 1))
  .slice(0, nodes.length > MOST ? OPENING : nodes.length).map((node) => node.id));
let selected = null;
let hovered = null;
let network = null;
let plain = []; // nodes and edges as pyvis wrote them
let lines = [];
let sheets = null;

const edgeShown = (edge) => !hidden.edges.has(edge.kind) && !hidden.standings.has(edge.standing)
  && !hidden.nodes.has(byId.get(edge.from).kind) && !hidden.nodes.has(byId.get(edge.to).kind);
const edgeDrawn = (edge) => edgeShown(edge) && drawn.has(edge.from) && drawn.has(edge.to);
const nodeShown = (node) => !hidden.nodes.has(node.kind) && drawn.has(node.id)
  && (tiesOf.get(node.id).some(edgeDrawn) || tiesOf.get(node.id).some(edgeShown) && nodes.length > MOST);

/** Whether a node or an edge belongs to what is selected: it, its ends, or its neighbours. */
function near(item) {
  if (!selected || item === selected) return true;
  if (isEdge(selected)) return item.id === selected.from || item.id === selected.to;
  if (isEdge(item)) return item.from === selected.id || item.to === selected.id;
  return tiesOf.get(selected.id).some((edge) => edge.from === item.id || edge.to === item.id);
}

function paint() {
  if (!sheets) return;
  sheets.nodes.update(nodes.map((node) => {
    const style = look.nodes[node.kind];
    const color = { background: shade(style.fill), border: shade(style.line) };
    return { id: node.id, hidden: !nodeShown(node), opacity: near(node) ? 1 : 0.3,
      color: { ...color, highlight: color, hover: color } };
  }));
  sheets.edges.update(edges.map((edge) => {
    const color = shade(look.edges[edge.kind].color);
    const opacity = (edge.standing === 'accepted' ? 1 : 0.45) * (near(edge) ? 1 : 0.18);
    return { id: edge.id, hidden: !edgeDrawn(edge), color: { color, highlight: color, hover: color, opacity } };
  }));
  const shownNodes = nodes.filter(nodeShown).length;
  const shownEdges = edges.filter(edgeDrawn).length;
  const of = (shown, all, word) => (shown === all ? `${all} ${word}` : `${shown} of ${all} ${word}`);
  $('count').textContent = `${of(shownNodes, nodes.length, look.texts.nodes)}, ${of(shownEdges, edges.length, look.texts.edges)}`
    + (drawn.size < nodes.length ? ' shown: find or click one to see its neighbours' : '');
}

function select(item, move = true) {
  selected = item;
  network.unselectAll();
  if (item && !isEdge(item)) {
    for (const edge of tiesOf.get(item.id)) drawn.add(edge.from).add(edge.to);
    drawn.add(item.id);
    network.selectNodes([item.id], false);
  } else if (item) {
    drawn.add(item.from).add(item.to);
    network.selectEdges([item.id]);
  }
  paint();
  if (item && move) {
    const ends = isEdge(item) ? [byId.get(item.from), byId.get(item.to)] : [item];
    const middle = { x: 0, y: 0 };
    const at = network.getPositions(ends.map((end) => end.id));
    for (const end of ends) {
      middle.x += at[end.id].x / ends.length;
      middle.y += at[end.id].y / ends.length;
    }
    network.moveTo({ position: middle, scale: Math.max(network.getScale(), 0.7), animation: false });
    resize();
  }
}

/** Shows everything that is drawn, with room for the names around it and for the buttons above. */
function whole() {
  const shown = nodes.filter(nodeShown);
  if (!shown.length) return;
  orient();
  const at = network.getPositions(shown.map((node) => node.id));
  const stage = $('picture').getBoundingClientRect();
  const side = Math.min(80, stage.width / 7);
  const above = 62;
  const below = 30 + 15 * Math.max(...shown.map((node) => node.lines.length));
  const xs = shown.map((node) => at[node.id].x);
  const ys = shown.map((node) => at[node.id].y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((stage.width - 2 * side) / (right - left || 1), (stage.height - above - below) / (bottom - top || 1), 1.25);
  network.moveTo({ scale: Math.max(scale, 0.05), animation: false,
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + (below - above) / 2 / scale } });
  resize();
}

let standing = false;
/** A picture that lies is set upright where the page is higher than wide. */
function orient() {
  const stage = $('picture').getBoundingClientRect();
  const upright = stage.height > stage.width * 1.15;
  if (upright === standing) return;
  standing = upright;
  sheets.nodes.update(nodes.map(({ id, x, y }) => (upright ? { id, x: -y, y: x } : { id, x, y })));
}

let enlarged = 1;
/** Signs grow when the picture shrinks, so that they can still be told apart and hit. */
function resize() {
  const factor = Math.min(3, Math.max(1, 0.62 / network.getScale()));
  if (Math.abs(factor - enlarged) < 0.12 && factor !== 1 || factor === enlarged) return;
  enlarged = factor;
  sheets.nodes.update(plain.map(({ id, size }) => ({ id, size: size * factor })));
  sheets.edges.update(lines.map(({ id, width, arrows }) => ({ id, width: width * factor,
    arrows: Object.fromEntries(Object.entries(arrows).map(([at, arrow]) => [at, { ...arrow, scaleFactor: arrow.scaleFactor * factor ** 0.5 }])) })));
}

// --- names, where there is room ---------------------------------------------------------------------------------------

/** Draws on a canvas at the size of the screen, whatever the zoom, and keeps names from covering each other. */
class Lettering {
  constructor(context, scale) {
    this.context = context;
    this.unit = 1 / scale;
    this.taken = [];
    const root = getComputedStyle(document.documentElement);
    this.ink = root.getPropertyValue('--ink').trim();
    this.ground = root.getPropertyValue('--ground').trim();
  }
  free(box) {
    return !this.taken.some((other) => box.left < other.right && box.right > other.left
      && box.top < other.bottom && box.bottom > other.top);
  }
  keep(x, y, halfWidth, halfHeight) {
    this.taken.push({ left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight });
  }
  font(pixels, weight = 500) {
    this.context.font = `${weight} ${pixels * this.unit}px system-ui, "Noto Sans", "Noto Sans CJK JP", sans-serif`;
    this.context.textAlign = 'center';
    this.context.textBaseline = 'middle';
  }
  /** Lines of text with their top at y; false, and nothing drawn, where they would cover something. */
  lines(texts, x, y, pixels, { force = false, within = null, weight = 500, color = this.ink, alpha = 1 } = {}) {
    this.font(pixels, weight);
    const step = pixels * 1.18 * this.unit;
    const half = Math.max(...texts.map((text) => this.context.measureText(text).width)) / 2 + 2 * this.unit;
    const box = { left: x - half, right: x + half, top: y, bottom: y + step * texts.length };
    if (!force && (!this.free(box) || (within && !within(box)))) return false;
    this.taken.push(box);
    this.context.globalAlpha = alpha;
    this.context.lineJoin = 'round';
    this.context.lineWidth = 3.5 * this.unit;
    this.context.strokeStyle = this.ground;
    this.context.fillStyle = color;
    texts.forEach((text, number) => {
      this.context.strokeText(text, x, y + step * (number + 0.5));
      this.context.fillText(text, x, y + step * (number + 0.5));
    });
    this.context.globalAlpha = 1;
    return true;
  }
}

function letter(context) {
  const scale = network.getScale();
  const pen = new Lettering(context, scale);
  const shown = nodes.filter(nodeShown);
  const at = network.getPositions(shown.map((node) => node.id));
  const stage = $('picture').getBoundingClientRect();
  const [start, end] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: stage.width, y: stage.height })];
  const view = { left: start.x, top: start.y, right: end.x, bottom: end.y };
  const radius = (node) => network.body.nodes[node.id].options.size;
  for (const node of shown) pen.keep(at[node.id].x, at[node.id].y, radius(node) * 0.9, radius(node) * 0.9);
  for (const node of shown) {
    if (node.code && radius(node) * scale >= 9.5) inside(pen, node, at[node.id], radius(node));
  }
  const signs = edges.filter((edge) => edgeDrawn(edge) && look.standings[edge.standing].sign);
  for (const edge of signs) {
    const point = network.body.edges[edge.id].edgeType.getPoint(0.37);
    pen.lines([look.standings[edge.standing].sign], point.x, point.y - 9 * pen.unit, 16,
      { force: true, weight: 700, color: shade(look.edges[edge.kind].color), alpha: near(edge) ? 1 : 0.2 });
  }
  const rank = (node) => (node === selected || node === hovered ? -1e6 : near(node) && selected ? -1e3 : 0) - tiesOf.get(node.id).length;
  for (const node of [...shown].sort((a, b) => rank(a) - rank(b))) {
    const { x, y } = at[node.id];
    const below = y + radius(node) + 3 * pen.unit;
    const size = node.kind === 'state' ? 13 : 12;
    const options = { force: node === selected || node === hovered, weight: node.kind === 'state' ? 600 : 500, alpha: near(node) ? 1 : 0.35 };
    const above = y - radius(node) - (3 + size * 1.18 * node.lines.length) * pen.unit;
    const middle = y - size * 0.59 * node.lines.length * pen.unit;
    pen.font(size, options.weight);
    const aside = Math.max(...node.lines.map((line) => pen.context.measureText(line).width)) / 2 + radius(node) + 5 * pen.unit;
    const spots = [[x, below], [x, above], [x + aside, middle], [x - aside, middle]];
    const within = ({ left, right, top, bottom }) => left > view.left && right < view.right && top > view.top && bottom < view.bottom;
    if (spots.some(([left, top]) => pen.lines(node.lines, left, top, size, { ...options, force: false, within }))) continue;
    if (options.force && pen.lines(node.lines, x, below, size, options)) continue;
    if (node.code && radius(node) * scale < 9.5) pen.lines([node.code], x, below, 12, options);
  }
  const roomy = scale > 0.95;
  const labelled = edges.filter((edge) => edge.label && edgeDrawn(edge)
    && (edge === hovered || (selected ? near(edge) : !edge.treaty || roomy)));
  for (const edge of labelled.sort((a, b) => (b === selected) - (a === selected) || b.sources - a.sources)) {
    const text = edge.label.length > 42 ? edge.label.slice(0, 41) + '…' : edge.label;
    for (const along of [0.5, 0.62, 0.4]) {
      const point = network.body.edges[edge.id].edgeType.getPoint(along);
      if (pen.lines([text], point.x, point.y + 7 * pen.unit, 11.5, { color: shade(look.edges[edge.kind].color), weight: 600 })) break;
    }
  }
}

function inside(pen, node, point, radius) {
  pen.context.font = `700 ${radius * 0.72}px system-ui, "Noto Sans", sans-serif`;
  pen.context.textAlign = 'center';
  pen.context.textBaseline = 'middle';
  pen.context.fillStyle = pen.ink;
  pen.context.globalAlpha = near(node) ? 1 : 0.3;
  pen.context.fillText(node.code, point.x, point.y + 0.5);
  pen.context.globalAlpha = 1;
}

// --- set-up -----------------------------------------------------------------------------------------------------------

function tip(item, pointer) {
  hovered = item;
  const box = $('tip');
  box.hidden = !item;
  if (!item) return;
  const second = isEdge(item) ? [item.types, item.status, item.events].filter(Boolean).join('; ')
    : [look.nodes[item.kind].label, item.types, item.status].filter(Boolean).join('; ');
  box.replaceChildren(el('p', {}, isEdge(item) ? item.says : item.name), el('p', { class: 'small' }, second));
  const stage = $('picture').getBoundingClientRect();
  box.style.left = `${Math.max(4, Math.min(pointer.x + 14, stage.width - box.offsetWidth - 4))}px`;
  box.style.top = `${Math.max(4, Math.min(pointer.y + 14, stage.height - box.offsetHeight - 4))}px`;
}

function openPicture(choose) {
  ({ nodes: plain, edges: lines } = read('kg-network'));
  sheets = { nodes: new vis.DataSet(plain), edges: new vis.DataSet(lines) };
  paint();
  network = new vis.Network($('picture'), sheets, read('kg-options'));
  network.on('afterDrawing', letter);
  network.once('afterDrawing', () => { document.body.dataset.ready = 'yes'; });
  network.on('click', ({ nodes: [node], edges: [edge] }) => choose(byId.get(node ?? edge) ?? null, false));
  network.on('hoverNode', ({ node, pointer }) => tip(byId.get(node), pointer.DOM));
  network.on('hoverEdge', ({ edge, pointer }) => tip(byId.get(edge), pointer.DOM));
  network.on('zoom', () => requestAnimationFrame(resize));
  for (const event of ['blurNode', 'blurEdge', 'dragStart', 'zoom']) network.on(event, () => tip(null));
  const zoom = (factor) => {
    network.moveTo({ scale: network.getScale() * factor, animation: false });
    resize();
  };
  $('closer').addEventListener('click', () => zoom(1.3));
  $('farther').addEventListener('click', () => zoom(1 / 1.3));
  $('whole').addEventListener('click', whole);
  dark.addEventListener('change', paint);
  new ResizeObserver(() => { if (!selected) whole(); }).observe($('picture'));
  whole();
}
