// The map: features, seas and states where they are, and what happened there; outlines of land alone, no borders.
// Everything is placed by a projection of d3-geo once; moving and zooming only moves what is there.
const WORLD = 1000; // width of the projected world
const CLOSEST = 400; // how much larger than the world in the window
const LEAST = 75; // width of the least part of the world that a map opens on
const STEP = 60; // pixels that an arrow key moves
const CONTESTED = ['feature', 'area']; // kinds of things that bear all their names

app.views.map = (() => {
  const box = $('map');
  let made = null;
  return {
    show() {},
    hide() {},
    draw(state, visible) {
      if (!box) return;
      made ??= openMap(box);
      made.draw(state, visible);
    },
    /** The map as an SVG element, for saving; null where nothing is placed. */
    scene: () => made?.paper ?? null,
    /** Bring a thing, or both ends of a tie, into view. */
    reveal: (id) => made?.reveal(id),
  };
})();

function openMap(box) {
  const placed = nodes.filter((node) => node.at);
  if (!placed.length && !(data.events ?? []).some((event) => event.at) || !$('kg-land')) {
    box.replaceChildren(el('p', { class: 'notice' }, t('map.none')));
    return { draw() {}, paper: null, reveal() {} };
  }
  const topology = read('kg-land');
  const land = topojson.feature(topology, topology.objects.land);
  const projection = d3.geoEqualEarth().rotate([-middle([...placed, ...(data.events ?? [])].filter((one) => one.at).map((one) => one.at[0])), 0])
    .fitWidth(WORLD, { type: 'Sphere' });
  const trace = d3.geoPath(projection);
  const where = (at) => { const [x, y] = projection(at); return { x, y }; };
  const spots = new Map(placed.map((node) => [node.id, where(node.at)]));

  const id = 'map-paper';
  const ground = svg('g', { class: 'ground' });
  ground.append(svg('path', { class: 'water', d: trace({ type: 'Sphere' }) }), svg('path', { class: 'grid', d: trace(d3.geoGraticule10()) }),
    svg('path', { class: 'land', d: trace(land) }));
  const [ties, marks, labels] = ['map-ties', 'map-marks', 'map-labels'].map((name) => svg('g', { class: name }));
  labels.setAttribute('aria-hidden', 'true');
  const paper = svg('svg', { id, class: 'paper', tabindex: 0, role: 'group', 'aria-label': t('map.label') });
  paper.append(ground, ties, marks, labels);
  const note = el('p', { class: 'small map-note' });
  const tick = el('input', { type: 'checkbox', id: 'map-with-ties', onchange: () => app.set({ ties: tick.checked }) });
  const button = (name, words, act, label) => el('button', { type: 'button', id: name, 'aria-label': label, onclick: act }, words);
  const frame = el('div', { class: 'paper-frame' }, paper);
  box.replaceChildren(
    el('div', { class: 'paper-tools', role: 'group', 'aria-label': t('map.tools') },
      button('map-closer', '+', () => zoomAt(1.5), t('picture.closer')), button('map-farther', '−', () => zoomAt(1 / 1.5), t('picture.farther')),
      button('map-whole', t('picture.whole'), () => { whole_(); arrange(); }),
      el('label', { class: 'tick' }, tick, t('map.ties'))),
    frame, note, el('p', { class: 'small map-policy' }, t('map.policy')));

  const now = { k: 1, x: 0, y: 0 }; // screen = projected * k + (x, y)
  let size = { width: 0, height: 0 };
  let shown = { nodes: [], events: [], ties: [] };
  let focusOn_ = null; // the mark that Tab reaches

  // --- what is there ---------------------------------------------------------------------------------------------

  function draw(state, visible) {
    tick.checked = Boolean(state.ties);
    const of = placed.filter((node) => visible.nodes.has(node.id));
    const events = eventsShown(visible, state).filter((event) => event.at);
    const lines = state.ties ? [...visible.edges].map((one) => byId.get(one)) : linesOf(state.selected, visible);
    shown = { nodes: of, events: groups(events), ties: lines.filter((edge) => spots.has(edge.from) && spots.has(edge.to)) };
    const all = [...visible.nodes].length;
    const without = eventsShown(visible, state).length - events.length;
    note.textContent = [t('map.count', { count: of.length, all }), without ? t('map.without', { count: without }) : '',
      t('map.tied', { count: shown.ties.length, all: visible.edges.size })].filter(Boolean).join(' · ');
    fill();
    if (!size.width) measure();
    arrange();
  }

  function fill() {
    const kept = document.activeElement?.dataset?.of;
    marks.replaceChildren(...shown.nodes.sort((a, b) => tiesOf.get(a.id).length - tiesOf.get(b.id).length || (a.id < b.id ? -1 : 1)).map(nodeMark),
      ...shown.events.map(eventMark));
    ties.replaceChildren(...shown.ties.map(tieLine));
    const wanted = kept && marks.querySelector(`[data-of="${CSS.escape(kept)}"]`);
    focusOn_ = wanted || marks.querySelector('.chosen') || marks.firstElementChild;
    focusOn_?.setAttribute('tabindex', '0');
    if (wanted) wanted.focus();
  }

  function mark(of, name, chosen_, act, ...parts) {
    const title = svg('title', {});
    title.textContent = name;
    const one = svg('g', { class: `mark${chosen_ ? ' chosen' : ''}`, role: 'button', tabindex: -1, 'aria-label': name, 'aria-pressed': String(chosen_), 'data-of': of });
    one.append(title, ...parts);
    one.addEventListener('click', act);
    one.act = act;
    return one;
  }

  function nodeMark(node) {
    const { shape, fill: paint, line } = look.nodes[node.kind];
    const words = `${node.name}: ${look.nodes[node.kind].label}`;
    const sign = svg('path', { d: SHAPES[shape] ?? SHAPES.dot, fill: shade(paint), stroke: shade(line), 'stroke-width': 1.6, transform: 'translate(-28 -11)' });
    const one = mark(node.id, words, node.id === app.state.selected, () => app.select(node.id), svg('circle', { r: 15, class: 'reach' }), sign);
    one.spot = spots.get(node.id);
    return one;
  }

  /** What happened at one place: a sign with the number; each click goes to the next of them. */
  function eventMark({ at, events }) {
    const chosen_ = events.some((event) => event.id === app.state.selected);
    const words = events.length > 1 ? t('map.events', { count: events.length, place: events[0].place ?? '' }) : `${events[0].says} (${events[0].when})`;
    const act = () => {
      const here = events.findIndex((event) => event.id === app.state.selected);
      app.select(events[(here + 1) % events.length].id);
    };
    const number = svg('text', { y: 3.6, 'text-anchor': 'middle' });
    number.textContent = events.length > 1 ? String(events.length) : '!';
    const one = mark(events[0].id, words, chosen_, act, svg('rect', { x: -9, y: -9, width: 18, height: 18, rx: 3 }), number);
    one.classList.add('event');
    one.spot = where(at);
    one.shift = { x: 15, y: -13 };
    return one;
  }

  function tieLine(edge) {
    const { color, mark: sign } = look.edges[app.kind(edge)];
    const one = svg('g', { class: 'tie', 'data-tie': edge.id, opacity: app.visible().dimmed.has(edge.id) ? 0.5 : 1 });
    const title = svg('title', {});
    title.textContent = edge.says;
    one.append(title, svg('path', { class: 'reach' }), svg('path', { class: 'line', stroke: shade(color), 'stroke-width': edge.id === app.state.selected ? 5 : 1.4 + 0.6 * Math.min(edge.sources, 4) }));
    if (sign) one.append(svg('path', { class: 'sign', d: MARKS[sign], fill: shade(color) }));
    one.addEventListener('click', () => app.select(edge.id));
    return one;
  }

  // --- where it is ------------------------------------------------------------------------------------------------

  const screen = ({ x, y }) => ({ x: x * now.k + now.x, y: y * now.k + now.y });

  function arrange() {
    if (!size.width) return;
    ground.setAttribute('transform', `translate(${now.x} ${now.y}) scale(${now.k})`);
    for (const one of marks.children) {
      const { x, y } = screen(one.spot);
      one.setAttribute('transform', `translate(${x + (one.shift?.x ?? 0)} ${y + (one.shift?.y ?? 0)})`);
    }
    for (const one of ties.children) bend(one, byId.get(one.dataset.tie));
    letter_();
  }

  function bend(one, edge) {
    const [a, b] = [screen(spots.get(edge.from)), screen(spots.get(edge.to))];
    const out = edge.bend * 0.9;
    const middle_ = { x: (a.x + b.x) / 2 + (b.y - a.y) * out, y: (a.y + b.y) / 2 - (b.x - a.x) * out };
    const d = `M${a.x} ${a.y}Q${middle_.x} ${middle_.y} ${b.x} ${b.y}`;
    const [reach, line, sign] = one.querySelectorAll('path');
    reach.setAttribute('d', d);
    line.setAttribute('d', d);
    const turn = Math.atan2(b.y - a.y, b.x - a.x) * 180 / Math.PI;
    sign?.setAttribute('transform', `translate(${(a.x + 2 * middle_.x + b.x) / 4} ${(a.y + 2 * middle_.y + b.y) / 4}) rotate(${turn})`);
  }

  /** Names where there is room, the best connected first; a name that would cover another or a sign is left out. */
  function letter_() {
    const taken = [...marks.children].map((one) => { const { x, y } = screen(one.spot); const s = one.shift ?? { x: 0, y: 0 };
      return { left: x + s.x - 9, right: x + s.x + 9, top: y + s.y - 9, bottom: y + s.y + 9 }; });
    const free = (a) => a.left > 2 && a.right < size.width - 2 && a.top > 2 && a.bottom < size.height - 2
      && !taken.some((b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top);
    const rank = (node) => (node.id === app.state.selected ? -1e6 : 0) - (node.positions ? 50 : 0) - tiesOf.get(node.id).length;
    const written = [];
    for (const node of [...shown.nodes].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))) {
      const { x, y } = screen(spots.get(node.id));
      if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
      const lines = node.kind === 'state' ? wrappedName(node) : node.lines;
      const wide = Math.max(...lines.map(widthOf)) + 4;
      const high = 15 * lines.length;
      const spots_ = [[x + 12, y - high / 2, 'start'], [x - 12, y - high / 2, 'end'], [x, y + 11, 'middle'], [x, y - 11 - high, 'middle'],
        [x + 12, y + 4, 'start'], [x - 12, y + 4, 'end'], [x + 12, y - 4 - high, 'start'], [x - 12, y - 4 - high, 'end']];
      for (const [left, top, anchor] of spots_) {
        const start = anchor === 'start' ? left : anchor === 'end' ? left - wide : left - wide / 2;
        const room = { left: start, right: start + wide, top, bottom: top + high };
        if (!free(room)) continue;
        taken.push(room);
        written.push(label(node, lines, left, top, anchor));
        break;
      }
    }
    labels.replaceChildren(...written);
  }

  function label(node, lines, x, y, anchor) {
    const text = svg('text', { class: `name ${node.kind}`, 'text-anchor': anchor });
    lines.forEach((line, number) => {
      const part = svg('tspan', { x, y: y + 12 + 15 * number });
      part.textContent = line;
      text.append(part);
    });
    return text;
  }

  // --- moving -----------------------------------------------------------------------------------------------------

  function measure() {
    const { width, height } = frame.getBoundingClientRect();
    if (!width || width === size.width && height === size.height) return false;
    const first = !size.width;
    const before = { ...size };
    size = { width, height };
    paper.setAttribute('viewBox', `0 0 ${width} ${height}`);
    if (first) region();
    else {
      now.x += (width - before.width) / 2;
      now.y += (height - before.height) / 2;
    }
    return true;
  }

  const pointsOf = (some, events) => [...some.map((node) => spots.get(node.id)), ...events.map(({ at }) => where(at))];

  /** What a map opens on: the features, seas and events, with what is around them; without any, all. */
  function region() {
    const places = shown.nodes.filter((node) => CONTESTED.includes(node.kind));
    const points = pointsOf(places, shown.events);
    if (points.length < 2 || app.state.focus) whole_();
    else fit(points, 0.55, LEAST);
  }

  /** All that is shown. */
  const whole_ = () => fit(pointsOf(shown.nodes, shown.events));

  /** Some points with room for the names around them, so much of their breadth on each side, and no less than so much in all. */
  function fit(points, around = 0, least = 4) {
    if (!points.length) points.push({ x: 0, y: 0 }, { x: WORLD, y: WORLD / 2 });
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const spread = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
    const more = Math.max(around * spread, (least - spread) / 2);
    const [left, right, top, bottom] = [Math.min(...xs) - more, Math.max(...xs) + more, Math.min(...ys) - more, Math.max(...ys) + more];
    const side = Math.min(90, size.width / 6);
    const over = Math.min(40, size.height / 6);
    now.k = Math.min((size.width - 2 * side) / Math.max(right - left, 1), (size.height - 2 * over) / Math.max(bottom - top, 1), CLOSEST / 12);
    now.x = size.width / 2 - now.k * (left + right) / 2;
    now.y = size.height / 2 - now.k * (top + bottom) / 2;
  }

  function zoomAt(factor, x = size.width / 2, y = size.height / 2) {
    const k = Math.max(0.2, Math.min(CLOSEST, now.k * factor));
    now.x = x - (x - now.x) * k / now.k;
    now.y = y - (y - now.y) * k / now.k;
    now.k = k;
    soon();
  }

  function shift(x, y) {
    now.x += x;
    now.y += y;
    soon();
  }

  const soon = onceAFrame(arrange);

  moveByHand(paper, { zoom: zoomAt, shift });
  paper.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const one = event.target.closest?.('.mark');
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (one && (event.key === 'Enter' || event.key === ' ')) one.act();
    else if (one && way) nextMark(one, way);
    else if (way) shift(-way[0] * STEP, -way[1] * STEP);
    else if (event.key === '+' || event.key === '=') zoomAt(1.5);
    else if (event.key === '-') zoomAt(1 / 1.5);
    else if (event.key === '0') { whole_(); arrange(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  /** The nearest mark in a direction gets the focus; one that is out of sight is brought in. */
  function nextMark(from, [right, down]) {
    const a = from.spot;
    let best = null;
    for (const one of marks.children) {
      const [x, y] = [one.spot.x - a.x + (one.shift ? 0.01 : 0), one.spot.y - a.y - (one.shift ? 0.01 : 0)];
      const along = x * right + y * down;
      if (one === from || along <= 0) continue;
      const far = along + 2 * Math.abs(x * down) + 2 * Math.abs(y * right);
      if (!best || far < best.far) best = { one, far };
    }
    if (!best) return;
    from.setAttribute('tabindex', '-1');
    best.one.setAttribute('tabindex', '0');
    const { x, y } = screen(best.one.spot);
    if (x < 20 || y < 20 || x > size.width - 20 || y > size.height - 20) shift(size.width / 2 - x, size.height / 2 - y);
    best.one.focus();
  }

  new ResizeObserver(() => { if (measure()) arrange(); }).observe(frame);

  function reveal(id) {
    const item = byId.get(id);
    const points = (item && isEdge(item) ? [item.from, item.to] : [id]).map((one) => spots.get(one)).filter(Boolean);
    const seen_ = points.map(screen).every(({ x, y }) => x > 20 && y > 20 && x < size.width - 20 && y < size.height - 20);
    if (!points.length || seen_) return;
    if (points.length > 1) fit(points);
    else {
      const { x, y } = screen(points[0]);
      now.x += size.width / 2 - x;
      now.y += size.height / 2 - y;
    }
    arrange();
  }
  return { draw, paper, reveal };
}

/** The longitude that the map is centred on: opposite to the middle of the widest stretch without a place. */
function middle(longitudes) {
  const sorted = [...longitudes].sort((a, b) => a - b);
  if (!sorted.length) return 0;
  let widest = { gap: sorted[0] + 360 - sorted.at(-1), from: sorted.at(-1) };
  sorted.slice(1).forEach((longitude, number) => {
    if (longitude - sorted[number] > widest.gap) widest = { gap: longitude - sorted[number], from: sorted[number] };
  });
  const opposite = widest.from + widest.gap / 2 + 180;
  return ((opposite + 540) % 360) - 180;
}

/** Events of what is visible, up to the day of the state. */
function eventsShown(visible, state) {
  return (data.events ?? []).filter((event) => (event.edge ? visible.edges.has(event.edge) : event.node ? visible.nodes.has(event.node) : true)
    && (!state.date || (event.from ?? event.to) <= state.date) && (event.claims ?? []).some((number) => app.claimShown(number)));
}

function groups(events) {
  const found = new Map();
  for (const event of events) {
    const key = event.at.join();
    found.set(key, { at: event.at, events: [...(found.get(key)?.events ?? []), event] });
  }
  return [...found.values()];
}

/** The lines of what is selected: a tie itself, all ties of a thing. */
function linesOf(id, visible) {
  const item = byId.get(id);
  if (!item) return [];
  const lines = isEdge(item) ? [item] : tiesOf.get(item.id) ?? [];
  return lines.filter((edge) => visible.edges.has(edge.id));
}

const wrappedName = (node) => (node.name.length > 22 && node.code ? [node.code] : [node.name]);
const ruler = document.createElement('canvas').getContext('2d');
const widths = new Map();
function widthOf(text) {
  if (!widths.has(text)) {
    ruler.font = '600 12.5px system-ui, "Noto Sans", "Noto Sans CJK JP", sans-serif';
    widths.set(text, ruler.measureText(text).width);
  }
  return widths.get(text);
}

/** Dragging with a mouse or a finger, pinching with two, turning the wheel. */
function moveByHand(paper, { zoom, shift, wheel = true }) {
  const hands = new Map();
  let travelled = 0;
  const spot_ = (event) => { const { left, top } = paper.getBoundingClientRect(); return { x: event.clientX - left, y: event.clientY - top }; };
  const spread = () => { const [a, b] = [...hands.values()]; return Math.hypot(a.x - b.x, a.y - b.y) || 1; };
  paper.addEventListener('pointerdown', (event) => {
    if (event.button > 0) return;
    hands.set(event.pointerId, spot_(event));
    travelled = 0;
  });
  paper.addEventListener('pointermove', (event) => {
    const old = hands.get(event.pointerId);
    if (!old) return;
    const new_ = spot_(event);
    const before = hands.size === 2 ? spread() : 0;
    hands.set(event.pointerId, new_);
    travelled += Math.abs(new_.x - old.x) + Math.abs(new_.y - old.y);
    if (travelled > 4 && !paper.hasPointerCapture(event.pointerId)) paper.setPointerCapture(event.pointerId);
    if (hands.size === 2) {
      const [a, b] = [...hands.values()];
      zoom(spread() / before, (a.x + b.x) / 2, (a.y + b.y) / 2);
    } else if (travelled > 4) shift(new_.x - old.x, new_.y - old.y);
  });
  const lift = (event) => hands.delete(event.pointerId);
  for (const name of ['pointerup', 'pointercancel']) paper.addEventListener(name, lift);
  // a finger is held by what it touches first, until the paper takes it over: that is no lift
  paper.addEventListener('lostpointercapture', (event) => { if (event.target === paper) lift(event); });
  // a drag that ends on a mark is no click on it
  paper.addEventListener('click', (event) => { if (travelled > 4) event.stopPropagation(); }, true);
  if (!wheel) return;
  paper.addEventListener('wheel', (event) => {
    event.preventDefault();
    const { x, y } = spot_(event);
    zoom(1.0015 ** -event.deltaY, x, y);
  }, { passive: false });
}
