// The tool bar, the tabs, light and dark; and the start of it all.

// --- actions ----------------------------------------------------------------------------------------------------------

const VIEWS = ['network', 'map', 'timeline', 'table'];
const needsNode = { when: () => currentNode() !== null, get needs() { return t('help.needs_node'); } };
const goTo = (view) => app.set({ view }, { undo: false });
function pictureFirst(act) {
  goTo('network');
  act();
}

app.actions.push(
  { id: 'find', keys: ['/'], bar: false, label: t('help.find'), run: () => { $('find').focus(); $('find').select(); } },
  { id: 'filters', keys: ['l'], bar: true, label: t('filter.title'), run: () => { openPart('filters'); $('filters').querySelector('summary').focus(); } },
  { id: 'path', keys: ['p'], bar: true, label: t('find.path'), short: t('find.path_short'), run: () => { openPart('ways'); $(currentNode() && !app.state.path ? (ends.from = currentNode().id, writeEnds(), 'path-to') : 'path-from').focus(); } },
  { id: 'undo', keys: ['u', 'Ctrl+z'], bar: true, label: t('state.undo'), when: app.canUndo, needs: t('state.nothing'), run: () => { app.undo(); app.tell(t('state.undone')); } },
  { id: 'redo', keys: ['Shift+u', 'Ctrl+Shift+z', 'Ctrl+y'], bar: true, label: t('state.redo'), when: app.canRedo, needs: t('state.nothing'), run: () => { app.redo(); app.tell(t('state.redone')); } },
  { id: 'reset', keys: ['r'], bar: false, label: t('filter.reset'), run: app.reset },
  { id: 'focus', keys: ['f'], bar: false, label: t('find.focus'), ...needsNode, run: () => focusOn(currentNode().id) },
  { id: 'expand', keys: ['e'], bar: false, label: t('find.expand'), ...needsNode, run: () => expand(currentNode().id) },
  { id: 'wider', keys: ['>'], bar: false, label: t('filter.wider'), when: () => app.state.focus !== null && app.state.depth < 6, needs: t('help.needs_focus'), run: () => app.set({ depth: app.state.depth + 1 }) },
  { id: 'nearer', keys: ['<'], bar: false, label: t('filter.nearer'), when: () => app.state.focus !== null && app.state.depth > 1, needs: t('help.needs_focus'), run: () => app.set({ depth: app.state.depth - 1 }) },
  { id: 'hide', keys: ['h'], bar: false, label: t('find.hide'), when: () => current() !== undefined, needs: t('help.needs_item'), run: () => hide(current().id) },
  ...VIEWS.map((view, number) => ({ id: view, keys: [String(number + 1)], bar: false, label: t('help.view', { view: t(`page.${view}`) }), run: () => { goTo(view); $(`tab-${view}`).focus(); } })),
  { id: 'save', keys: ['s'], bar: true, label: t('export.title'), short: t('export.short'), run: () => openSaving() },
  { id: 'theme', keys: ['d'], bar: true, label: t('state.theme'), short: t('state.theme_short'), run: () => app.set({ theme: app.isDark() ? 'light' : 'dark' }, { undo: false }) },
  { id: 'help', keys: ['?'], bar: true, label: t('help.title'), short: t('help.short'), run: openHelp },
  { id: 'close', keys: ['Escape'], bar: false, label: t('help.back'), when: () => app.state.selected !== null, run: () => {
    app.select(null);
    if ($('panel').contains(document.activeElement)) (app.state.view === 'network' ? $('picture') : $(`tab-${app.state.view}`)).focus();
  } },
);

function openToolbar() {
  $('toolbar').setAttribute('role', 'region');
  const group = el('div', { class: 'buttons' });
  for (const action of app.actions.filter(({ bar }) => bar)) {
    const keys = action.keys.map((key) => key.replace('Ctrl+', 'Control+')).join(' ');
    group.append(el('button', { type: 'button', id: `do-${action.id}`, 'aria-keyshortcuts': keys, 'aria-label': action.short ? action.label : undefined, title: `${action.label} (${spelled(action.keys[0])})`,
      onclick: () => run(action) }, action.short ?? action.label));
  }
  $('toolbar').append(group);
  app.on((state) => {
    for (const id of ['undo', 'redo']) $(`do-${id}`).setAttribute('aria-disabled', String(!possible(app.actions.find((one) => one.id === id))));
    $('do-theme').setAttribute('aria-pressed', String(app.isDark()));
  });
}

