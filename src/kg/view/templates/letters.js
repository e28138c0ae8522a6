// The names in the picture, where there is room: drawn on the canvas after vis-network has drawn signs and lines.

/** How much larger than usual the page's letters are: on a very large screen, or by choice. */
const letterSize = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

/** Draws on a canvas at the size of the screen, whatever the zoom, and keeps names from covering each other. */
class Lettering {
  constructor(context, scale) {
    this.context = context;
    this.unit = letterSize() / scale;
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

/** The sign beside an edge's mark: how firm it is, and whether the day leaves it open. */
function signOf(edge) {
  return look.standings[edge.standing].sign || (asOf(edge, app.state.date).sure ? '' : '~');
}

const MOST_LETTERS = 42; // of a tie's label on one line
/** The label of a tie on one line or two; what is longer ends in an ellipsis. */
function labelLines({ label }) {
  if (label.length <= MOST_LETTERS) return [label];
  const space = label.lastIndexOf(' ', MOST_LETTERS);
  const first = label.slice(0, space > MOST_LETTERS / 2 ? space : MOST_LETTERS);
  const rest = label.slice(first.length).trim();
  return [first, rest.length > MOST_LETTERS ? `${rest.slice(0, MOST_LETTERS - 1)}…` : rest];
}

function letter(context) {
  const scale = network.getScale();
  const pen = new Lettering(context, scale);
  const shown = [...drawn.nodes].filter((id) => network.body.nodes[id]).map((id) => byId.get(id));
  const selected = chosen();
  const at = network.getPositions(shown.map((node) => node.id));
  const stage = $('picture').getBoundingClientRect();
  const [start, end] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: stage.width, y: stage.height })];
  const view = { left: start.x, top: start.y, right: end.x, bottom: end.y };
  const buttons = $('closer').parentElement.getBoundingClientRect();
  const corner = (x, y) => network.DOMtoCanvas({ x: x - stage.left, y: y - stage.top });
  const [first, last] = [corner(buttons.left, buttons.top), corner(buttons.right, buttons.bottom)];
  pen.taken.push({ left: first.x, right: last.x, top: first.y, bottom: last.y });
  const radius = (node) => network.body.nodes[node.id].options.size;
  for (const node of shown) pen.keep(at[node.id].x, at[node.id].y, radius(node) * 0.9, radius(node) * 0.9);
  for (const node of shown) {
    if (node.code && radius(node) * scale >= 9.5) inside(pen, node, at[node.id], radius(node), near(node, selected) ? 1 : 0.3);
  }
  const lines = [...drawn.edges].filter((id) => network.body.edges[id]).map((id) => byId.get(id)); // vis-network may draw before it was told all
  for (const edge of lines) {
    const sign = signOf(edge);
    if (!sign) continue;
    const point = network.body.edges[edge.id].edgeType.getPoint(0.37);
    pen.lines([sign], point.x, point.y - 9 * pen.unit, 16,
      { force: true, weight: 700, color: shade(look.edges[asOf(edge, app.state.date).kind].color), alpha: near(edge, selected) ? 1 : 0.2 });
  }
  for (const bundle of bundles.values()) {
    const line = network.body.edges[bundle.id];
    if (!line) continue;
    const { x, y } = line.edgeType.getPoint(0.5);
    pen.lines([t('picture.ties', { count: bundle.ids.length })], x, y - 8 * pen.unit, 13,
      { force: true, weight: 700, alpha: near(bundle, selected) ? 1 : 0.3 });
  }
  const rank = (node) => (node === selected || node === hovered ? -1e6 : near(node, selected) && selected ? -1e3 : 0) - tiesOf.get(node.id).length;
  for (const node of [...shown].sort((a, b) => rank(a) - rank(b))) {
    const { x, y } = at[node.id];
    const below = y + radius(node) + 3 * pen.unit;
    const size = node.kind === 'state' ? 13 : 12;
    const options = { force: node === selected || node === hovered, weight: node.kind === 'state' ? 600 : 500, alpha: near(node, selected) ? 1 : 0.35 };
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
  const labelled = lines.filter((edge) => edge.label
    && (edge === hovered || (selected ? near(edge, selected) : !edge.treaty || roomy)));
  for (const edge of labelled.sort((a, b) => (b === selected) - (a === selected) || b.sources - a.sources)) {
    for (const along of [0.5, 0.62, 0.4]) {
      const point = network.body.edges[edge.id].edgeType.getPoint(along);
      if (pen.lines(labelLines(edge), point.x, point.y + 7 * pen.unit, 11.5, { color: shade(look.edges[asOf(edge, app.state.date).kind].color), weight: 600 })) break;
    }
  }
}

function inside(pen, node, point, radius, alpha) {
  pen.context.font = `700 ${radius * 0.72}px system-ui, "Noto Sans", sans-serif`;
  pen.context.textAlign = 'center';
  pen.context.textBaseline = 'middle';
  pen.context.fillStyle = pen.ink;
  pen.context.globalAlpha = alpha;
  pen.context.fillText(node.code, point.x, point.y + 0.5);
  pen.context.globalAlpha = 1;
}
