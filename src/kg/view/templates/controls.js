// Legend, search and tables; and the start of it all.
function choose(item, move = true) {
  select(item, move);
  showPanel(item, choose);
  if (item && move) $('panel').focus({ preventScroll: innerWidth > 880 });
}

// --- legend -----------------------------------------------------------------------------------------------------------

const SHAPES = {
  dot: 'M28 4a7 7 0 1 0 .01 0z', square: 'M21 4h14v14h-14z', diamond: 'M28 2l9 9l-9 9l-9-9z', triangle: 'M28 3l9 15h-18z',
  triangleDown: 'M28 19l9-15h-18z', hexagon: 'M23 4h10l5 7l-5 7h-10l-5-7z',
  star: 'M28 2l2.4 6h6.4l-5.2 4l2 6.500l-5.600-4l-5.600 4l2-6.500l-5.200-4h6.400z',
};
const MARKS = {
  circle: 'M0-4a4 4 0 1 0 .01 0z', diamond: 'M-6 0l6-4.500l6 4.500l-6 4.500z', bar: 'M-1.800-8h3.600v16h-3.600z', box: 'M-4-4h8v8h-8z',
  arrow: 'M7 0l-12-6v12z', vee: 'M7 0l-12-6l3.500 6l-3.500 6z', crow: 'M-7 0l12-6l-4 6l4 6z', curve: 'M0-5a5 5 0 0 1 0 10l0-2.500a2.500 2.500 0 0 0 0-5z',
};

function nodeKey(kind) {
  const { shape, fill, line } = look.nodes[kind];
  return svg('svg', { viewBox: '0 0 56 22', 'aria-hidden': 'true' },
    svg('path', { d: SHAPES[shape], fill: shade(fill), stroke: shade(line), 'stroke-width': 2 }));
}

function edgeKey(kind) {
  const { color, mark, at } = look.edges[kind];
  const paint_ = shade(color);
  const key = svg('svg', { viewBox: '0 0 56 22', 'aria-hidden': 'true' },
    svg('path', { d: 'M3 11h50', stroke: paint_, 'stroke-width': 3, fill: 'none' }));
  if (mark) key.append(svg('path', { d: MARKS[mark], fill: paint_, transform: `translate(${at === 'to' ? 46 : 28} 11)` }));
  return key;
}

function standingKey(standing) {
  const { sign } = look.standings[standing];
  const key = svg('svg', { viewBox: '0 0 56 22', 'aria-hidden': 'true' },
    svg('path', { d: 'M3 11h50', stroke: 'currentColor', 'stroke-width': 3, opacity: sign ? 0.45 : 1 }));
  const label = svg('text', { x: 20, y: 9, 'font-size': 16, 'font-weight': 700, fill: 'currentColor', 'text-anchor': 'middle', 'dominant-baseline': 'middle' });
  label.textContent = sign;
  key.append(label);
  return key;
}

function legend(group, kinds, counts, drawKey) {
  const box = $(`legend-${group}`);
  for (const kind of Object.keys(kinds).filter((name) => counts.get(name))) {
    const tick = el('input', { type: 'checkbox', checked: true, 'data-kind': kind, onchange: () => {
      hidden[group][tick.checked ? 'delete' : 'add'](kind);
      paint();
      filterTable();
    } });
    const number = el('span', { class: 'number' }, String(counts.get(kind)));
    box.append(el('label', { class: 'key' }, tick, drawKey(kind), el('span', {}, kinds[kind].label), number));
  }
  box.hidden = box.children.length < 2;
}

const tally = (items, key) => items.reduce((counts, item) => counts.set(item[key], (counts.get(item[key]) ?? 0) + 1), new Map());

function drawLegend() {
  for (const group of ['edges', 'nodes', 'standings']) $(`legend-${group}`).querySelectorAll('label').forEach((label) => label.remove());
  legend('edges', look.edges, tally(edges, 'kind'), edgeKey);
  legend('nodes', look.nodes, tally(nodes, 'kind'), nodeKey);
  legend('standings', look.standings, tally(edges, 'standing'), standingKey);
  for (const [group, names] of Object.entries(hidden)) {
    for (const tick of $(`legend-${group}`).querySelectorAll('input')) tick.checked = !names.has(tick.dataset.kind);
  }
}

// --- search -----------------------------------------------------------------------------------------------------------

