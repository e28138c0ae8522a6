// What is seen as a scene of paths and words, and a scene as SVG or PNG. The picture is written anew from positions, not
// copied from the screen: sharp at any size, with title, date and legend. No string is parsed as markup.
//
// A scene: { width, height, items }; an item is a path { d, fill, stroke, width, opacity, turn } or words
// { text, x, y, size, weight, fill, anchor, halo, opacity }. `turn` is a matrix [a, b, c, d, e, f].

const FONT = '"Noto Sans", "Noto Sans CJK JP", "DejaVu Sans", Arial, sans-serif';
const EDGE_ROOM = 46;
const shadeOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const pens = once(() => document.createElement('canvas').getContext('2d'));

function widthOf(text, size, weight = 500) {
  pens().font = `${weight} ${size}px ${FONT}`;
  return pens().measureText(text).width;
}

// --- signs and lines --------------------------------------------------------------------------------------------------

const corners = (count, radius, turn, inner = 1) => Array.from({ length: count }, (_, number) => {
  const angle = turn + (number * 2 * Math.PI) / count;
  const far = radius * (number % 2 ? inner : 1);
  return `${(far * Math.cos(angle)).toFixed(2)} ${(far * Math.sin(angle)).toFixed(2)}`;
});
const polygon = (points) => `M${points.join('L')}Z`;
const OUTLINES = {
  dot: (r) => `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`,
  square: (r) => `M${-r} ${-r}H${r}V${r}H${-r}Z`,
  diamond: (r) => polygon(corners(4, r, -Math.PI / 2)),
  triangle: (r) => polygon(corners(3, r * 1.15, -Math.PI / 2)),
  triangleDown: (r) => polygon(corners(3, r * 1.15, Math.PI / 2)),
  hexagon: (r) => polygon(corners(6, r, 0)),
  star: (r) => polygon(corners(10, r, -Math.PI / 2, 0.45)),
};

/** The curve of an edge as vis-network bends it: start, control point, end. */
function curve(edge, from, to) {
  const round = Math.abs(edge.bend ?? 0);
  if (!round) return [from, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, to];
  const [dx, dy] = [to.x - from.x, from.y - to.y];
  const reach = (round / 2 + 0.5) * Math.hypot(dx, dy);
  const angle = Math.atan2(dy, dx) + ((edge.bend > 0 ? round : -round) * 0.5 + 0.5) * Math.PI;
  return [from, { x: from.x + reach * Math.sin(angle), y: from.y + reach * Math.cos(angle) }, to];
}

const pointOn = ([a, b, c], along) => {
  const back = 1 - along;
  return { x: back * back * a.x + 2 * back * along * b.x + along * along * c.x, y: back * back * a.y + 2 * back * along * b.y + along * along * c.y };
};

/** Where the curve comes out of a sign of a radius around its end. */
function beforeEnd(line, radius) {
  for (let along = 1; along > 0.5; along -= 0.01) {
    const { x, y } = pointOn(line, along);
    if (Math.hypot(x - line[2].x, y - line[2].y) >= radius) return along;
  }
  return 0.75;
}

function markOn(line, along, mark, fill, opacity) {
  const at = pointOn(line, along);
  const [behind, ahead] = [pointOn(line, along - 0.02), pointOn(line, along + 0.02)];
  const angle = Math.atan2(ahead.y - behind.y, ahead.x - behind.x);
  const [cos, sin] = [Math.cos(angle) * 1.15, Math.sin(angle) * 1.15];
  return { d: MARKS[mark] ?? MARKS.box, fill, opacity, turn: [cos, sin, -sin, cos, at.x, at.y] };
}

/** Words with a box that no other words cover; null where there is no room. */
class Room {
  constructor() { this.taken = []; }
  keep(box) { this.taken.push(box); }
  free(box) { return !this.taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top); }
  take(lines, spots, size, weight) {
    const half = Math.max(...lines.map((line) => widthOf(line, size, weight))) / 2 + 1;
    const high = size * 1.2 * lines.length;
    for (const [x, top] of spots(half, high)) {
      const box = { left: x - half, right: x + half, top, bottom: top + high };
      if (!this.free(box)) continue;
      this.keep(box);
      return lines.map((text, number) => ({ text, x, y: top + size * (0.95 + 1.2 * number), size, weight }));
    }
    return null;
  }
}

