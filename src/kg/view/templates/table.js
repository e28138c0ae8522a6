// All that the picture says, as tables: the same ties and things, by the same filters, sorted by any column.
// Rows are written when the table is looked at, PART at a time; claims when their row is opened.
const PART = 200;

const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const byWords = new Intl.Collator('en', { sensitivity: 'base', numeric: true }).compare;
const standings = Object.keys(look.standings);
const firstDay = (item) => (item.spans ?? []).map(({ from, to }) => from ?? to).filter(Boolean).sort()[0] ?? '9999';
const detailOf = (edge) => [edge.treaty, edge.types, app.status(edge), edge.place, edge.events].filter(Boolean).join('; ');

/** How an edge's row says how firm it is: the standing, and what else makes the picture pale. */
function firmness(edge, visible) {
  const label = t(`table.firm_${app.standing(edge)}`);
  const pale = visible.dimmed.has(edge.id) && app.standing(edge) === 'accepted';
  return pale && app.state.date && !asOf(edge, app.state.date).sure ? `${label} (${t('table.unsure')})` : label;
}

/** The names in use, with language and who uses them; where the page knows none of that, the names that documents have. */
function namesInWords(node) {
  const known = namesOf(node).filter(({ name }) => name !== node.code);
  return (node.namesBy ? known.filter(({ note }) => note) : known).map(({ name, note }) => (note ? `${name} (${note})` : name)).join('; ');
}

// Columns: what a cell shows, what it is sorted by (words or numbers), and what the CSV has where that is plainer.
const TIES = [
  { head: 'from', text: (edge) => byId.get(edge.from).name },
  { head: 'tie', text: (edge) => look.edges[app.kind(edge)].label, detail: detailOf, opens: true },
  { head: 'to', text: (edge) => byId.get(edge.to).name },
  { head: 'when', text: span, sort: firstDay },
  { head: 'firm', text: (edge, visible) => firmness(edge, visible), sort: (edge) => standings.indexOf(app.standing(edge)) },
  { head: 'sources', text: (edge) => String(edge.sources), sort: (edge) => -edge.sources },
  { head: 'evidence', claims: true, sort: (edge) => -edge.claims.length },
];
const THINGS = [
  { head: 'name', text: (node) => node.name, opens: true },
  { head: 'kind', text: (node) => look.nodes[node.kind].label, detail: (node) => [node.types, app.status(node)].filter(Boolean).join('; ') },
  { head: 'names', text: namesInWords },
  { head: 'ties', text: (node, visible) => String(tiesOf.get(node.id).filter((edge) => visible.edges.has(edge.id)).length),
    sort: (node, visible) => -tiesOf.get(node.id).filter((edge) => visible.edges.has(edge.id)).length },
  { head: 'evidence', claims: true, sort: (node) => -(node.claims?.length ?? 0) },
];

function claimsCell(item) {
  if (!item.claims?.length) return '';
  const box = el('details', {}, el('summary', {}, t('panel.claims', { count: item.claims.length })));
  box.addEventListener('toggle', () => { if (box.open && box.children.length === 1) box.append(...history(item), ...evidence(item)); });
  return box;
}

