// The keyboard: one list of actions makes the tool bar, the keys, the help and the commands that the search finds.
// Keys of one letter work unless one is typing, and can be turned off in the help. In the picture arrows go from thing
// to thing, and N and Shift+N along the ties of one.

const typing = (target) => target.closest?.('input, textarea, select, [contenteditable]') !== null && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
let letters = true; // whether keys of one letter work
const stored = (act) => {
  try {
    return act();
  } catch {
    return null; // a page from a file may have no storage
  }
};

function keyName(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.shiftKey && event.key.length > 1 || event.shiftKey && /[a-z]/i.test(event.key) ? 'Shift+' : ''}${event.altKey ? 'Alt+' : ''}${key}`;
}

const possible = (action) => !action.when || action.when();
function run(action) {
  if (possible(action)) action.run();
  else app.tell(action.needs ?? t('help.not_now'));
}

function onKey(event) {
  if (event.defaultPrevented || $('help')?.open || $('saving')?.open) return;
  const name = keyName(event);
  const action = app.actions.find(({ keys = [] }) => keys.some((key) => key === name));
  if (!action) return;
  const chord = name.startsWith('Ctrl+') || event.key.length > 1;
  if (!chord && (!letters || typing(event.target))) return;
  if (chord && typing(event.target) && action.id !== 'close') return;
  if (event.altKey || action.needs && !possible(action) && event.key === 'Escape') return;
  event.preventDefault();
  run(action);
}

// --- the picture by keyboard ------------------------------------------------------------------------------------------

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The shown thing that lies nearest in a direction: how far it lies aside counts twice. */
function neighbourThatWay(from, [dx, dy], at, ids) {
  let best = null;
  for (const id of ids) {
    if (id === from || !at.has(id)) continue;
    const [x, y] = [at.get(id).x - at.get(from).x, at.get(id).y - at.get(from).y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (along <= 0 || aside > along * 2.5) continue;
    const far = along + 2 * aside;
    if (!best || far < best.far || far === best.far && id < best.id) best = { id, far };
  }
  return best?.id;
}

function step(event) {
  const at = placesOf();
  const ids = [...at.keys()];
  if (!ids.length) return false;
  const item = current();
  const go = (id) => {
    if (!id) return true;
    app.set({ selected: id }, { undo: false });
    app.tell(spoken(byId.get(id)));
    return true;
  };
  if (event.key in ARROWS) {
    if (!item || !isEdge(item) && !at.has(item.id)) return go([...ids].sort((a, b) => tiesOf.get(b).length - tiesOf.get(a).length || order(a, b))[0]);
    if (isEdge(item)) return go(event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? item.from : item.to);
    return go(neighbourThatWay(item.id, ARROWS[event.key], at, ids));
  }
  if (event.key.toLowerCase() === 'n' && item && !event.ctrlKey && !event.altKey && !event.metaKey) {
    const { edges: shown } = app.visible();
    const around = tiesOf.get(isEdge(item) ? turning ?? item.from : item.id).filter(({ id }) => shown.has(id));
    turning = isEdge(item) ? turning ?? item.from : item.id;
    const place = around.findIndex(({ id }) => id === item.id);
    const next = place < 0 ? (event.shiftKey ? around.length - 1 : 0) : (place + (event.shiftKey ? -1 : 1) + around.length) % around.length;
    return go(around[next]?.id);
  }
  if (event.key === 'Enter' && item) {
    $('panel').focus();
    return true;
  }
  if (event.key === '+' || event.key === '-' || event.key === '0') {
    $({ '+': 'closer', '-': 'farther', 0: 'whole' }[event.key]).click();
    return true;
  }
  return false;
}
let turning = null; // the thing whose ties are gone through

/** What a screen reader says of something in the picture. */
function spoken(item) {
  const { edges: shown } = app.visible();
  if (isEdge(item)) return [item.says, kindOf(item), look.standings[app.standing(item)].label, app.status(item), span(item)].filter(Boolean).join('. ');
  return t('help.spoken', { name: item.name, kind: kindOf(item), ties: t('panel.ties', { count: tiesOf.get(item.id).filter(({ id }) => shown.has(id)).length }) });
}

function openPictureKeys() {
  const picture = $('picture');
  picture.tabIndex = 0;
  picture.setAttribute('role', 'application');
  picture.setAttribute('aria-roledescription', t('help.picture'));
  picture.setAttribute('aria-describedby', 'picture-keys');
  picture.after(el('p', { id: 'picture-keys', class: 'unseen-words' }, t('help.picture_keys')));
  picture.addEventListener('keydown', (event) => {
    if (step(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  app.on((state) => { if (!state.selected || !isEdge(byId.get(state.selected) ?? {})) turning = null; });
}

// --- help -------------------------------------------------------------------------------------------------------------

const spelled = (key) => key.replace(/^./, (first) => first.toUpperCase()).replace('Shift+', `${t('help.shift')}+`).replace(/\+([a-z])$/, (whole, one) => `+${one.toUpperCase()}`);

function helpBox() {
  const tick = el('input', { type: 'checkbox', id: 'letters', onchange: () => {
    letters = tick.checked;
    stored(() => localStorage.setItem('kg-letters', letters ? 'on' : 'off'));
  } });
  tick.checked = letters;
  const row = (label, keys) => el('tr', {}, el('th', { scope: 'row' }, label), el('td', {}, ...keys.flatMap((key, number) => [number ? ' ' : '', el('kbd', {}, spelled(key))])));
  const picture = ['arrows', 'along', 'read', 'zoom'].map((name) => row(t(`help.${name}`), t(`help.${name}_keys`).split(' ')));
  const dialog = $('help') ?? el('dialog', { id: 'help' });
  dialog.setAttribute('aria-labelledby', 'help-title');
  dialog.replaceChildren(
    el('div', { class: 'bar' }, el('h2', { id: 'help-title' }, t('help.title')), el('button', { type: 'button', 'aria-label': t('help.close'), onclick: () => dialog.close() }, '×')),
    el('p', {}, t('help.words')),
    el('table', { class: 'keys' }, el('caption', {}, t('help.everywhere')), el('tbody', {}, ...app.actions.filter(({ keys }) => keys?.length).map((action) => row(action.label, action.keys)))),
    el('table', { class: 'keys' }, el('caption', {}, t('help.in_picture')), el('tbody', {}, ...picture)),
    el('label', { class: 'tick' }, tick, el('span', {}, t('help.letters'))));
  document.body.append(dialog);
}

function openKeys() {
  letters = stored(() => localStorage.getItem('kg-letters')) !== 'off';
  document.addEventListener('keydown', onKey);
  openPictureKeys();
}

function openHelp() {
  if (!$('help-title')) helpBox();
  $('help').showModal();
}
