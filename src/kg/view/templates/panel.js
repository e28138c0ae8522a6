// What is known of one node, edge or event, and on whose word. Claims of documents and facts of the reference data are
// told apart everywhere: the first with the words of the document, the second with the page that they rest on.
const eventById = new Map((data.events ?? []).map((event) => [event.id, event]));

function facts(pairs) {
  const known = pairs.filter(([, value]) => value !== undefined && value !== '' && value !== null);
  return known.length ? el('dl', {}, ...known.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])) : '';
}

function span(edge) {
  if (!edge.first) return '';
  return edge.last && edge.last !== edge.first ? `${edge.first} to ${edge.last}` : edge.first;
}

const MONTHS = t('time.months').split(' ');
/** An ISO day in words. */
function dayWords(iso) {
  const [year, month, number] = iso.split('-').map(Number);
  return `${number} ${MONTHS[month - 1]} ${year}`;
}

// --- sources ----------------------------------------------------------------------------------------------------------

/** The words of the document, in the sentence that they stand in where it is known. */
function quotation(claim) {
  if (claim.withheld) return el('p', { class: 'small withheld' }, claim.withheld);
  if (!claim.quote) return '';
  const around = (words) => (words ? el('span', { class: 'around' }, ...exact(words)) : '');
  return el('blockquote', { dir: 'auto' }, around(claim.before), el('mark', {}, ...exact(claim.quote)), around(claim.after));
}

function flagNote({ severity, what, reference, remedy, source }) {
  return el('div', { class: `flag ${severity}` },
    el('p', {}, el('strong', {}, t(`panel.flag_${severity}`)), ` ${what}`),
    reference ? el('p', { class: 'small' }, `${t('reference.label')}: ${reference}`) : '',
    remedy ? el('p', { class: 'small' }, remedy) : '',
    source ? el('p', { class: 'source' }, outward(source)) : '');
}

function claimCard(number) {
  const claim = app.claims().claims[number];
  const source = app.claims().documents[claim.document];
  const origin = [source.publisher, source.published].filter(Boolean).join(', ');
  const box = el('article', { class: claim.accepted ? 'claim accepted' : 'claim', 'data-claim': claim.id },
    el('p', {}, el('span', { class: claim.stance === 'stated' ? 'stance' : 'stance other' }, claim.label), claim.says),
    el('p', { class: 'small' }, claim.stanceSays, claim.accepted ? '' : ` ${t('panel.not_accepted')}`),
    facts([[t('panel.holder'), claim.holder], [t('panel.date'), claim.date && claim.dateWords ? `${claim.date} (“${claim.dateWords}”)` : claim.date],
      [t('panel.place'), claim.place]]),
    ...(claim.flags ?? []).map(flagNote), quotation(claim),
    el('p', { class: 'source' }, source.title, origin ? ` (${origin})` : ''),
    ...(source.links ?? []).map((address) => el('p', { class: 'source' }, outward(address))),
    claim.rule ? el('p', { class: 'source' }, [t('panel.rule', { rule: claim.rule }), claim.sure ? t('panel.sure', { sure: claim.sure }) : ''].filter(Boolean).join('; ')) : '',
    copyButton(t('panel.cite'), () => citation(claim, source)));
  if (!app.claimShown(number)) box.classList.add('filtered');
  return box;
}

/** A fact of the reference data, with the page that it rests on. */
function referenceNote(number, words) {
  const fact = app.claims().references[number];
  return el('div', { class: 'reference' },
    el('p', {}, el('span', { class: 'stance ref' }, t('reference.label')), words ?? fact.says, fact.when ? ` (${fact.when})` : ''),
    ...(fact.links ?? []).map((address) => el('p', { class: 'source' }, outward(address))));
}

const evidence = (item) => (item.claims ?? []).map(claimCard);

/** How many claims of an item a check has something against, as a line that leads to them. */
function flagged(item) {
  const marked = (item.claims ?? []).filter((number) => app.claims().claims[number].flags);
  if (!marked.length) return '';
  return el('p', { class: 'flagged' }, t('panel.flagged', { count: marked.length }));
}

// --- history and dates ------------------------------------------------------------------------------------------------

