// The legend, which filters; the other filters; and the line that says how the page is narrowed.

// --- legend -----------------------------------------------------------------------------------------------------------

const SHAPES = {
  dot: 'M28 4a7 7 0 1 0 .01 0z', square: 'M21 4h14v14h-14z', diamond: 'M28 2l9 9l-9 9l-9-9z', triangle: 'M28 3l9 15h-18z',
  triangleDown: 'M28 19l9-15h-18z', hexagon: 'M23 4h10l5 7l-5 7h-10l-5-7z',
  star: 'M28 2l2.4 6h6.4l-5.2 4l2 6.500l-5.600-4l-5.600 4l2-6.500l-5.200-4h6.400z',
};
const MARKS = {
  circle: 'M0-4a4 4 0 1 0 .01 0z', diamond: 'M-6 0l6-4.500l6 4.500l-6 4.500z', bar: 'M-1.800-8h3.600v16h-3.600z', box: 'M-4-4h8v8h-8z',
  triangle: 'M7 0l-12-6v12z', inv_triangle: 'M-7 0l12-6v12z', arrow: 'M7 0l-12-6l2.500 6l-2.500 6z', vee: 'M7 0l-12-6l3.500 6l-3.500 6z', crow: 'M-7 0l12-6l-4 6l4 6z', inv_curve: 'M3-5a5 5 0 0 0 0 10l0-2.500a2.500 2.500 0 0 1 0-5z', curve: 'M0-5a5 5 0 0 1 0 10l0-2.500a2.500 2.500 0 0 0 0-5z',
};
const MARK_PLACES = { from: [9], middle: [28], to: [46], ends: [9, 46] };
const keyBox = (...parts) => svg('svg', { viewBox: '0 0 56 22', 'aria-hidden': 'true' }, ...parts);

function nodeKey(kind) {
  const { shape, fill, line } = look.nodes[kind];
  return keyBox(svg('path', { d: SHAPES[shape] ?? SHAPES.dot, fill: shade(fill), stroke: shade(line), 'stroke-width': 2 }));
}

function edgeKey(kind) {
  const { color, mark, at } = look.edges[kind];
  const key = keyBox(svg('path', { d: 'M3 11h50', stroke: shade(color), 'stroke-width': 3, fill: 'none' }));
  if (mark) for (const x of MARK_PLACES[at]) key.append(svg('path', { d: MARKS[mark] ?? MARKS.box, fill: shade(color), transform: `translate(${x} 11)` }));
  return key;
}

function standingKey(standing) {
  const { sign } = look.standings[standing];
  const key = keyBox(svg('path', { d: 'M3 11h50', stroke: 'currentColor', 'stroke-width': 3, opacity: sign ? 0.45 : 1 }));
  const label = svg('text', { x: 20, y: 9, 'font-size': 16, 'font-weight': 700, fill: 'currentColor', 'text-anchor': 'middle', 'dominant-baseline': 'middle' });
  label.textContent = sign;
  key.append(label);
  return key;
}

// Group of the legend -> what it filters, what its keys are called, and how they look.
const GROUPS = {
  edges: { off: 'kinds', of: () => look.edges, key: edgeKey, kindsOf: (edge) => kindsEver(edge), items: edges },
  standings: { off: 'standings', of: () => look.standings, key: standingKey, kindsOf: (edge) => [app.standing(edge)], items: edges },
  nodes: { off: 'nodes', of: () => look.nodes, key: nodeKey, kindsOf: (node) => [node.kind], items: nodes },
};
/** The kinds that an edge ever is: a treaty is one before and another after it enters into force. */
const kindsEver = (edge) => [...new Set([edge.kind, ...(edge.spans ?? []).map((span_) => span_.kind).filter(Boolean)])];

function toggle(group, name, on) {
  const others = app.state.off[group].filter((one) => one !== name);
  app.set({ off: { [group]: on ? others : [...others, name] } });
}

function drawLegend() {
  for (const [group, { off, of, key, kindsOf, items }] of Object.entries(GROUPS)) {
    const there = new Set(items.flatMap(kindsOf));
    const box = $(`legend-${group}`);
    box.querySelectorAll('label, .only').forEach((label) => label.remove());
    for (const kind of (look.order?.[group] ?? Object.keys(of())).filter((name) => there.has(name))) {
      const tick = el('input', { type: 'checkbox', 'data-kind': kind, 'data-off': off, onchange: () => toggle(off, kind, tick.checked) });
      box.append(el('label', { class: 'key' }, tick, key(kind), el('span', {}, of()[kind].label), el('span', { class: 'number' })));
    }
    box.hidden = there.size < 1;
  }
}

