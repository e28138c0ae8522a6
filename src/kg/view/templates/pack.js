// Long lists travel by column (kg/view/pack.py says how). A row is read where it is asked for: at the start of a large
// page only what the picture needs of each thing and tie.
const AT_ONCE = new Set(['id', 'from', 'to', 'kind', 'standing', 'sources', 'name', 'x', 'y']);

function reader(column) {
  if ('same' in column) return () => column.same;
  if (column.of) return (row) => column.of[column.at[row]];
  if (column.numbers) return (row) => column.prefix + column.numbers[row];
  if (column.rest) return (row) => column.prefix + column.rest[row];
  if (column.table) {
    const rows = unpacked(column.table, new Set());
    return (row) => rows[row];
  }
  if (column.raw) return (row) => column.raw[row] ?? undefined;
  return (row) => column.prefix + row;
}

/** The rows of a packed table, as objects whose properties are read when they are asked for. */
function unpacked({ count, columns }, early = AT_ONCE) {
  class Row {
    #row;
    constructor(row) {
      this.#row = row;
    }
    static of(row) {
      return row.#row;
    }
  }
  const readers = Object.entries(columns).map(([key, column]) => [key, reader(column)]);
  const now = readers.filter(([key]) => early.has(key));
  for (const [key, get] of readers) {
    if (!early.has(key)) Object.defineProperty(Row.prototype, key, { enumerable: true, configurable: true, get() { return get(Row.of(this)); } });
  }
  const rows = new Array(count);
  for (let row = 0; row < count; row += 1) {
    const one = new Row(row);
    for (let number = 0; number < now.length; number += 1) one[now[number][0]] = now[number][1](row);
    rows[row] = one;
  }
  return rows;
}

/** A block of JSON with its long lists as arrays. */
function unpack(block) {
  const long = new Set(Object.keys(block).filter((key) => block[key]?.columns && block[key].count !== undefined));
  for (const key of long) block[key] = unpacked(block[key]);
  if (long.has('edges') && block.nodes) tell(block);
  return block;
}

/** Gives edges the sentence of their kind where they have none of their own. */
function tell({ nodes: things, edges: lines, look: looks }) {
  const names = new Map(things.map(({ id, name }) => [id, name]));
  const type = Object.getPrototypeOf(lines[0]);
  const own = Object.getOwnPropertyDescriptor(type, 'says')?.get;
  Object.defineProperty(type, 'says', { enumerable: true, configurable: true, get() {
    const said = own?.call(this);
    if (said !== undefined) return said;
    const { says, says_place: withPlace } = looks.edges[this.kind];
    const words = { from: names.get(this.from), to: names.get(this.to), treaty: this.treaty, place: this.place };
    return ((this.place && withPlace) || says).replace(/\{(\w+)\}/g, (_, word) => words[word] ?? '');
  } });
}
