// The day of the page: a slider over the years, a field for a day, and a button that plays the years in turn. What held
// on a day was computed in Python (spans); here days are only compared. The day is part of the page's state.
const TICK = 900; // milliseconds for a year that is played
const player = { playing: null };
const lastOf = (year) => `${year}-12-31`;

/** Years in which something begins, changes or ends: those that playing stops at. */
const turns = () => {
  const [first, last] = data.years;
  const years = new Set([first, last]);
  for (const item of [...edges, ...nodes]) {
    for (const one of item.spans ?? []) for (const iso of [one.from, one.to]) if (iso) years.add(Number(iso.slice(0, 4)));
  }
  return [...years].filter((year) => first <= year && year <= last).sort((a, b) => a - b);
};

function openTime() {
  const box = $('time');
  if (!data.years || !box) {
    box?.remove();
    return;
  }
  const [first, last] = data.years;
  const slide = el('input', { type: 'range', id: 'year', min: first, max: last, step: 1, value: last, 'aria-label': t('time.year'),
    oninput: () => { stop(); setYear(Number(slide.value)); } });
  const pick = el('input', { type: 'date', id: 'day', min: `${String(first).padStart(4, '0')}-01-01`, max: lastOf(last), 'aria-label': t('time.day'),
    onchange: () => { stop(); app.set({ date: pick.value || null }); } });
  box.append(
    el('button', { type: 'button', id: 'play', onclick: () => (player.playing ? stop() : play()) }, t('time.play')),
    el('span', { class: 'years' }, el('span', { class: 'small', 'aria-hidden': 'true' }, String(first)), slide, el('span', { class: 'small', 'aria-hidden': 'true' }, String(last))),
    pick,
    el('button', { type: 'button', id: 'any-time', onclick: () => { stop(); app.set({ date: null }); } }, t('time.any')),
    el('p', { id: 'then' }));
  app.actions.push({ id: 'play', keys: ['t'], bar: false, label: t('time.play_years'), run: () => (player.playing ? stop() : play()) });
  app.on(showTime);
}

const setYear = (year, how) => app.set({ date: lastOf(String(year).padStart(4, '0')) }, how);

/** Play the years in which something changes, from the year that is shown, or from the first. */
function play() {
  const years = turns();
  const shown = app.state.date ? Number(app.state.date.slice(0, 4)) : null;
  const rest = years.filter((year) => shown === null || shown >= years.at(-1) || year > shown);
  if (!rest.length) return;
  let fresh = true;
  const next = () => {
    const year = rest.shift();
    if (year === undefined) {
      stop();
      return;
    }
    setYear(year, { undo: fresh });
    fresh = false;
    player.playing = setTimeout(next, TICK);
  };
  next();
  $('play').textContent = t('time.pause');
}

function stop() {
  clearTimeout(player.playing);
  player.playing = null;
  $('play').textContent = t('time.play');
}

/** How many ties of each kind there are on the day, the most first. */
function tallyThen() {
  const counts = new Map();
  const visible = app.visible();
  for (const id of visible.edges) {
    const now = asOf(byId.get(id), app.state.date);
    const kind = now.span?.status === 'undated' || !byId.get(id).spans ? '' : now.kind;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const label = (kind) => (kind ? look.edges[kind].label : t('time.without_date'));
  return [...counts].sort(([a, x], [b, y]) => (a === '') - (b === '') || y - x || (label(a) < label(b) ? -1 : 1)).map(([kind, count]) => `${label(kind)} ${count}`);
}

function showTime(state, old) {
  const { date } = state;
  $('time').classList.toggle('set', Boolean(date));
  $('any-time').setAttribute('aria-pressed', String(!date));
  if (date) $('year').value = String(Number(date.slice(0, 4)));
  else $('year').value = String(data.years[1]);
  $('year').setAttribute('aria-valuetext', date ? dayWords(date) : t('time.any'));
  if ($('day').value !== (date ?? '')) $('day').value = date ?? '';
  const words = date ? t('time.then', { day: dayWords(date), what: tallyThen().join(' · ') || t('time.nothing') }) : t('time.unset');
  $('then').textContent = words;
  if (old && date !== old.date && !player.playing) app.tell(words);
}

openTime();