/** Ticks and numbers: how many of each kind are shown now, and which are put off. */
function tickLegend(state, visible) {
  const count = new Map();
  const add = (name) => count.set(name, (count.get(name) ?? 0) + 1);
  for (const id of visible.edges) {
    add(`kinds ${app.kind(byId.get(id))}`);
    add(`standings ${app.standing(byId.get(id))}`);
  }
  for (const id of visible.nodes) add(`nodes ${byId.get(id).kind}`);
  for (const tick of $('legend').querySelectorAll('input')) {
    const { kind, off } = tick.dataset;
    tick.checked = !state.off[off].includes(kind);
    tick.closest('label').querySelector('.number').textContent = String(count.get(`${off} ${kind}`) ?? 0);
  }
}

// --- filters ----------------------------------------------------------------------------------------------------------

function checks(group, title, names) {
  const box = el('fieldset', { id: `filter-${group}` }, el('legend', {}, title));
  for (const { name, label, count } of names) {
    const tick = el('input', { type: 'checkbox', 'data-name': name, onchange: () => toggle(group, name, tick.checked) });
    box.append(el('label', { class: 'tick' }, tick, el('span', {}, label), el('span', { class: 'number' }, String(count))));
  }
  if (names.length > 1) {
    const all = (label, off) => el('button', { type: 'button', class: 'quiet', onclick: () => app.set({ off: { [group]: off } }) }, label);
    box.append(el('div', { class: 'acts' }, all(t('filter.all'), []), all(t('filter.none'), names.map(({ name }) => name))));
  }
  return box;
}

/** How many claims of the page there are by a property, the most frequent first. */
function tallied(of) {
  const count = new Map();
  for (const claim of app.claims().claims) count.set(of(claim), (count.get(of(claim)) ?? 0) + 1);
  return [...count].sort((a, b) => b[1] - a[1] || order(a[0], b[0]));
}

function dayField(name, label) {
  const field = el('input', { type: 'date', id: `filter-${name}`, min: '1000-01-01', max: '2999-12-31',
    onchange: () => { if (field.validity.valid) app.set({ [name]: field.value || null }); } });
  return el('label', { class: 'field' }, el('span', {}, label), field);
}

// Claims are read when the filters are first opened, or when the address already filters by them.
const fillFilters = once(() => {
  const labels = new Map(app.claims().claims.map(({ stance, label }) => [stance, label]));
  const stances = tallied((claim) => claim.stance).map(([name, count]) => ({ name, count, label: labels.get(name) }));
  const publishers = tallied(publisherOf).map(([name, count]) => ({ name, count, label: name || t('filter.no_publisher') }));
  const most = edges.reduce((highest, { sources }) => Math.max(highest, sources), 1);
  const number = (name, max) => {
    const field = el('input', { type: 'number', id: `filter-${name}`, min: '1', max: String(max), step: '1', inputmode: 'numeric',
      onchange: () => {
        app.set({ [name]: Math.min(99, Math.max(1, Math.round(Number(field.value)) || 1)) });
        field.value = String(app.state[name]);
      } });
    return field;
  };
  const dateless = el('input', { type: 'checkbox', id: 'filter-undated', onchange: () => app.set({ undated: dateless.checked }) });
  $('filters-body').replaceChildren(
    el('fieldset', {}, el('legend', {}, t('filter.dates')), el('p', { class: 'small' }, t('filter.dates_note')),
      el('div', { class: 'pair' }, dayField('from', t('filter.from')), dayField('to', t('filter.to'))),
      el('label', { class: 'tick' }, dateless, el('span', {}, t('filter.undated')))),
    el('fieldset', {}, el('legend', {}, t('filter.least')), el('label', { class: 'field' }, el('span', {}, t('filter.least_label', { most })), number('least', Math.min(99, most)))),
    el('fieldset', {}, el('legend', {}, t('filter.sure')), el('p', { class: 'small' }, t('filter.sure_note')),
      el('label', { class: 'field' }, el('span', {}, t('filter.sure_label')), number('sure', 99))),
    checks('stances', t('filter.stances'), stances), checks('publishers', t('filter.publishers'), publishers));
});

function filterBox() {
  const box = el('details', { id: 'filters', class: 'part' }, el('summary', {}, t('filter.title')), el('div', { id: 'filters-body' }));
  box.addEventListener('toggle', () => {
    if (!box.open) return;
    fillFilters();
    tickFilters(app.state);
  });
  return box;
}