// --- the network ------------------------------------------------------------------------------------------------------

function edgeItems(edge, at, radius, room, dimmed) {
  const { color, mark, at: where } = look.edges[app.kind(edge)];
  const paint = shade(color);
  const opacity = dimmed ? 0.5 : 1;
  const line = curve(edge, at.get(edge.from), at.get(edge.to));
  const [a, b, c] = line.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
  const items = [{ d: `M${a}Q${b} ${c}`, stroke: paint, width: 1.6 + 0.7 * Math.min(edge.sources, 4), opacity }];
  const backwards = [...line].reverse();
  const places = { middle: [0.5], to: [beforeEnd(line, radius(edge.to) + 8)], from: [1 - beforeEnd(backwards, radius(edge.from) + 8)] };
  places.ends = [...places.from, ...places.to];
  if (mark) items.push(...places[where].map((along) => markOn(line, along, mark, paint, opacity)));
  const sign = signOf(edge);
  if (sign) {
    const { x, y } = pointOn(line, 0.37);
    items.push({ text: sign, x, y: y - 4, size: 15, weight: 700, fill: paint, halo: true });
    room.keep({ left: x - 7, right: x + 7, top: y - 18, bottom: y });
  }
  return items;
}

function nodeItems(node, { x, y }, r) {
  const { shape, fill, line } = look.nodes[node.kind];
  const items = [{ d: (OUTLINES[shape] ?? OUTLINES.dot)(r), fill: shade(fill), stroke: shade(line), width: 2, turn: [1, 0, 0, 1, x, y] }];
  if (node.code) items.push({ text: node.code, x, y: y + r * 0.26, size: r * 0.72, weight: 700, fill: shadeOf('--ink') });
  return items;
}

/** Where the drawn things stand now, moved by hand or not. */
const placesOf = () => new Map(Object.entries(network.getPositions([...drawn.nodes])));

function networkScene() {
  const visible = app.visible();
  const at = placesOf();
  const ids = [...at.keys()].filter((id) => visible.nodes.has(id));
  const ties = edges.filter((edge) => visible.edges.has(edge.id) && at.has(edge.from) && at.has(edge.to));
  const radius = (id) => (SIZES[look.nodes[byId.get(id).kind].shape] ?? 14) + Math.min(6, Math.floor(tiesOf.get(id).length / 3));
  const room = new Room();
  for (const id of ids) room.keep({ left: at.get(id).x - radius(id), right: at.get(id).x + radius(id), top: at.get(id).y - radius(id), bottom: at.get(id).y + radius(id) });
  const items = ties.flatMap((edge) => edgeItems(edge, at, radius, room, visible.dimmed.has(edge.id)));
  const ink = shadeOf('--ink');
  const words = [];
  for (const id of [...ids].sort((a, b) => tiesOf.get(b).length - tiesOf.get(a).length || order(a, b))) {
    const [node, { x, y }, r] = [byId.get(id), at.get(id), radius(id)];
    items.push(...nodeItems(node, { x, y }, r));
    const size = node.kind === 'state' ? 13 : 12;
    const spots = (half, high) => [[x, y + r + 3], [x, y - r - 3 - high], [x + r + half + 4, y - high / 2], [x - r - half - 4, y - high / 2]];
    const lines = room.take(node.lines, spots, size, 600) ?? (node.code ? null : room.take([node.lines[0]], spots, size, 600));
    if (lines) words.push(...lines.map((line) => ({ ...line, fill: ink, halo: true })));
  }
  for (const edge of ties.filter(({ label }) => label).sort((a, b) => b.sources - a.sources || order(a.id, b.id))) {
    const line = curve(edge, at.get(edge.from), at.get(edge.to));
    const spots = (half, high) => [0.5, 0.62, 0.4].map((along) => pointOn(line, along)).map(({ x, y }) => [x, y + 5, high]);
    const lines = room.take(labelLines(edge), spots, 11, 600);
    if (lines) words.push(...lines.map((one) => ({ ...one, fill: shade(look.edges[app.kind(edge)].color), halo: true })));
  }
  return framed([...items, ...words], room.taken, { kinds: new Set(ties.map(app.kind)), nodes: new Set(ids.map((id) => byId.get(id).kind)), standings: new Set(ties.map(app.standing)) });
}

