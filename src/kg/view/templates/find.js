// Finding by name, the way between two, and what can be done with a thing: focus, neighbours, hide.

// --- names ------------------------------------------------------------------------------------------------------------

// Letters that no decomposition takes apart, and marks that people leave out or write in other ways.
const PLAIN = { đ: 'd', ð: 'd', ł: 'l', ø: 'o', ħ: 'h', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ё: 'е' };
const plainly = (text) => fold(text).replace(/[đðłøħıßæœþё]/g, (letter) => PLAIN[letter])
  .replace(/[’‘ʼʻ`´'.·・]/g, '').replace(/[-‐‑–—_/,()«»"“”]+/g, ' ').replace(/\s+/g, ' ').trim();

const kindOf = (item) => (isEdge(item) ? look.edges[app.kind(item)] : look.nodes[item.kind])?.label ?? '';
const calls = (item) => (isEdge(item) ? item.says : item.name);

/** All names of a node or an edge, each with its language where that is known: [{ name, note }]. */
function namesOf(item) {
  if (isEdge(item)) {
    return [item.treaty, ...(item.treatyNames ?? []), item.place, item.types, item.events].filter(Boolean).map((name) => ({ name, note: '' }));
  }
  const known = new Map([item.name, ...item.names, ...(item.code ? [item.code] : [])].map((name) => [name, []]));
  for (const { name, lang, by } of item.namesBy ?? []) {
    const note = [languageName(lang), ...(by ?? [])].filter(Boolean).join(', ');
    known.set(name, [...(known.get(name) ?? []), note]);
  }
  return [...known].map(([name, notes]) => ({ name, note: [...new Set(notes)].join('; ') }));
}

/** The English name of a language tag, where the browser knows it: `ja` is Japanese. */
function languageName(tag) {
  try {
    return tag ? new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) : '';
  } catch {
    return tag;
  }
}

// Made on the first search: one line a name, so that a hit knows which name it was.
const searchable = once(() => [...nodes, ...edges.filter((edge) => edge.treaty || edge.place || edge.events)]
  .map((item) => ({ item, names: namesOf(item).map((one) => ({ ...one, plain: plainly(one.name) })) })));

/** What goes by a name, best first: the whole name, its beginning, the beginning of a word, anywhere. */
function search(words, only = () => true) {
  const wanted = plainly(words);
  if (!wanted) return [];
  const hits = [];
  for (const { item, names } of searchable()) {
    if (!only(item)) continue;
    let best = null;
    for (const one of names) {
      const at = one.plain.indexOf(wanted);
      if (at < 0) continue;
      const rank = one.plain === wanted ? 0 : at === 0 ? 1 : one.plain[at - 1] === ' ' ? 2 : 3;
      if (!best || rank < best.rank) best = { item, rank, name: one.name, note: one.note };
    }
    if (best) hits.push(best);
  }
  const ties = (item) => (isEdge(item) ? -1 : tiesOf.get(item.id).length);
  return hits.sort((a, b) => a.rank - b.rank || ties(b.item) - ties(a.item) || (calls(a.item) < calls(b.item) ? -1 : 1));
}

// --- a box that finds -------------------------------------------------------------------------------------------------

const MOST_FOUND = 12;

/**
 * A combobox with a list of what is found, used by keyboard as the ARIA practices say: arrows, Home, End, Enter, Escape.
 * `results(words)` -> [{ label, note, run }]; `id` names the input, `${id}-list` the list.
 */
function finder(id, label, results, more = {}) {
  const input = el('input', { type: 'search', id, role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-autocomplete': 'list',
    'aria-expanded': 'false', 'aria-controls': `${id}-list`, placeholder: more.placeholder });
  const list = el('ul', { id: `${id}-list`, role: 'listbox', 'aria-label': label, hidden: true });
  const note = el('p', { class: 'small none', hidden: true });
  let rows = [];
  let at = -1;

  const mark = (to) => {
    rows[at]?.element.setAttribute('aria-selected', 'false');
    at = to;
    rows[at]?.element.setAttribute('aria-selected', 'true');
    rows[at]?.element.scrollIntoView({ block: 'nearest' });
    if (rows[at]) input.setAttribute('aria-activedescendant', rows[at].element.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    list.hidden = true;
    note.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    mark(-1);
  };
  const take = (row) => {
    close();
    row.run();
  };
  const open = () => {
    const all = results(input.value);
    rows = all.slice(0, MOST_FOUND).map((row, number) => ({ ...row, element: el('li', { id: `${id}-${number}`, role: 'option', 'aria-selected': 'false' },
      el('span', {}, row.label), el('span', { class: 'small' }, row.note)) }));
    for (const row of rows) {
      row.element.addEventListener('pointerdown', (event) => event.preventDefault());
      row.element.addEventListener('click', () => take(row));
    }
    list.replaceChildren(...rows.map(({ element }) => element));
    list.hidden = !rows.length;
    const asked = input.value.trim() !== '';
    const words = !asked ? '' : !rows.length ? t('find.nothing') : all.length > MOST_FOUND ? t('find.more', { count: all.length - MOST_FOUND }) : '';
    note.textContent = words;
    note.hidden = !words;
    input.setAttribute('aria-expanded', String(rows.length > 0));
    mark(rows.length ? 0 : -1);
    if (asked) app.tell(rows.length ? t('find.count', { count: all.length }) : t('find.nothing'));
  };
  input.addEventListener('input', open);
  input.addEventListener('focus', () => { if (input.value.trim() && list.hidden) open(); });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const steps = { ArrowDown: (at + 1) % rows.length, ArrowUp: (at - 1 + rows.length) % rows.length };
    if (event.key === 'Enter') {
      if (list.hidden) open();
      if (rows[at]) take(rows[at]);
    } else if (event.key === 'Escape') {
      if (list.hidden) input.value = '';
      close();
      event.stopPropagation();
    } else if (event.key in steps) {
      if (list.hidden) open();
      else mark(steps[event.key]);
    } else return;
    event.preventDefault();
  });
  return { input, box: el('div', { class: 'finder' }, el('label', { for: id }, label), el('div', { class: 'under' }, input, list, note)) };
}

/** How a hit says by which name it was found, where that is not the name that it goes by. */
function hitNote({ item, name, note }) {
  const by = isEdge(item) || item.name === name || item.name.split(' / ').includes(name) ? '' : name;
  return [kindOf(item), [by, by && note ? `(${note})` : ''].filter(Boolean).join(' ')].filter(Boolean).join(' · ');
}

const findActions = (words) => app.actions.filter(({ label }) => words && plainly(label).includes(plainly(words)))
  .map((action) => ({ label: action.label, note: t('find.action'), run: () => run(action) }));

/** Look at something: it is selected, and the picture brings it into view. */
function lookAt(id) {
  app.set({ selected: id, hidden: app.state.hidden.filter((one) => one !== id) });
  if (app.state.view !== 'network' && app.views[app.state.view]?.reveal) app.views[app.state.view].reveal(id);
}

function openFind() {
  const { box } = finder('find', t('find.label'), (words) => [
    ...search(words).map((hit) => ({ label: calls(hit.item), note: hitNote(hit), run: () => lookAt(hit.item.id) })),
    ...findActions(words),
  ], { placeholder: t('find.placeholder') });
  box.classList.add('search');
  $('toolbar').append(box);
}

// --- what can be done with a thing ------------------------------------------------------------------------------------

const current = () => byId.get(app.state.selected);
const currentNode = () => (current() && !isEdge(current()) ? current() : null);

const focusOn = (id) => app.set({ focus: id, depth: 1, path: null, hidden: app.state.hidden.filter((one) => one !== id) });
const expand = (id) => app.set({ expanded: [...app.state.expanded, id] });
function hide(id) {
  const { selected, focus, path, hidden } = app.state;
  app.set({ hidden: [...hidden, id], selected: selected === id ? null : selected, focus: focus === id ? null : focus,
    path: path?.includes(id) ? null : path });
}

/** The buttons of a node or an edge, for the evidence panel. */
function itemTools(item) {
  const button = (name, act) => el('button', { type: 'button', class: 'quiet', 'data-act': name, onclick: act }, t(`find.${name}`));
  if (isEdge(item)) return el('div', { class: 'acts' }, button('hide', () => hide(item.id)));
  return el('div', { class: 'acts' }, button('focus', () => focusOn(item.id)), button('expand', () => expand(item.id)),
    button('hide', () => hide(item.id)), button('path_from', () => startPath(item.id)));
}

// --- the way between two ----------------------------------------------------------------------------------------------

const ends = { from: null, to: null };

function startPath(id) {
  ends.from = id;
  ends.to = null;
  openPart('ways');
  writeEnds();
  $('path-to').focus();
}

const writeEnds = () => {
  for (const side of ['from', 'to']) $(`path-${side}`).value = ends[side] ? calls(byId.get(ends[side])) : '';
};

function pathBox() {
  const side = (name, label) => finder(`path-${name}`, label, (words) => search(words, (item) => !isEdge(item)).map((hit) => ({
    label: calls(hit.item), note: hitNote(hit), run: () => {
      ends[name] = hit.item.id;
      writeEnds();
      if (ends.from && ends.to) app.set({ path: [ends.from, ends.to], focus: null, selected: null });
      else $(name === 'from' ? 'path-to' : 'path-from').focus();
    },
  }))).box;
  return el('details', { id: 'ways', class: 'part' }, el('summary', {}, t('find.path')),
    side('from', t('find.path_start')), side('to', t('find.path_end')), el('div', { id: 'path-words' }));
}

const namesInRow = (ids) => ids.map((id) => calls(byId.get(id)));

/** The ways in words: each step with the ties that make it, as buttons that show their evidence. */
function pathWords(state) {
  const box = $('path-words');
  if (!state.path) {
    box.replaceChildren();
    ends.from = ends.to = null;
    writeEnds();
    return;
  }
  [ends.from, ends.to] = state.path;
  writeEnds();
  openPart('ways');
  const path = app.path();
  const [from, to] = namesInRow(state.path);
  if (!path.ways.length) {
    box.replaceChildren(el('p', {}, t('find.no_path', { from, to })), el('button', { type: 'button', onclick: () => app.set({ path: null }) }, t('find.path_end_it')));
    app.tell(t('find.no_path', { from, to }));
    return;
  }
  const steps = path.ways[0].length - 1;
  const head = t('find.paths', { count: path.ways.length, steps: t('find.steps', { count: steps }), from, to });
  const along = new Set(path.edges);
  const step = (one, other) => {
    const between = tiesOf.get(one).filter((edge) => along.has(edge.id) && (edge.from === other || edge.to === other));
    return el('li', {}, `${calls(byId.get(one))} – ${calls(byId.get(other))}`, el('ul', { class: 'ties' }, ...between.map((edge) => el('li', {},
      el('button', { type: 'button', onclick: () => app.select(edge.id) }, edge.says, edge.types || edge.events ? ` (${edge.types || edge.events})` : '')))));
  };
  const way = (ids) => el('details', { open: path.ways.length === 1 }, el('summary', {}, namesInRow(ids).join(' → ')),
    el('ol', {}, ...ids.slice(1).map((id, number) => step(ids[number], id))));
  box.replaceChildren(el('p', {}, head), ...path.ways.slice(0, 12).map(way),
    path.ways.length > 12 ? el('p', { class: 'small' }, t('find.more_paths', { count: path.ways.length - 12 })) : '',
    el('button', { type: 'button', onclick: () => app.set({ path: null }) }, t('find.path_end_it')));
  app.tell(head);
}

let told = null; // the answer of app.visible() that the words were written for
app.on((state, old) => {
  if (!edges.length) return;
  const changed = !same(state.path, old?.path ?? null);
  if (changed || state.path && app.visible() !== told) pathWords(state);
  told = app.visible();
});