function tickFilters(state) {
  if (!$('filter-from')) return;
  // what is being typed is not taken for what is set: a box tells that it opened only after the keyboard is in it
  for (const name of ['from', 'to', 'least', 'sure']) if (document.activeElement !== $(`filter-${name}`)) $(`filter-${name}`).value = String(state[name] ?? '');
  $('filter-undated').checked = state.undated;
  for (const group of ['stances', 'publishers']) {
    for (const tick of $(`filter-${group}`).querySelectorAll('input')) tick.checked = !state.off[group].includes(tick.dataset.name);
  }
}

// --- how the page is narrowed -----------------------------------------------------------------------------------------

const labelsOf = (group, names) => {
  const of = { kinds: look.edges, nodes: look.nodes, standings: look.standings, stances: look.stances }[group];
  return names.map((name) => of?.[name]?.label ?? (name || t('filter.no_publisher')));
};
const shortly = (names) => (names.length > 3 ? t('filter.and_more', { names: names.slice(0, 2).join(', '), count: names.length - 2 }) : names.join(', '));

/** What the state leaves out, in words: [{ words, undo: patch that takes it back, more: [buttons] }]. */
function narrowings(state) {
  const list = [];
  const add = (key, values, undo, more = []) => list.push({ words: t(`filter.chip_${key}`, values), undo, more });
  const name = (id) => (byId.has(id) ? calls(byId.get(id)) : id);
  if (state.focus) {
    const step = (by, label, words) => el('button', { type: 'button', 'aria-label': words, disabled: state.depth + by < 1 || state.depth + by > 6,
      onclick: () => app.set({ depth: app.state.depth + by }) }, label);
    add('focus', { name: name(state.focus), count: state.depth }, { focus: null, depth: 1 },
      [step(-1, '−', t('filter.nearer')), step(1, '+', t('filter.wider'))]);
  }
  if (state.path) add('path', { from: name(state.path[0]), to: name(state.path[1]) }, { path: null });
  if (state.hidden.length) add('hidden', { count: state.hidden.length, names: shortly(state.hidden.map(name)) }, { hidden: [] });
  if (state.expanded.length && (state.focus || state.path)) add('expanded', { names: shortly(state.expanded.map(name)) }, { expanded: [] });
  for (const [group, names] of Object.entries(state.off)) {
    if (names.length) add(group, { names: shortly(labelsOf(group, names)), count: names.length }, { off: { [group]: [] } });
  }
  if (state.from || state.to) add(state.from && state.to ? 'between' : state.from ? 'from' : 'to', { from: state.from, to: state.to }, { from: null, to: null });
  if (state.least > 1) add('least', { count: state.least }, { least: 1 });
  if (state.sure > 1) add('sure', { count: state.sure }, { sure: 1 });
  if (state.date && !state.undated) add('undated', {}, { undated: true });
  return list;
}

function drawChips(state, visible) {
  const list = narrowings(state);
  const chip = ({ words, undo, more }) => el('li', { class: 'chip' }, el('span', {}, words), ...more,
    el('button', { type: 'button', 'aria-label': t('filter.take_back', { what: words }), onclick: () => { app.set(undo); $('chips').querySelector('button')?.focus(); } }, '×'));
  const gone = edges.length - visible.edges.size;
  const focused = document.activeElement?.closest?.('.chip') ? document.activeElement.getAttribute('aria-label') : null;
  $('chips').hidden = !list.length;
  $('chips').replaceChildren(...list.map(chip), list.length > 1 ? el('li', {}, el('button', { type: 'button', class: 'quiet', id: 'reset', onclick: app.reset }, t('filter.reset'))) : '',
    list.length && gone ? el('li', { class: 'small' }, t('filter.gone', { count: gone, all: edges.length })) : '');
  // the button just used is there again: the keyboard stays where it was
  if (focused) [...$('chips').querySelectorAll('button')].find((one) => one.getAttribute('aria-label') === focused)?.focus();
}

function openPart(id) {
  $(id).open = true;
  if (id === 'filters') {
    fillFilters();
    tickFilters(app.state);
  }
  $(id).scrollIntoView({ block: 'nearest' });
}

function openLegend() {
  const list = el('ul', { id: 'chips', 'aria-label': t('filter.chips'), hidden: true });
  $('tabs').after(list);
  $('panel').before(filterBox(), pathBox());
  let drawnDark = null;
  let pending = null;
  const draw = () => {
    if (drawnDark !== app.isDark()) drawLegend();
    drawnDark = app.isDark();
    tickLegend(app.state, app.visible());
  };
  app.on((state) => {
    clearTimeout(pending);
    // counting tens of thousands may wait until the picture is there
    if (edges.length > MANY) pending = setTimeout(draw, 50);
    else draw();
    tickFilters(state);
    drawChips(state, app.visible());
  });
}
const MANY = 3000;