const searchable = [
  ...nodes.map((item) => ({ item, says: item.name, words: fold([item.name, ...item.names, item.code ?? '', item.types ?? ''].join('\n')) })),
  ...edges.filter((edge) => edge.treaty || edge.place || edge.events).map((item) => ({ item, says: item.says,
    words: fold([item.treaty, item.place, item.types, item.events].filter(Boolean).join('\n')) })),
];

function find() {
  const words = fold($('find').value.trim());
  const rank = ({ words: text }) => (text.startsWith(words) ? 0 : text.includes('\n' + words) ? 1 : 2);
  const hits = words ? searchable.filter(({ words: text }) => text.includes(words)).sort((a, b) => rank(a) - rank(b)) : [];
  const result = ({ item, says }) => el('li', {}, el('button', { type: 'button', onclick: () => choose(item) }, says,
    el('span', { class: 'small' }, ` ${isEdge(item) ? look.edges[item.kind].label : look.nodes[item.kind].label}`)));
  $('found').replaceChildren(...hits.slice(0, 12).map(result));
  if (words && !hits.length) $('found').append(el('li', { class: 'small' }, 'Nothing is called so here.'));
  if (hits.length > 12) $('found').append(el('li', { class: 'small' }, `${hits.length - 12} more: type more letters`));
  return hits;
}

// --- tables -----------------------------------------------------------------------------------------------------------

const cells = (heads, ...contents) => contents.map((content, number) => el('td', { 'data-head': heads[number] }, ...[content].flat()));

function more(item) {
  if (!item.claims) return '';
  const words = item.claims.length > 1 ? `${item.claims.length} claims` : '1 claim';
  return el('details', {}, el('summary', {}, words), ...history(item), ...evidence(item));
}

function fillTables() {
  const button = (item) => el('button', { type: 'button', onclick: () => { choose(item); $('panel').scrollIntoView({ block: 'nearest' }); } },
    item.name ?? look.edges[item.kind].label);
  const heads = ['From', 'Tie', 'To', 'When', 'How firm', 'Sources', 'Evidence'];
  $('ties').tBodies[0].append(...edges.map((edge) => {
    const detail = [edge.treaty, edge.types, edge.status, edge.place, edge.events].filter(Boolean).join('; ');
    return el('tr', { 'data-edge': edge.id }, ...cells(heads, byId.get(edge.from).name, [button(edge), el('div', { class: 'small' }, detail)],
      byId.get(edge.to).name, span(edge), look.standings[edge.standing].label, String(edge.sources), more(edge)));
  }));
  $('things').tBodies[0].append(...nodes.map((node) => el('tr', { 'data-node': node.id },
    ...cells(['Name', 'Kind', 'All names', 'Ties', 'Evidence'], button(node), look.nodes[node.kind].label, node.names.join('; '),
      String(tiesOf.get(node.id).length), more(node)))));
}

function filterTable() {
  for (const row of $('ties').tBodies[0].rows) row.hidden = !edgeShown(byId.get(row.dataset.edge));
}

function fillNotDrawn() {
  const groups = Map.groupBy ? Map.groupBy(data.notDrawn, ({ why }) => why) : new Map();
  if (!Map.groupBy) for (const one of data.notDrawn) groups.set(one.why, [...(groups.get(one.why) ?? []), one]);
  for (const [why, list] of groups) $('not-drawn').append(el('h3', {}, why), ...list.map(({ claim }) => claimCard(claim)));
}

// --- start ------------------------------------------------------------------------------------------------------------

if (data.notDrawn.length) fillNotDrawn();
if (edges.length) {
  if (innerWidth < 560) for (const part of document.querySelectorAll('.tables > details')) part.open = false;
  drawLegend();
  fillTables();
  $('find').addEventListener('input', find);
  $('find').addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const [first] = find();
    if (first) choose(first.item);
  });
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && selected) choose(null); });
  dark.addEventListener('change', drawLegend);
  openPicture(choose);
  // For tests and scripts: where an edge or a node is on the page.
  window.kgWhere = (id) => {
    const item = byId.get(id);
    const point = isEdge(item) ? network.body.edges[id].edgeType.getPoint(0.5) : network.getPositions([id])[id];
    const stage = $('picture').getBoundingClientRect();
    const at = network.canvasToDOM(point);
    return { x: stage.left + at.x, y: stage.top + at.y };
  };
} else {
  document.body.dataset.ready = 'yes';
}