// --- title and legend -------------------------------------------------------------------------------------------------

/** What a reader of the saved picture must know: what it shows, as of when, and what was left out. */
function caption() {
  const { nodes: things, edges: ties } = app.visible();
  return [document.querySelector('h1').textContent, [
    level.note(app.visible()) || t('export.counts', { things: things.size, ties: ties.size, all: edges.length }),
    app.state.date ? t('export.as_of', { date: app.state.date }) : '', ...narrowings(app.state).map(({ words }) => words),
    document.querySelector('.meta').lastElementChild.textContent,
  ].filter(Boolean).join(' · ')];
}

function folded(text, width, size) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && widthOf(longer, size) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

const inOrder = (group) => (look.order?.[group] ?? Object.keys(look[group])).map((kind) => [kind, look[group][kind]]);

function legendItems(used, width, top) {
  const [ink, items] = [shadeOf('--ink'), []];
  const entries = [
    ...inOrder('edges').filter(([kind]) => used.kinds.has(kind)).map(([, { label, color, mark, at }]) => ({ label, draw: (x, y) => [
      { d: `M${x} ${y}h50`, stroke: shade(color), width: 3 },
      ...(mark ? MARK_PLACES[at].map((along) => ({ d: MARKS[mark] ?? MARKS.box, fill: shade(color), turn: [1, 0, 0, 1, x - 3 + along, y] })) : [])] })),
    ...inOrder('standings').filter(([name, { sign }]) => sign && used.standings.has(name)).map(([, { label, sign }]) => ({ label, draw: (x, y) => [
      { d: `M${x} ${y}h50`, stroke: ink, width: 3, opacity: 0.5 }, { text: sign, x: x + 18, y: y - 1, size: 16, weight: 700, fill: ink, halo: true }] })),
    ...inOrder('nodes').filter(([kind]) => used.nodes.has(kind)).map(([, { label, shape, fill, line }]) => ({ label, draw: (x, y) => [
      { d: (OUTLINES[shape] ?? OUTLINES.dot)(8), fill: shade(fill), stroke: shade(line), width: 2, turn: [1, 0, 0, 1, x + 25, y] }] })),
  ];
  const wide = Math.max(...entries.map(({ label }) => widthOf(label, 12, 400)), 0) + 90;
  const columns = Math.max(1, Math.floor((width - 2 * EDGE_ROOM) / wide));
  entries.forEach(({ label, draw }, number) => {
    const [x, y] = [EDGE_ROOM + (number % columns) * wide, top + 24 * Math.floor(number / columns)];
    items.push(...draw(x, y), { text: label, x: x + 60, y: y + 4, size: 12, weight: 400, fill: ink, anchor: 'start' });
  });
  return { items, high: 24 * Math.ceil(entries.length / columns) };
}

/** Items moved so that they start at the top left, with the title above and the legend below. */
function framed(items, boxes, used) {
  const box = { left: Math.min(...boxes.map(({ left }) => left), 0), right: Math.max(...boxes.map(({ right }) => right), 1),
    top: Math.min(...boxes.map(({ top }) => top), 0), bottom: Math.max(...boxes.map(({ bottom }) => bottom), 1) };
  const width = Math.max(640, box.right - box.left + 2 * EDGE_ROOM);
  const [title, below] = caption();
  const heading = [...folded(title, width - 2 * EDGE_ROOM, 22).map((text) => ({ text, size: 22, weight: 700 })),
    ...folded(below, width - 2 * EDGE_ROOM, 13).map((text) => ({ text, size: 13, weight: 400 }))];
  let y = 26;
  const head = heading.map((line) => {
    y += line.size * 1.35;
    return { ...line, x: EDGE_ROOM, y, fill: shadeOf('--ink'), anchor: 'start' };
  });
  const [dx, dy] = [(width - (box.right - box.left)) / 2 - box.left, y + 40 - box.top];
  const key = legendItems(used, width, box.bottom + dy + 50);
  return { width, height: box.bottom + dy + 60 + key.high, items: [...head, ...items.map((item) => moved(item, dx, dy)), ...key.items] };
}