// --- views ------------------------------------------------------------------------------------------------------------

function openTabs() {
  const tabs = [...$('tabs').children];
  for (const [number, tab] of tabs.entries()) {
    tab.addEventListener('click', () => goTo(tab.dataset.view));
    tab.addEventListener('keydown', (event) => {
      const to = { ArrowRight: number + 1, ArrowLeft: number - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = tabs[to % tabs.length];
      next.focus();
      goTo(next.dataset.view);
    });
  }
}

function drawViews(state, old) {
  const visible = app.visible();
  if (state.view !== old?.view) {
    for (const tab of $('tabs').children) {
      const here = tab.dataset.view === state.view;
      tab.setAttribute('aria-selected', String(here));
      tab.tabIndex = here ? 0 : -1;
      $(tab.dataset.view).hidden = !here;
    }
    if (old) app.views[old.view].hide();
    app.views[state.view].show(state, visible);
  }
  app.views[state.view].draw(state, visible, old ?? app.home);
}

// --- light and dark ---------------------------------------------------------------------------------------------------

function paintTheme() {
  document.documentElement.dataset.theme = app.isDark() ? 'dark' : 'light';
}
/** Call all listeners again, as after a change, for what is not in the state changed: the system turned dark. */
function again() {
  paintTheme();
  for (const listener of listeners) listener(app.state, app.state);
}

// --- start ------------------------------------------------------------------------------------------------------------

function openSkips() {
  const skip = (label, act) => el('button', { type: 'button', class: 'skip', onclick: act }, label);
  document.querySelector('a.skip')?.remove();
  document.body.prepend(
    skip(t('help.skip_find'), () => $('find').focus()),
    skip(t('help.skip_picture'), () => { goTo('network'); $('picture').focus(); }),
    skip(t('help.skip_table'), () => { goTo('table'); $('table').tabIndex = -1; $('table').focus(); }),
    skip(t('help.skip_panel'), () => $('panel').focus()));
}

/** Beside the picture, evidence that lies below open filters is brought up; below the picture, nothing jumps. */
function panelIntoView() {
  const side = $('panel').parentElement;
  const [box, panel] = [side.getBoundingClientRect(), $('panel').getBoundingClientRect()];
  if (side.scrollHeight > side.clientHeight && box.height && (panel.top > box.top + box.height * 0.4 || panel.top < box.top)) side.scrollTop += panel.top - box.top;
}

function start() {
  app.on(paintTheme);
  openSkips();
  openFind();
  openToolbar();
  openLegend();
  openTabs();
  openPicture();
  openKeys();
  app.on((state, old) => {
    if (state.selected === old?.selected && state.date === old?.date) return;
    showPanel();
    if (state.selected && state.selected !== old?.selected) panelIntoView();
  });
  app.on(drawViews);
  let shown = null;
  app.on((state, old) => {
    const visible = app.visible();
    if (state.view !== 'network') count(visible); // the picture counts by itself
    if (old && visible !== shown) app.tell(t('state.shown', { things: visible.nodes.size, ties: visible.edges.size, all: edges.length }));
    shown = visible;
  });
  dark.addEventListener('change', again);
  addEventListener('beforeprint', () => app.views.table.print());
  app.start();
  // a picture that is not on the screen is drawn when it is; the view that is has been drawn
  if (app.state.view !== 'network') document.body.dataset.ready = 'yes';
  if (app.missing) app.tell(t('state.missing', { count: app.missing }));
}

// For tests and scripts: the address of the state, and what the picture holds.
window.kgLink = () => app.link();
window.kgDrawn = () => ({ nodes: sheets.nodes.getIds(), edges: sheets.edges.getIds() });

if (edges.length) start();
else {
  paintTheme();
  app.views.table.show();
  document.body.dataset.ready = 'yes';
}