class Sheet {
  constructor(id, items, columns) {
    Object.assign(this, { id, items, columns, by: 0, down: false, count: PART, rows: [] });
    const heads = columns.map((column, number) => el('th', { scope: 'col', 'aria-sort': 'none' },
      el('button', { type: 'button', class: 'sort', onclick: () => this.sortBy(number) }, t(`table.${column.head}`), el('span', { class: 'way', 'aria-hidden': 'true' }))));
    this.caption = el('caption', {});
    this.body = el('tbody', {});
    this.more = el('p', { class: 'more-rows', hidden: true });
    this.table = el('table', { id }, this.caption, el('thead', {}, el('tr', {}, ...heads)), this.body);
    this.box = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t(`table.${id}`) }, this.table);
  }
  sortBy(number) {
    this.down = this.by === number && !this.down;
    this.by = number;
    this.draw(app.visible());
    app.tell(t(this.down ? 'table.sorted_down' : 'table.sorted', { column: t(`table.${this.columns[number].head}`) }));
  }
  draw(visible) {
    const column = this.columns[this.by];
    const key = column.sort ?? column.text;
    const shown = visible[this.id === 'ties' ? 'edges' : 'nodes'];
    const compare = (a, b) => (typeof a[0] === 'number' ? a[0] - b[0] : byWords(a[0], b[0])) || order(a[1], b[1]);
    this.rows = this.items.filter((item) => shown.has(item.id)).map((item, place) => [key(item, visible), place, item])
      .sort(this.down ? (a, b) => compare(b, a) : compare).map(([, , item]) => item);
    const heads = this.table.tHead.rows[0].cells;
    for (const [number, head] of [...heads].entries()) {
      const way = number !== this.by ? 'none' : this.down ? 'descending' : 'ascending';
      head.setAttribute('aria-sort', way);
      head.querySelector('.way').textContent = { none: '', ascending: ' ▲', descending: ' ▼' }[way];
    }
    const all = this.items.length;
    this.caption.textContent = this.rows.length === all ? t(`table.${this.id}_all`, { count: all }) : t(`table.${this.id}_some`, { count: this.rows.length, all });
    this.fill(visible);
  }
  fill(visible) {
    this.body.replaceChildren(...this.rows.slice(0, this.count).map((item) => this.row(item, visible)));
    const left = this.rows.length - this.count;
    this.more.hidden = left <= 0;
    if (left > 0) this.more.replaceChildren(this.moreButton(Math.min(left, PART), PART), left > PART ? this.moreButton(left, left) : '');
  }
  moreButton(count, by) {
    const words = count < this.rows.length - this.count || by === PART ? t('table.next', { count, left: this.rows.length - this.count }) : t('table.rest', { count });
    return el('button', { type: 'button', onclick: () => {
      const first = this.count;
      this.count += by;
      this.fill(app.visible());
      this.body.rows[first]?.querySelector('button')?.focus();
    } }, words);
  }
  row(item, visible) {
    const cells = this.columns.map((column) => {
      const head = { 'data-head': t(`table.${column.head}`) };
      if (column.claims) return el('td', head, claimsCell(item));
      const words = column.text(item, visible);
      const content = column.opens ? el('button', { type: 'button', 'aria-pressed': String(app.state.selected === item.id), onclick: () => openEvidence(item.id) }, words) : words;
      return el('td', head, content, column.detail ? el('div', { class: 'small' }, column.detail(item)) : '');
    });
    return el('tr', { [this.id === 'ties' ? 'data-edge' : 'data-node']: item.id, class: app.state.selected === item.id ? 'chosen' : undefined }, ...cells);
  }
  mark(selected) {
    for (const row of this.body.rows) {
      const chosen_ = (row.dataset.edge ?? row.dataset.node) === selected;
      row.classList.toggle('chosen', chosen_);
      row.querySelector('button[aria-pressed]').setAttribute('aria-pressed', String(chosen_));
    }
  }
  /** Make sure that the row of an item is there, and bring it into view. */
  reveal(id) {
    const place = this.rows.findIndex((item) => item.id === id);
    if (place < 0) return;
    if (place >= this.count) {
      this.count = Math.ceil((place + 1) / PART) * PART;
      this.fill(app.visible());
    }
    this.body.rows[place].scrollIntoView({ block: 'center' });
  }
}

/** Select and go to the evidence: from a row, a reader wants to read. */
function openEvidence(id) {
  app.select(id);
  $('panel').focus({ preventScroll: true });
  $('panel').scrollIntoView({ block: 'nearest' });
}

function notDrawnBox() {
  const { notDrawn } = app.claims();
  if (!notDrawn?.length) return '';
  const box = el('details', { class: 'part' }, el('summary', {}, t('table.not_drawn', { count: notDrawn.length })));
  box.addEventListener('toggle', () => {
    if (!box.open || box.children.length > 1) return;
    const groups = new Map();
    for (const one of notDrawn) groups.set(one.why, [...(groups.get(one.why) ?? []), one]);
    const list = el('div', { id: 'not-drawn' });
    for (const [why, some] of groups) list.append(el('h3', {}, why), ...some.map(({ claim }) => claimCard(claim)));
    box.append(list);
  });
  return box;
}

app.views.table = {
  made: null,
  drawn: null,
  make() {
    this.made = edges.length ? { ties: new Sheet('ties', edges, TIES), things: new Sheet('things', nodes, THINGS) } : {};
    const titled = (sheet) => el('details', { class: 'part', open: true }, el('summary', {}, t(`table.${sheet.id}`)), sheet.box, sheet.more);
    $('table').replaceChildren(...Object.values(this.made).map(titled), notDrawnBox());
  },
  draw(state = app.state, visible = app.visible()) {
    if (!this.made) this.make();
    const asked = JSON.stringify([state.date, state.off.publishers]);
    for (const sheet of Object.values(this.made)) {
      if (this.drawn?.visible !== visible || this.drawn.asked !== asked) sheet.draw(visible);
      else sheet.mark(state.selected);
    }
    this.drawn = { visible, asked };
  },
  show() { this.draw(); },
  hide() {},
  /** Paper has no buttons: more rows than a screen needs. */
  print() {
    this.draw();
    for (const sheet of Object.values(this.made)) {
      if (sheet.count >= sheet.rows.length) continue;
      sheet.count = Math.max(sheet.count, 10 * PART);
      sheet.fill(app.visible());
    }
  },
  reveal(id) { this.made?.[isEdge(byId.get(id)) ? 'ties' : 'things'].reveal(id); },
};