function history(item) {
  if (!item.history) return [];
  const said = (one) => (one.said === 'reference' ? t('reference.label') : one.said).toLowerCase();
  const line = (one) => el('li', { class: one.said ? 'other' : '' }, `${one.date}: ${one.by ? `${one.by}: ` : ''}${one.status}`, one.said ? ` (${said(one)})` : '',
    one.documents > 1 ? `, ${t('panel.claims', { count: one.documents })}` : '',
    ...(one.refs ?? []).flatMap((ref) => (app.claims().references[ref].links ?? []).slice(0, 1).map((address) => [' ', outward(address, t('panel.source'))])).flat());
  const lines = item.history.map(line);
  const list = el('ol', { class: 'history' }, ...lines.slice(0, 12));
  const rest = lines.slice(12);
  return [el('h3', {}, t('panel.history')), list,
    rest.length ? el('details', {}, el('summary', {}, t('panel.steps', { count: rest.length })), el('ol', { class: 'history', start: 13 }, ...rest)) : ''];
}

/** What holds on the day of the page, in words; '' where no day is set. */
function thenWords(item) {
  const { date } = app.state;
  if (!date) return '';
  const now = asOf(item, date);
  if (!now.on) return t('time.off');
  if (!item.spans || now.span?.status === 'undated') return t('time.undated');
  if (item.events) return t('time.before', { what: eventsThen(item, date) });
  const words = now.span.says ?? (now.span.status === 'holds' ? t('time.holds') : now.status ?? t('time.holds'));
  const since = now.span.from && now.span.from === (now.span.sure ?? now.span.from) ? ` (${t('time.since', { day: dayWords(now.span.from) })})` : '';
  return `${words}${since}${now.sure ? '' : ` (${t('time.unsure')})`}`;
}

/** What happened in the twelve months up to a day: types with their numbers. */
function eventsThen(item, date) {
  const counts = new Map();
  for (const one of item.spans) {
    if (one.from && one.from <= date && (!one.to || date <= one.to)) counts.set(one.says, (counts.get(one.says) ?? 0) + 1);
  }
  return [...counts].map(([what, count_]) => (count_ > 1 ? `${what} ${count_}` : what)).sort().join(', ');
}

/** The label and the words of what holds on the day of the page. */
const thenRow = (item) => [app.state.date ? t('time.on', { day: dayWords(app.state.date) }) : '', thenWords(item)];

// --- nodes, edges, events ---------------------------------------------------------------------------------------------

function edgePanel(edge) {
  const now = asOf(edge, app.state.date);
  const refs = (edge.refs ?? []).filter((ref) => app.claims().references[ref].what !== 'status');
  return [
    facts([[t('panel.tie'), look.edges[now.kind].label], [t('panel.type'), edge.types], [t(app.state.date ? 'panel.latest' : 'panel.status'), edge.status], thenRow(edge),
      [t('panel.place'), edge.place], [t('panel.events'), edge.events], [t('panel.when'), span(edge)],
      [t('panel.firm'), look.standings[edge.standing].label], [t('panel.sources'), t('panel.independent', { count: edge.sources })]]),
    edge.note ? el('p', { class: 'small' }, edge.note) : '', flagged(edge), ...history(edge),
    el('h3', {}, t('panel.claims', { count: edge.claims.length })), ...evidence(edge), ...refs.map((ref) => referenceNote(ref)),
  ];
}

/** All names of a thing by who uses them, each in its language. */
function namesInUse(node) {
  if (!node.namesBy) return [];
  const groups = new Map();
  for (const use of node.namesBy) {
    const key = (use.by ?? []).join(', ');
    groups.set(key, [...(groups.get(key) ?? []), use]);
  }
  const rows = [...groups].sort(([one], [other]) => (one === '') - (other === '') || one.localeCompare(other)).map(([by, uses]) => [
    by || t('panel.used_by_many'),
    el('span', {}, ...uses.flatMap((use, number) => [number ? '; ' : '', el('span', { lang: use.lang, dir: 'auto' }, use.name),
      use.lang && use.lang !== 'en' ? el('span', { class: 'small' }, ` (${use.lang})`) : ''])),
  ]);
  return [el('h3', {}, t('panel.who_calls')), facts(rows)];
}

