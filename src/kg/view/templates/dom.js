// Elements and data. Text reaches the page as text only: there is no innerHTML anywhere, and the page's policy
// (trusted types) makes every such sink throw.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const data = read('kg-data');
const { nodes, edges, claims, documents, look } = data;
const byId = new Map([...nodes, ...edges].map((item) => [item.id, item]));
const $ = (id) => document.getElementById(id);
const isEdge = (item) => item.from !== undefined;

/** An element with properties (`class`, attributes, `onclick`) and children (elements or strings). */
function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false || value === null) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null && child !== ''));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The exact words of a document, with characters that have no shape or turn the line around shown as what they are. */
function exact(words) {
  const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
  const parts = [];
  let from = 0;
  for (const match of words.matchAll(unseen)) {
    const code = 'U+' + match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    parts.push(words.slice(from, match.index), el('span', { class: 'unseen' }, code));
    from = match.index + match[0].length;
  }
  return [...parts, words.slice(from)];
}

/** A link, for http and https addresses only; anything else stays text. */
function outward(address) {
  let safe = false;
  try {
    safe = ['http:', 'https:'].includes(new URL(address).protocol);
  } catch {
    safe = false;
  }
  return safe ? el('a', { href: address, rel: 'noopener noreferrer nofollow', target: '_blank' }, address)
    : el('span', {}, address);
}

const dark = matchMedia('(prefers-color-scheme: dark)');
const shade = (pair) => pair[dark.matches ? 1 : 0];
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const tiesOf = new Map(nodes.map((node) => [node.id, []]));
for (const edge of edges) {
  tiesOf.get(edge.from).push(edge);
  if (edge.to !== edge.from) tiesOf.get(edge.to).push(edge);
}
