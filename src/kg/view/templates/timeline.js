// The time line: treaties and other ties as bars by status, events as signs or, where their date is not exact, as ranges,
// and how many claims speak of which time. The same things as in the network, selected and filtered together with them.
const MOST_ROWS = 300;
const ROW = 24;
const LINE = 14; // what each further line of a row's name adds
const DAY_MS = 86_400_000;

app.views.timeline = (() => {
  const box = $('timeline');
  let made = null;
  return {
    show() {},
    hide() {},
    draw(state) {
      if (!box) return;
      made ??= openTimeline(box);
      made.draw(state);
    },
    scene: () => made?.paper ?? null,
    /** Bring the row of a thing or a tie into view. */
    reveal: (id) => made?.reveal(id),
  };
})();

const dayOf = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
const isoOf = (day) => new Date(Math.round(day) * DAY_MS).toISOString().slice(0, 10);

function openTimeline(box) {
  const paper = svg('svg', { id: 'timeline-paper', class: 'paper tall', tabindex: 0, role: 'group', 'aria-label': t('timeline.label') });
  const frame = el('div', { class: 'paper-frame scrolling' }, paper);
  const note = el('p', { class: 'small time-note' });
  const button = (id, words, act, label) => el('button', { type: 'button', id, 'aria-label': label, onclick: act }, words);
  box.replaceChildren(
    el('div', { class: 'paper-tools', role: 'group', 'aria-label': t('timeline.tools') },
      button('time-closer', '+', () => zoom(1.5), t('picture.closer')), button('time-farther', '−', () => zoom(1 / 1.5), t('picture.farther')),
      button('time-whole', t('timeline.whole'), () => { whole(); arrange(); }), el('span', { class: 'small' }, t('timeline.hint'))),
    frame, note);
  let rows = [];
  let size = { width: 0, height: 0 };
  let range = null; // [first, last] day in view
  let all = [0, 1];

  // --- what is there ---------------------------------------------------------------------------------------------

  function draw(state) {
    const visible = app.visible({ ...state, date: null });
    const found = rowsOf(visible, state);
    rows = found.slice(0, MOST_ROWS);
    const days = rows.flatMap(({ items }) => items.flatMap(({ from, to }) => [from, to])).filter((day) => day !== null);
    all = days.length ? [Math.min(...days), Math.max(...days)] : [dayOf('2000-01-01'), dayOf('2026-01-01')];
    note.textContent = [rows.length ? '' : t('timeline.none'), found.length > rows.length ? t('timeline.more', { count: found.length - rows.length }) : '',
      t('timeline.count', { count: rows.reduce((sum, { items }) => sum + items.length, 0), rows: rows.length })].filter(Boolean).join(' · ');
    if (!size.width) measure();
    range ??= wholeRange();
    arrange();
  }

  function wholeRange() {
    const side = Math.max(30, (all[1] - all[0]) * 0.04);
    return [all[0] - side, all[1] + side];
  }
  function whole() { range = wholeRange(); }

  // --- where it is ------------------------------------------------------------------------------------------------

  const margin = () => (size.width < 560 ? 8 : Math.min(400, size.width * 0.29));
  const across = (day) => margin() + (day - range[0]) / (range[1] - range[0]) * (size.width - margin() - 10);
  const dayAt = (x) => range[0] + (x - margin()) / (size.width - margin() - 10) * (range[1] - range[0]);

  function arrange() {
    if (!size.width || !range) return;
    const narrow = size.width < 560;
    const step = narrow ? ROW + 16 : ROW;
    const kept = document.activeElement?.dataset?.of;
    const parts = [];
    const defs = svg('defs', {}, svg('clipPath', { id: 'time-clip' }, svg('rect', { x: margin(), y: 0, width: Math.max(1, size.width - margin() - 10), height: 99_999 })));
    const body = svg('g', { 'clip-path': 'url(#time-clip)' });
    const names = svg('g', { class: 'row-names', 'aria-hidden': 'true' });
    let y = 34;
    y = claimsStrip(body, names, y, narrow);
    const lines = svg('g', { class: 'time-grid', 'aria-hidden': 'true' });
    let group = null;
    for (const row of rows) {
      if (row.group !== group) {
        group = row.group;
        const head = svg('text', { class: 'group-name', x: 6, y: y + 17 });
        head.textContent = group;
        names.append(head);
        y += ROW;
      }
      const words = inLines(row.name, (narrow ? size.width : margin()) - 14);
      const more = (words.length - 1) * LINE;
      const name = svg('text', { class: 'row-name' });
      words.forEach((line, number) => {
        const part = svg('tspan', { x: 6, y: (narrow ? y + 12 : y + 15) + number * LINE });
        part.textContent = line;
        name.append(part);
      });
      const title = svg('title', {});
      title.textContent = row.name;
      name.append(title);
      names.append(name);
      const top = narrow ? y + 16 + more : y + more / 2;
      lines.append(svg('path', { class: 'row-line', d: `M0 ${y + step + more}H${size.width}` }));
      for (const item of row.items) body.append(itemMark(item, top));
      y += step + more;
    }
    const high = Math.max(y + 10, size.height);
    axis(lines, high);
    const date = app.state.date;
    if (date) {
      const x = across(dayOf(date));
      const words = svg('text', { class: 'date-name', x: x + 4, y: 30 });
      words.textContent = date;
      lines.append(svg('path', { class: 'date-line', d: `M${x} 0V${high}` }), words);
    }
    paper.setAttribute('viewBox', `0 0 ${size.width} ${high}`);
    paper.style.height = `${high}px`;
    paper.replaceChildren(defs, lines, names, body, ...parts);
    const wanted = kept && paper.querySelector(`[data-of="${CSS.escape(kept)}"]`);
    const reached = wanted || paper.querySelector('.item.chosen') || paper.querySelector('.item');
    reached?.setAttribute('tabindex', '0');
    if (wanted) wanted.focus({ preventScroll: true });
  }

  /** How many claims speak of each stretch of time; a click shows only these. */
  function claimsStrip(body, names, y, narrow) {
    if (edges.length > 5000) return y;
    const name = svg('text', { class: 'row-name', x: 6, y: y + 12 });
    name.textContent = t('timeline.claims');
    names.append(name);
    const top = narrow ? y + 16 : y;
    const bins = Math.max(8, Math.floor((size.width - margin()) / 14));
    const wide = (range[1] - range[0]) / bins;
    const counts = new Array(bins).fill(0);
    for (const day of claimDays()) {
      const bin = Math.floor((day - range[0]) / wide);
      if (bin >= 0 && bin < bins) counts[bin] += 1;
    }
    const most = Math.max(...counts, 1);
    counts.forEach((count, number) => {
      if (!count) return;
      const [from, to] = [isoOf(range[0] + number * wide), isoOf(range[0] + (number + 1) * wide)];
      const words = t('timeline.claims_of', { count, from, to });
      const high = 4 + 24 * Math.sqrt(count / most);
      const bar = svg('rect', { x: across(range[0] + number * wide) + 1, y: top + 30 - high, width: Math.max(2, across(range[0] + wide) - across(range[0]) - 2), height: high });
      body.append(labelled('claims', `c${from}`, words, false, () => app.set({ from, to }), bar));
    });
    return top + 36;
  }

  function axis(lines, high) {
    const minor = 64;
    for (const { day, words } of ticks(range[0], range[1], Math.max(2, Math.floor((size.width - margin()) / minor)))) {
      const x = across(day);
      if (x < margin() || x > size.width - 10) continue;
      const text = svg('text', { class: 'tick-name', x: Math.min(x, size.width - 26), y: 14, 'text-anchor': 'middle' });
      text.textContent = words;
      lines.append(svg('path', { class: 'tick-line', d: `M${x} 18V${high}` }), text);
    }
  }

  function labelled(kind, of, words, chosen_, act, ...parts) {
    const title = svg('title', {});
    title.textContent = words;
    const one = svg('g', { class: `item ${kind}${chosen_ ? ' chosen' : ''}`, role: 'button', tabindex: -1, 'aria-label': words, 'aria-pressed': String(chosen_), 'data-of': of });
    one.append(title, ...parts);
    one.addEventListener('click', act);
    one.act = act;
    return one;
  }

  function itemMark(item, y) {
    const chosen_ = item.select === app.state.selected;
    const act = () => app.select(item.select);
    const [left, right] = [across(item.from ?? range[0] - 9e4), across(item.to ?? range[1] + 9e4)];
    const colour = shade(look.edges[item.kind]?.color ?? look.edges.other.color);
    if (item.event && right - left < 9) {
      const x = (left + right) / 2;
      return labelled('event', item.of, item.words, chosen_, act, svg('path', { d: `M${x - 8} ${y + 12}l8-8l8 8l-8 8z`, fill: colour }));
    }
    const sure = item.sure ? Math.min(Math.max(across(item.sure), left), right) : left;
    const parts = [svg('rect', { class: 'whole', x: left, y: y + 5, width: Math.max(2, right - left), height: 14, rx: item.event ? 7 : 2, fill: colour, 'fill-opacity': item.event || item.pale ? 0.35 : 0.3, stroke: colour })];
    if (!item.event && !item.pale && right > sure) parts.push(svg('rect', { x: sure, y: y + 5, width: Math.max(2, right - sure), height: 14, rx: 2, fill: colour, stroke: colour }));
    const visibleLeft = Math.max(item.event || item.pale ? left : sure, margin()); // not on the pale stretch
    const room = Math.min(right, size.width - 10) - visibleLeft - 10;
    if (item.label && widthOf(item.label) * 0.92 < room) {
      const text = svg('text', { class: item.event || item.pale ? 'bar-name' : 'bar-name on', x: visibleLeft + 6, y: y + 16 });
      text.textContent = item.label;
      parts.push(text);
    }
    return labelled(item.event ? 'event' : 'bar', item.of, item.words, chosen_, act, ...parts);
  }

  // --- moving -----------------------------------------------------------------------------------------------------

  function measure() {
    const { width, height } = frame.getBoundingClientRect();
    if (!width || width === size.width && height === size.height) return false;
    size = { width: frame.clientWidth || width, height: frame.clientHeight || height };
    return true;
  }

  function zoom(factor, x = (margin() + size.width) / 2) {
    const day = dayAt(x);
    const span_ = Math.max(10, Math.min(400_000, (range[1] - range[0]) / factor));
    const part = (day - range[0]) / (range[1] - range[0]);
    range = [day - part * span_, day + (1 - part) * span_];
    soon();
  }

  function shift(x) {
    const days = x / (size.width - margin() - 10) * (range[1] - range[0]);
    range = [range[0] - days, range[1] - days];
    soon();
  }

  const soon = onceAFrame(arrange);

  // the wheel scrolls the rows, as on any page; with Ctrl, as a pinch is told, or where all rows are in view, it zooms
  frame.addEventListener('wheel', (event) => {
    const fits = frame.scrollHeight <= frame.clientHeight + 1;
    if (!event.ctrlKey && !fits && Math.abs(event.deltaX) < Math.abs(event.deltaY)) return;
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) shift(-event.deltaX);
    else zoom(1.0015 ** -event.deltaY, event.clientX - paper.getBoundingClientRect().left);
  }, { passive: false });
  dragAlong(paper, { shift, scroll: (y) => { frame.scrollTop -= y; }, zoom });
  paper.addEventListener('click', (event) => {
    const { left, top } = paper.getBoundingClientRect();
    if (event.clientY - top < 22 && event.clientX - left > margin()) app.set({ date: isoOf(dayAt(event.clientX - left)) });
  });
  paper.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const one = event.target.closest?.('.item');
    const way = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -2, ArrowDown: 2 }[event.key];
    if (one && (event.key === 'Enter' || event.key === ' ')) one.act();
    else if (one && way) nextItem(one, way);
    else if (way === -1 || way === 1) shift(-way * size.width / 8);
    else if (way) frame.scrollTop += way * ROW;
    else if (event.key === '+' || event.key === '=') zoom(1.5);
    else if (event.key === '-') zoom(1 / 1.5);
    else if (event.key === '0') { whole(); arrange(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  /** The item before or after, or the nearest of the row above or below, gets the focus. */
  function nextItem(from, way) {
    const boxes = [...paper.querySelectorAll('.item')].map((one) => ({ one, box: one.getBBox() }));
    const { box: a } = boxes.find(({ one }) => one === from);
    const middleOf = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
    const [x0, y0] = middleOf(a);
    let best = null;
    for (const { one, box: b } of boxes) {
      const [x, y] = middleOf(b);
      const beside = Math.abs(y - y0) < ROW / 2;
      const good = Math.abs(way) === 1 ? beside && Math.sign(x - x0) === way : !beside && Math.sign(y - y0) === Math.sign(way);
      const far = Math.abs(way) === 1 ? Math.abs(x - x0) : Math.abs(y - y0) * 1000 + Math.abs(x - x0);
      if (one !== from && good && (!best || far < best.far)) best = { one, far, x };
    }
    if (!best) return;
    from.setAttribute('tabindex', '-1');
    best.one.setAttribute('tabindex', '0');
    best.one.focus();
    if (best.x < margin() || best.x > size.width - 10) shift(size.width / 2 - best.x);
  }

  new ResizeObserver(() => { if (measure()) arrange(); }).observe(frame);
  function reveal(id) {
    const one = [...paper.querySelectorAll('.item')].find((other) => other.dataset.of === id || other.dataset.of.startsWith(`${id}.`));
    if (one) frame.scrollTop = one.getBBox().y - size.height / 2;
  }
  return { draw, paper, reveal };
}

/** The rows: treaties, other dated ties, then events by type; what begins first stands first. */
function rowsOf(visible, state) {
  const found = [];
  const bars = (item, group) => {
    const spans = (item.spans ?? []).filter((span_) => span_.status !== 'undated' && (span_.from || span_.to));
    if (!spans.length) return;
    const name = item.treaty ?? (isEdge(item) ? briefly(item) : item.name);
    const items = spans.map((span_, number) => ({ of: `${item.id}.${number}`, select: item.id, from: span_.from ? dayOf(span_.from) : null,
      to: span_.to ? dayOf(span_.to) + 1 : null, sure: span_.sure ? dayOf(span_.sure) : null, kind: isEdge(item) ? span_.kind ?? item.kind : kindOfTreaty(span_, item),
      label: span_.says ?? '', pale: isEdge(item) && item.standing !== 'accepted', words: `${isEdge(item) && !item.treaty ? item.says : name}: ${[span_.says, stretch(span_)].filter(Boolean).join(', ')}` }));
    found.push({ group, name, items });
  };
  const lines = [...visible.edges].map((id) => byId.get(id));
  for (const node of nodes) if (node.kind === 'treaty' && visible.nodes.has(node.id)) bars(node, t('timeline.treaties'));
  for (const edge of lines) if (edge.treaty && !byId.get(edge.to).spans) bars(edge, t('timeline.treaties'));
  for (const edge of lines) if (!edge.treaty && byId.get(edge.to).kind !== 'treaty' && !edge.events) bars(edge, t('timeline.ties'));
  const first = (row) => Math.min(...row.items.map(({ from, to }) => from ?? to));
  const place_ = (row) => [t('timeline.treaties'), t('timeline.ties')].indexOf(row.group);
  found.sort((a, b) => place_(a) - place_(b) || first(a) - first(b) || (a.name < b.name ? -1 : 1));
  return [...found, ...eventRows(visible, state)];
}

/** Events by kind, in as many rows as it takes for each to be seen. */
function eventRows(visible, state) {
  const lanes = new Map();
  for (const event of eventsShown(visible, { ...state, date: null })) {
    if (event.type === 'status') continue; // the bars of the treaty say it
    const kind = look.edges[event.kind] ? event.kind : 'other';
    const item = { of: event.id, select: event.id, event: true, from: dayOf(event.from ?? event.to), to: dayOf(event.to ?? event.from) + 1, kind,
      label: '', words: `${event.says} (${event.when})`, key: look.edges[kind].label };
    const rows = lanes.get(item.key) ?? [];
    const row = rows.find((one) => one.at(-1).to <= item.from) ?? (rows.length < 6 && rows[rows.push([]) - 1]) ?? rows[0];
    (row || rows[0]).push(item);
    lanes.set(item.key, rows);
  }
  return [...lanes].flatMap(([key, rows]) => rows.map((items, number) => ({ group: t('timeline.events'), name: number ? `${key} (${number + 1})` : key, items })));
}

/** Who with whom, how, and over which place: 'China – Philippines: Dispute, South China Sea'. */
const briefly = (edge) => `${byId.get(edge.from).name} ${edge.directed ? '→' : '–'} ${byId.get(edge.to).name}: ${look.edges[edge.kind].label}${edge.place ? `, ${edge.place}` : ''}`;
const kindOfTreaty = (span_, item) => ({ InForce: 'treaty-in-force', Terminated: 'treaty-ended', Rejected: 'treaty-ended', Expired: 'treaty-ended', Withdrawn: 'treaty-ended' }[span_.status]
  ?? (item.kind === 'treaty' ? 'treaty-pending' : item.kind));
const stretch = ({ from, to }) => (from && to ? `${from} – ${to}` : from ? t('timeline.since', { date: from }) : to ? t('timeline.until', { date: to }) : '');

/** The days that the claims of the page speak of, or were published on. */
const claimDays = once(() => {
  const { claims, documents } = app.claims();
  return claims.map((claim) => claim.from ?? claim.to ?? documents[claim.document]?.day).filter((day) => /^\d{4}-\d\d-\d\d$/.test(day ?? '')).map(dayOf);
});

/** A text in as many lines as it takes, at most five, broken between words; what does not fit is cut. */
function inLines(text, room) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trimStart();
    if (!lines.at(-1) || lines.length === 5 || widthOf(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => shortened(line, room));
}

function shortened(text, room) {
  if (widthOf(text) <= room) return text;
  let [least, most] = [0, text.length];
  while (least < most) {
    const half = Math.ceil((least + most) / 2);
    if (widthOf(`${text.slice(0, half)}…`) <= room) least = half;
    else most = half - 1;
  }
  return `${text.slice(0, least).trimEnd()}…`;
}

/** Round days between two, at most so many: centuries to days. */
function ticks(first, last, most) {
  const years = [100, 50, 20, 10, 5, 2, 1];
  const [start, end] = [isoOf(Math.max(first, -700_000)), isoOf(Math.min(last, 2_900_000))].map((iso) => new Date(iso));
  const found = [];
  const yearly = years.filter((step) => (last - first) / 365.25 / step <= most).at(-1);
  const month = { numeric: ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] };
  const monthly = [1, 3, 6].find((step) => (last - first) / 30.4 / step <= most);
  if (monthly && monthly < 12 && yearly === 1) {
    for (let year = start.getUTCFullYear(); year <= end.getUTCFullYear(); year += 1) {
      for (let index = 0; index < 12; index += monthly) found.push({ day: Date.UTC(year, index, 1) / DAY_MS, words: `${year}-${month.numeric[index]}` });
    }
    if ((last - first) / 30.4 < 3) {
      const daily = [1, 2, 7, 14].find((step) => (last - first) / step <= most) ?? 14;
      return Array.from({ length: Math.ceil((last - first) / daily) }, (_, number) => Math.ceil(first) + number * daily).map((day) => ({ day, words: isoOf(day) }));
    }
    return found;
  }
  const step = yearly ?? 100;
  for (let year = Math.ceil(start.getUTCFullYear() / step) * step; year <= end.getUTCFullYear(); year += step) {
    const day = new Date(Date.UTC(2000, 0, 1));
    day.setUTCFullYear(year);
    found.push({ day: day.getTime() / DAY_MS, words: String(year) });
  }
  return found;
}

/** Dragging along the time, and up and down the rows; pinching with two fingers. */
function dragAlong(paper, { shift, scroll, zoom }) {
  moveByHand(paper, { shift: (x, y) => { shift(x); scroll(y); }, zoom: (factor, x) => zoom(factor, x), wheel: false });
}
