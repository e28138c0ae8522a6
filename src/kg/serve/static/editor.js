// The query page: YASGUI on this server's endpoint, the prefixes and terms of the graph, and the named queries.
// YASGUI would complete prefixes and terms from other servers and take an endpoint from the address; here it does not.
'use strict';

const here = location.origin;

function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

function start({ base, prefixes, queries, classes, properties }) {
  const completer = (name, of, terms) => Yasgui.Yasqe.forkAutocompleter(of, {
    name, persistenceId: null, bulk: true, autoShow: false, get: () => Promise.resolve(terms),
  }, false);
  completer('kg-properties', 'property', properties);
  completer('kg-classes', 'class', classes);
  const declared = (names) => names.map((name) => `PREFIX ${name}: <${prefixes[name]}>`).join('\n');
  const first = `${declared(['kg', 'state'])}\n\nSELECT ?treaty ?other WHERE {\n  ?treaty kg:hasParty state:JP, ?other .\n`
    + '  FILTER(?other != state:JP)\n}\nLIMIT 100\n';
  const yasgui = new Yasgui(document.getElementById('yasgui'), {
    persistenceId: 'kg-queries',
    populateFromUrl: false,
    autofocus: true,
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint: `${here}/sparql` }] },
    requestConfig: {
      endpoint: `${here}/sparql`, method: 'POST', acceptHeaderGraph: 'text/turtle,*/*;q=0.9',
      acceptHeaderSelect: 'application/sparql-results+json,*/*;q=0.9',
    },
    yasqe: {
      value: first, prefixCcApi: `${here}/query/prefixes.json`, editorHeight: '320px',
      autocompleters: ['prefixes', 'variables', 'kg-properties', 'kg-classes'],
      createShareableLink: (yasqe) => `${here}/query#query=${encodeURIComponent(yasqe.getValue())}`,
    },
    yasr: { prefixes },
  });
  for (const tab of Object.values(yasgui._tabs)) tab?.setEndpoint(`${here}/sparql`);

  // things of the graph have their pages here, whatever their IRIs begin with
  document.getElementById('yasgui').addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (link?.href.startsWith(base)) link.href = `${here}/page/${link.href.slice(base.length)}`;
  }, true);

  function open(text, name, run) {
    const tab = yasgui.addTab(true, { ...Yasgui.Tab.getDefaults(yasgui), name });
    tab.setEndpoint(`${here}/sparql`);
    tab.setQuery(text);
    if (run) tab.query().catch(() => {});
  }

  const list = document.getElementById('named');
  list.append(el('button', {
    type: 'button', id: 'all-prefixes',
    onclick: () => yasgui.getTab().getYasqe().addPrefixes(prefixes),
  }, 'All prefixes', el('small', {}, 'Declare them in the query of this tab. The endpoint knows them without.')));
  for (const query of queries) {
    list.append(el('button', { type: 'button', value: query.name, onclick: () => open(query.text, query.name, false) },
      query.name, el('small', {}, query.question)));
  }

  function fromAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    const named = queries.find((query) => query.name === given.get('named'));
    if (named) open(named.text, named.name, false);
    else if (given.get('query')) open(given.get('query'), 'Shared query', false);
    if (location.hash) history.replaceState(null, '', location.pathname);
  }
  window.addEventListener('hashchange', fromAddress);
  fromAddress();
  document.body.dataset.ready = 'yes';
}

fetch('/query/named.json').then((response) => {
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}).then(start).catch((error) => {
  document.getElementById('yasgui').append(el('p', { className: 'notice' }, `The editor cannot start: ${error.message}`));
});