/** Who claims and who administers a feature, apart, each with who says so. Whose it is, nobody is made to say. */
function stands(node) {
  const claims = tiesOf.get(node.id).filter((edge) => edge.kind === 'position' && edge.to === node.id);
  const said = new Map();
  for (const edge of claims) said.set(byId.get(edge.from).name, [el('button', { type: 'button', class: 'quiet', onclick: () => app.select(edge.id) },
    `${edge.standing === 'accepted' ? t('panel.documents') : look.standings[edge.standing].label}: ${t('panel.claims', { count: edge.claims.length })}`)]);
  for (const stand of node.positions ?? []) said.set(stand.who, [...(said.get(stand.who) ?? []), referenceNote(stand.ref)]);
  const group = (title, people) => (people.length ? [el('h3', {}, title), el('dl', { class: 'stands' },
    ...people.flatMap(([who, words]) => [el('dt', {}, who), el('dd', {}, ...words)]))] : []);
  const holders = new Map();
  for (const stand of node.administered ?? []) holders.set(stand.who, [...(holders.get(stand.who) ?? []), referenceNote(stand.ref)]);
  const byName = ([one], [other]) => one.localeCompare(other);
  return [...group(t('panel.claimed_by'), [...said].sort(byName)), ...group(t('panel.administered_by'), [...holders].sort(byName))];
}

function nodePanel(node) {
  const contested = node.kind === 'feature' || node.kind === 'area';
  const ties = tiesOf.get(node.id);
  const others = node.names.filter((name) => name !== node.name);
  return [
    facts([[t('panel.kind'), look.nodes[node.kind].label], [t('panel.code'), node.code],
      [t('panel.names'), others.length && !node.namesBy ? node.names.join('; ') : ''], [t('panel.type'), node.types],
      [t(app.state.date ? 'panel.latest' : 'panel.status'), node.status], node.spans ? thenRow(node) : ['', '']]),
    contested ? el('p', { class: 'small' }, t('panel.contested')) : '',
    contested && node.namesBy ? el('p', {}, el('span', { class: 'small' }, `${t('panel.names')}: `), node.names.join('; ')) : '',
    ...(contested ? [...namesInUse(node), ...stands(node)] : []),
    flagged(node), ...history(node),
    ...(node.claims ? [el('h3', {}, t('panel.said_of')), ...evidence(node)] : []),
    el('h3', {}, t('panel.ties', { count: ties.length })),
    el('ul', { class: 'ties' }, ...ties.map((edge) => el('li', {}, el('button', { type: 'button', onclick: () => app.select(edge.id) },
      edge.says, edge.types || edge.events ? ` (${edge.types || edge.events})` : '')))),
    ...(contested ? [] : [foldedNames(node)]),
  ];
}

/** The names of a state in all languages are many: folded. */
function foldedNames(node) {
  const parts = namesInUse(node);
  return parts.length ? el('details', {}, el('summary', {}, t('panel.all_names', { count: node.namesBy.length })), ...parts.slice(1)) : '';
}

function eventPanel(event) {
  const home = byId.get(event.edge ?? event.node);
  return [
    facts([[t('panel.when'), event.when], [t('panel.place'), event.place]]),
    ...(event.claims ?? []).map(claimCard),
    home ? el('ul', { class: 'ties' }, el('li', {}, el('button', { type: 'button', onclick: () => app.select(home.id) }, home.says ?? home.name))) : '',
  ];
}

/** Fill the panel with what is known of what is selected; with nothing, a hint. */
function showPanel() {
  const panel = $('panel');
  const { selected } = app.state;
  const item = byId.get(selected) ?? eventById.get(selected);
  if (!item) {
    panel.replaceChildren(el('p', { class: 'hint' }, t('panel.hint')));
    return;
  }
  const event = eventById.has(selected);
  const heading = el('h2', {}, event || isEdge(item) ? item.says : item.name);
  const close = el('button', { type: 'button', class: 'close', 'aria-label': t('panel.close'), onclick: () => app.select(null) }, '×');
  const parts = event ? eventPanel(item) : isEdge(item) ? edgePanel(item) : nodePanel(item);
  panel.replaceChildren(...[el('div', { class: 'bar' }, heading, close), event ? '' : itemTools(item), ...parts,
    el('p', { class: 'copies' }, copyButton(t('panel.sparql'), () => sparql(item, event)))].filter((part) => part !== ''));
  panel.scrollTop = 0;
}