function moved(item, dx, dy) {
  if (item.text !== undefined) return { ...item, x: item.x + dx, y: item.y + dy };
  const [a, b, c, d, e, f] = item.turn ?? [1, 0, 0, 1, 0, 0];
  return { ...item, turn: [a, b, c, d, e + dx, f + dy] };
}

// --- a scene from an SVG of the page (map, timeline) ------------------------------------------------------------------

const number = (element, name) => Number(element.getAttribute(name) ?? 0);
const DRAWN = {
  path: (one) => one.getAttribute('d'),
  circle: (one) => `M${number(one, 'cx') - number(one, 'r')} ${number(one, 'cy')}a${number(one, 'r')} ${number(one, 'r')} 0 1 0 ${2 * number(one, 'r')} 0a${number(one, 'r')} ${number(one, 'r')} 0 1 0 ${-2 * number(one, 'r')} 0Z`,
  line: (one) => `M${number(one, 'x1')} ${number(one, 'y1')}L${number(one, 'x2')} ${number(one, 'y2')}`,
  rect: (one) => `M${number(one, 'x')} ${number(one, 'y')}h${number(one, 'width')}v${number(one, 'height')}h${-number(one, 'width')}Z`,
  polygon: (one) => `M${one.getAttribute('points')}Z`,
  polyline: (one) => `M${one.getAttribute('points')}`,
};

function sceneOf(drawing) {
  const { width, height } = drawing.getBoundingClientRect();
  const items = [];
  const colour = (value) => (value === 'none' || value === 'rgba(0, 0, 0, 0)' ? undefined : value);
  for (const one of drawing.querySelectorAll('path, circle, line, rect, polygon, polyline, text')) {
    const style = getComputedStyle(one);
    const matrix = one.getCTM();
    if (!matrix || style.display === 'none' || style.visibility === 'hidden' || one.closest('defs, clipPath, [hidden]') || !one.getClientRects().length) continue;
    const { a, b, c, d, e, f } = matrix;
    let opacity = 1;
    for (let up = one; up && up !== drawing; up = up.parentElement) opacity *= Number(getComputedStyle(up).opacity);
    if (one.localName === 'text') {
      items.push(...wordsOf(one, matrix).map((words) => ({ ...words, size: parseFloat(style.fontSize) * Math.hypot(a, b), weight: style.fontWeight,
        fill: colour(style.fill), anchor: 'start', halo: style.paintOrder.startsWith('stroke'), opacity })));
    } else if (DRAWN[one.localName](one)) {
      items.push({ d: DRAWN[one.localName](one), fill: colour(style.fill), stroke: colour(style.stroke), width: parseFloat(style.strokeWidth),
        dash: style.strokeDasharray === 'none' ? undefined : style.strokeDasharray, opacity, turn: [a, b, c, d, e, f],
        steady: style.vectorEffect === 'non-scaling-stroke' });
    }
  }
  return titled(items, width, height);
}

/** The words of a text, each stretch where it stands: a line of several has several stretches. */
function wordsOf(one, matrix) {
  const found = [];
  let at = 0;
  for (const part of one.childNodes) {
    const text = part.nodeType === Node.TEXT_NODE || part.localName === 'tspan' ? part.textContent : '';
    if (text && at < one.getNumberOfChars()) {
      const { x, y } = new DOMPoint(one.getStartPositionOfChar(at).x, one.getStartPositionOfChar(at).y).matrixTransform(matrix);
      found.push({ text, x, y });
    }
    at += text.length;
  }
  return found;
}

