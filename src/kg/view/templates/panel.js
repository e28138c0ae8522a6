// What is known of one node or edge, and on whose word.
function facts(pairs) {
  const known = pairs.filter(([, value]) => value !== undefined && value !== '' && value !== null);
  return known.length ? el('dl', {}, ...known.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])) : '';
}

function span(edge) {
  if (!edge.first) return '';
  return edge.last && edge.last !== edge.first ? `${edge.first} to ${edge.last}` : edge.first;
}

function claimCard(number) {
  const claim = app.claims().claims[number];
  const source = app.claims().documents[claim.document];
  const box = el('article', { class: claim.accepted ? 'claim accepted' : 'claim' },
    el('p', {}, el('span', { class: claim.stance === 'stated' ? 'stance' : 'stance other' }, claim.label), claim.says),
    el('p', { class: 'small' }, claim.stanceSays, claim.accepted ? '' : ' Not in the accepted view.'),
    facts([['Holder', claim.holder], ['Date', claim.date && claim.dateWords ? `${claim.date} (“${claim.dateWords}”)` : claim.date],
      ['Place', claim.place]]));
  if (claim.quote) box.append(el('blockquote', { dir: 'auto' }, ...exact(claim.quote)));
  if (claim.withheld) box.append(el('p', { class: 'small withheld' }, claim.withheld));
  const origin = [source.publisher, source.published].filter(Boolean).join(', ');
  box.append(el('p', { class: 'source' }, source.title, origin ? ` (${origin})` : ''));
  for (const address of source.links ?? []) box.append(el('p', { class: 'source' }, outward(address)));
  if (claim.rule) box.append(el('p', { class: 'source' }, `Read by rule ${claim.rule}`));
  return box;
}

function history(item) {
  if (!item.history) return [];
  const step = ({ date, status, said, documents: count }) => el('li', {}, `${date}: ${status}`, said ? ` (${said.toLowerCase()})` : '',
    count > 1 ? `, ${count} claims` : '');
  return [el('h3', {}, 'Status history'), el('ol', { class: 'history' }, ...item.history.map(step))];
}

const evidence = (item) => (item.claims ?? []).map(claimCard);

function edgeFacts(edge) {
  return facts([['Tie', look.edges[edge.kind].label], ['Type', edge.types], ['Status', edge.status], ['Place', edge.place],
    ['Events', edge.events], ['When', span(edge)], ['How firm', look.standings[edge.standing].label],
    ['Sources', String(edge.sources)]]);
}

function edgePanel(edge) {
  return [edgeFacts(edge), edge.note ? el('p', { class: 'small' }, edge.note) : '', ...history(edge),
    el('h3', {}, t('panel.claims', { count: edge.claims.length })), ...evidence(edge)];
}

function nodePanel(node) {
  const place = node.kind === 'feature' || node.kind === 'area';
  const ties = tiesOf.get(node.id);
  const others = node.names.filter((name) => name !== node.name);
  return [
    facts([[t('panel.kind'), look.nodes[node.kind].label], [t('panel.code'), node.code],
      [t('panel.names'), others.length ? node.names.join('; ') : ''], [t('panel.type'), node.types], [t('panel.status'), node.status]]),
    place ? el('p', { class: 'small' }, t('panel.contested')) : '',
    ...history(node),
    ...(node.claims ? [el('h3', {}, t('panel.said_of')), ...evidence(node)] : []),
    el('h3', {}, t('panel.ties', { count: ties.length })),
    el('ul', { class: 'ties' }, ...ties.map((edge) => el('li', {}, el('button', { type: 'button', onclick: () => app.select(edge.id) },
      edge.says, edge.types || edge.events ? ` (${edge.types || edge.events})` : '')))),
  ];
}

/** Fill the panel with what is known of a node or an edge; with nothing, a hint. */
function showPanel(item) {
  const panel = $('panel');
  if (!item) {
    panel.replaceChildren(el('p', { class: 'hint' }, t('panel.hint')));
    return;
  }
  const heading = el('h2', {}, isEdge(item) ? item.says : item.name);
  const close = el('button', { type: 'button', 'aria-label': t('panel.close'), onclick: () => app.select(null) }, '×');
  panel.replaceChildren(...[el('div', { class: 'bar' }, heading, close), itemTools(item),
    ...(isEdge(item) ? edgePanel(item) : nodePanel(item))].filter((part) => part !== ''));
  panel.scrollTop = 0;
}
