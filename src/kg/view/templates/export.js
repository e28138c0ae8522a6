// What is seen, saved as PNG, SVG, CSV and Turtle, or as a link. A file is made in the page and handed to the browser by
// a Blob's address: nothing is sent anywhere.

// --- CSV --------------------------------------------------------------------------------------------------------------

/** A cell for RFC 4180. A spreadsheet takes what begins so for a formula: words of a document must not compute. */
function cell(value) {
  const text = String(value ?? '').toWellFormed();
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
const csvText = (rows) => rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

const shownClaims = (item) => (item.claims ?? []).filter(app.claimShown);

function tiesCsv() {
  const visible = app.visible();
  const { claims, documents } = app.claims();
  const head = ['from', 'from_iri', 'tie', 'to', 'to_iri', 'treaty', 'type', 'status', 'place', 'events', 'first', 'last', 'how_firm', 'sources', 'claims', 'publishers', 'as_of'];
  const rows = edges.filter(({ id }) => visible.edges.has(id)).map((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    const shown = shownClaims(edge);
    const publishers = [...new Set(shown.map((one) => documents[claims[one].document]?.publisher).filter(Boolean))].sort();
    return [from.name, from.iri, look.edges[app.kind(edge)].label, to.name, to.iri, edge.treaty, edge.types, app.status(edge), edge.place, edge.events,
      edge.first, edge.last, look.standings[app.standing(edge)].label, edge.sources, shown.length, publishers.join('; '), app.state.date];
  });
  return csvText([head, ...rows]);
}

// --- Turtle -----------------------------------------------------------------------------------------------------------

const PREFIXES = {
  dc: 'http://purl.org/dc/elements/1.1/', dcterms: 'http://purl.org/dc/terms/', edtf: 'http://id.loc.gov/datatypes/edtf/',
  kg: 'https://w3id.org/geopolitical-kg/ontology#', oa: 'http://www.w3.org/ns/oa#', rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#', xsd: 'http://www.w3.org/2001/XMLSchema#',
};
const hex = (letter) => `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
const iri = (address) => `<${address.toWellFormed().replace(/[\u0000-\u0020<>"{}|^`\\]/g, hex)}>`;
const ESCAPES = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const literal = (text, type = '') => `"${text.toWellFormed().replace(/["\\\n\r\t]/g, (letter) => ESCAPES[letter])
  .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, hex)}"${type && `^^${type}`}`;

const vocabulary = (local) => (/^[A-Za-z]\w*$/.test(local) ? `kg:${local}` : iri(PREFIXES.kg + local));
/** A term that is the vocabulary's as a prefixed name, any other as an address. */
const termText = (address) => (address.startsWith(PREFIXES.kg) ? vocabulary(address.slice(PREFIXES.kg.length)) : iri(address));

/** Statements of one subject: pairs of property and value(s); what has no value is left out. */
function block(subject, pairs) {
  const said = pairs.flatMap(([property, value]) => [value].flat().filter((one) => one !== undefined && one !== null && one !== '').map((one) => `${property} ${one}`));
  return said.length ? `${iri(subject)} ${said.join(' ;\n    ')} .\n` : '';
}

const given = (value, write) => (value === undefined || value === null ? undefined : write(value));
const date = (value) => given(value, (text) => literal(text, 'edtf:EDTF'));
const day = (value) => given(value, (text) => literal(text, 'xsd:date'));

function claimBlocks(claim, document_) {
  const { rdf } = claim;
  const at = claim.start === undefined ? null : claim.id.replace('/claim/', '/evidence/');
  return block(claim.id, [['a', 'kg:Claim'], ['kg:claimSubject', given(rdf.s, iri)], ['kg:claimRelation', given(rdf.r, vocabulary)], ['kg:claimObject', given(rdf.o, termText)],
    ['kg:stance', vocabulary(`${claim.stance[0].toUpperCase()}${claim.stance.slice(1)}`)], ['kg:holder', given(rdf.holder, iri)], ['kg:place', given(rdf.place, iri)],
    ['kg:date', date(rdf.date)], ['kg:dateFrom', day(claim.from)], ['kg:dateTo', day(claim.to)],
    ['kg:rule', given(claim.rule, literal)], ['kg:inDocument', given(document_.iri, iri)], ['kg:evidence', given(at, iri)]])
    + (at ? block(at, [['a', 'kg:Evidence'], ['oa:start', given(claim.start, String)], ['oa:end', given(claim.end, String)],
      ['oa:exact', given(claim.quote, literal)], ['kg:quoteSha256', given(claim.sha, literal)]]) : '');
}

/** The claims behind what is shown, with their documents and the names of what is shown, in the shape of kg's own export. */
function turtleText() {
  const visible = app.visible();
  const { claims, documents } = app.claims();
  const shown = [...edges.filter(({ id }) => visible.edges.has(id)), ...nodes.filter(({ id }) => visible.nodes.has(id))];
  const numbers = [...new Set(shown.flatMap(shownClaims))].filter((one) => claims[one].rdf).sort((a, b) => order(claims[a].id, claims[b].id));
  const used = [...new Set(numbers.map((one) => claims[one].document))].map((one) => documents[one]).filter(({ iri: known }) => known);
  // a contested feature goes by all its names, and none of them is preferred
  const called = (node) => (node.names.includes(node.name) ? literal(node.name) : null);
  const things = nodes.filter(({ id }) => visible.nodes.has(id)).map((node) => block(node.iri, [['rdfs:label', called(node)],
    ['skos:altLabel', node.names.filter((name) => name !== node.name).map((name) => literal(name))], ['kg:isoCode', given(node.code, literal)]]));
  return [...Object.entries(PREFIXES).map(([name, address]) => `@prefix ${name}: <${address}> .\n`), '\n',
    `# ${caption().join('. ').replace(/[\n\r]/g, ' ')}\n\n`,
    ...used.sort((a, b) => order(a.iri, b.iri)).map((one) => block(one.iri, [['a', 'kg:SourceDocument'], ['dcterms:title', given(one.title, literal)],
      ['dc:identifier', given(one.uri, literal)], ['dc:publisher', given(one.publisher, literal)], ['dcterms:issued', date(one.day)]])),
    ...things, ...numbers.map((one) => claimBlocks(claims[one], documents[claims[one].document]))].join('');
}

// --- saving -----------------------------------------------------------------------------------------------------------

const KINDS = {
  png: { ending: 'png', make: () => new Promise((done) => { canvasOf(sceneNow()).toBlob(done, 'image/png'); }) },
  svg: { ending: 'svg', make: () => new Blob([svgText(sceneNow())], { type: 'image/svg+xml' }) },
  csv: { ending: 'csv', make: () => new Blob(['\ufeff', tiesCsv()], { type: 'text/csv;charset=utf-8' }) },
  turtle: { ending: 'ttl', make: () => new Blob([turtleText()], { type: 'text/turtle;charset=utf-8' }) },
};

function fileName(ending) {
  const title = fold(document.querySelector('h1').textContent).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'kg';
  return `${title}${app.state.view === 'network' || app.state.view === 'table' ? '' : `-${app.state.view}`}${app.state.date ? `-${app.state.date}` : ''}.${ending}`;
}

async function save(kind) {
  const { ending, make } = KINDS[kind];
  const blob = await make();
  const link = el('a', { href: URL.createObjectURL(blob), download: fileName(ending) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  tellSaved(t('export.saved', { file: link.getAttribute('download') }));
}

function tellSaved(words) {
  $('saved').textContent = words;
}

async function copyLink() {
  const field = $('link-here');
  try {
    await navigator.clipboard.writeText(field.value);
    tellSaved(t('export.copied'));
  } catch {
    field.focus();
    field.select();
    tellSaved(t('export.copy_by_hand'));
  }
}

function savingBox() {
  const close = el('button', { type: 'button', 'aria-label': t('export.close'), onclick: () => dialog.close() }, '×');
  const dialog = el('dialog', { id: 'saving', 'aria-labelledby': 'saving-title' },
    el('div', { class: 'bar' }, el('h2', { id: 'saving-title' }, t('export.title')), close), el('p', { id: 'saving-words' }),
    el('div', { class: 'choices' }, ...Object.keys(KINDS).map((kind) => el('button', { type: 'button', id: `save-${kind}`, autofocus: kind === 'png', onclick: () => save(kind) }, t(`export.${kind}`))),
      el('button', { type: 'button', onclick: () => { dialog.close(); print(); } }, t('export.print'))),
    el('label', { class: 'field' }, el('span', {}, t('export.link')), el('input', { type: 'text', id: 'link-here', readonly: true })),
    el('button', { type: 'button', id: 'copy-link', onclick: copyLink }, t('export.copy')), el('p', { id: 'saved', role: 'status' }));
  document.body.append(dialog);
}

function openSaving() {
  if (!$('saving')) savingBox();
  const { nodes: things, edges: ties } = app.visible();
  $('saving-words').textContent = [t('export.words', { things: things.size, ties: ties.size, all: edges.length }),
    app.claims().claims.some(({ quote }) => quote) ? '' : t('export.no_quotes')].filter(Boolean).join(' ');
  $('link-here').value = app.link();
  tellSaved('');
  $('saving').showModal();
}