/** A drawing with the title above and the legend below, which cover what reaches beyond its window. */
function titled(items, width, height) {
  const [title, below] = caption();
  const [ground, fill] = [shadeOf('--ground'), shadeOf('--ink')];
  let y = 6;
  const head = [{ text: title, size: 18, weight: 700 }, ...folded(below, width - 24, 12).map((text) => ({ text, size: 12, weight: 400 }))].map((line) => {
    y += line.size * 1.4;
    return { ...line, x: 12, y, fill, anchor: 'start' };
  });
  const top = y + 12;
  const { edges: ties, nodes: things } = app.visible();
  const shown = [...ties].map((id) => byId.get(id));
  const key = legendItems({ kinds: new Set(shown.map(app.kind)), nodes: new Set([...things].map((id) => byId.get(id).kind)), standings: new Set(shown.map(app.standing)) }, width, top + height + 26);
  const cover = (from, high) => ({ d: `M0 ${from}h${width}v${high}h${-width}Z`, fill: ground });
  return { width, height: top + height + 30 + key.high, items: [...items.map((item) => moved(item, 0, top)), cover(0, top), cover(top + height, 30 + key.high), ...head, ...key.items] };
}

/** What is seen now, as a scene. The table shows the same ties as the network, whose picture is taken for it. */
function sceneNow() {
  const drawing = app.views[app.state.view].scene?.();
  return drawing ? sceneOf(drawing) : networkScene();
}

// --- writers ----------------------------------------------------------------------------------------------------------

// Characters that XML 1.0 does not allow, and halves of pairs.
const lawful = (text) => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');

function svgText({ width, height, items }) {
  const ground = shadeOf('--ground');
  const root = svg('svg', { viewBox: `0 0 ${width.toFixed(0)} ${height.toFixed(0)}`, width: width.toFixed(0), height: height.toFixed(0), 'font-family': FONT.replaceAll('"', "'") });
  const put = (parent, tag, attributes, text) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, typeof value === 'number' ? String(Math.round(value * 100) / 100) : value);
    if (text !== undefined) element.textContent = lawful(text);
    parent.append(element);
  };
  put(root, 'title', {}, caption().join('. '));
  put(root, 'rect', { width: '100%', height: '100%', fill: ground });
  for (const item of items) {
    if (item.text === undefined) {
      put(root, 'path', { d: item.d, fill: item.fill ?? 'none', stroke: item.stroke, 'stroke-width': item.stroke && item.width, 'stroke-dasharray': item.dash,
        'stroke-linejoin': 'round', 'vector-effect': item.steady ? 'non-scaling-stroke' : undefined, opacity: item.opacity === 1 ? undefined : item.opacity,
        transform: item.turn && `matrix(${item.turn.map((one) => Math.round(one * 1000) / 1000).join(' ')})` });
      continue;
    }
    put(root, 'text', { x: item.x, y: item.y, 'font-size': item.size, 'font-weight': item.weight, fill: item.fill, 'text-anchor': item.anchor ?? 'middle',
      opacity: item.opacity === 1 ? undefined : item.opacity, ...(item.halo ? { stroke: ground, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' } : {}) }, item.text);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

const MOST_PIXELS = 40e6;

function canvasOf({ width, height, items }) {
  const scale = Math.min(2, Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = el('canvas', { width: Math.round(width * scale), height: Math.round(height * scale) });
  const pen = canvas.getContext('2d');
  const ground = shadeOf('--ground');
  pen.fillStyle = ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.lineJoin = 'round';
  for (const item of items) {
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.globalAlpha = item.opacity ?? 1;
    if (item.text === undefined) {
      if (item.turn) pen.transform(...item.turn);
      const path = new Path2D(item.d);
      pen.setLineDash(item.dash ? item.dash.split(/[ ,]+/).map(parseFloat) : []);
      if (item.fill) { pen.fillStyle = item.fill; pen.fill(path); }
      if (item.stroke) {
        pen.strokeStyle = item.stroke;
        pen.lineWidth = item.steady ? item.width / Math.hypot(item.turn[0], item.turn[1]) : item.width;
        pen.stroke(path);
      }
      continue;
    }
    pen.setLineDash([]);
    pen.font = `${item.weight} ${item.size}px ${FONT}`;
    pen.textAlign = { start: 'left', middle: 'center', end: 'right' }[item.anchor ?? 'middle'];
    if (item.halo) { pen.strokeStyle = ground; pen.lineWidth = 3; pen.strokeText(item.text, item.x, item.y); }
    pen.fillStyle = item.fill;
    pen.fillText(item.text, item.x, item.y);
  }
  return canvas;
}