/** A list of ties under a heading: those of a bundle in the picture. */
function showTies(words, some) {
  const order_ = (edge) => `${look.edges[edge.kind].label} ${edge.says}`;
  const groups = [...some].sort((one, other) => (order_(one) < order_(other) ? -1 : 1));
  $('panel').replaceChildren(el('div', { class: 'bar' }, el('h2', {}, words)), el('ul', { class: 'ties' }, ...groups.map((edge) => el('li', {},
    el('button', { type: 'button', onclick: () => app.select(edge.id) }, el('span', { class: 'small' }, `${look.edges[edge.kind].label}: `), edge.says,
      edge.types || edge.events ? ` (${edge.types || edge.events})` : '')))));
}

// --- to carry away ----------------------------------------------------------------------------------------------------

/** Put a text on the clipboard, by the older way where the browser has no other; whether it worked. */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el('textarea', { readonly: true, class: 'unseen-words' });
    field.value = text;
    document.body.append(field);
    field.select();
    const worked = document.execCommand('copy');
    field.remove();
    return worked;
  }
}

function copyButton(label, text) {
  const button = el('button', { type: 'button', class: 'quiet copy', onclick: async () => {
    const worked = await toClipboard(text());
    button.textContent = t(worked ? 'panel.copied' : 'panel.not_copied');
    app.tell(button.textContent);
    setTimeout(() => { button.textContent = label; }, 1800);
  } }, label);
  return button;
}

/** A claim as one may cite it: publisher, title, date, address, the exact words, where they stand, and the claim's id. */
function citation(claim, source) {
  const where = claim.start === undefined ? '' : t('panel.characters', { start: claim.start, end: claim.end });
  const origin = [source.publisher, `“${source.title}”`, source.published].filter(Boolean).join(', ');
  const words = claim.quote ? `“${claim.quote}”` : '';
  const reported = claim.stance === 'stated' ? '' : ` [${claim.label}${claim.holder ? `: ${claim.holder}` : ''}]`;
  return `${[origin, source.links?.[0] ?? source.uri, [words, where && `(${where})`].filter(Boolean).join(' ')].filter(Boolean).join('. ')}${reported}. ${claim.id}`;
}

const bracketed = (address) => `<${address.replace(/[\u0000- <>"{}|\\^`]/g, (letter) => encodeURIComponent(letter))}>`;

/** A query that gives the claims of an edge or an event, or all claims about a node, from any store that has the graph. */
function sparql(item, event) {
  const lines = ['PREFIX kg: <https://w3id.org/geopolitical-kg/ontology#>', 'PREFIX oa: <http://www.w3.org/ns/oa#>', '',
    'SELECT ?document ?claim ?subject ?relation ?object ?stance ?holder ?date ?quote WHERE {'];
  if (event || isEdge(item)) {
    const rows = (item.claims ?? []).map((number) => app.claims().claims[number].rdf ?? {}).filter(({ s }) => s);
    const spelled_ = rows.map(({ s, r, o }) => `(${bracketed(s)} ${/^\w+$/.test(r) ? `kg:${r}` : 'UNDEF'} ${o ? bracketed(o) : 'UNDEF'})`);
    lines.push('  VALUES (?subject ?relation ?object) {', ...[...new Set(spelled_)].sort().map((row) => `    ${row}`), '  }');
  } else {
    lines.push(`  VALUES ?thing { ${bracketed(item.iri)} }`, '  VALUES ?role { kg:claimSubject kg:claimObject kg:place }');
  }
  lines.push('  GRAPH ?document {', '    ?claim a kg:Claim ; kg:claimSubject ?subject ; kg:claimRelation ?relation ; kg:stance ?stance .',
    ...(event || isEdge(item) ? [] : ['    ?claim ?role ?thing .']),
    '    OPTIONAL { ?claim kg:claimObject ?object }', '    OPTIONAL { ?claim kg:holder ?holder }', '    OPTIONAL { ?claim kg:date ?date }',
    '    OPTIONAL { ?claim kg:evidence ?evidence . ?evidence oa:exact ?quote }', '  }', '}', 'ORDER BY ?document ?claim');
  return `${lines.join('\n')}\n`;
}
