// Level of detail: which of what is visible is drawn; and smooth moving of the picture.
//
// Up to MOST_DRAWN things all that is visible is drawn. Beyond, the best connected are drawn first, as many as can be
// told apart; then what was searched, selected or unfolded with its neighbours; then the best connected of the part
// that one has zoomed in to. level.note() says what is not drawn, always.
const MOST_DRAWN = 300; // things
const MOST_LINES = 900; // ties between them
const FIRST_DRAWN = 110;
const FIRST_LINES = 120;
const MORE_SHOWN = 60; // neighbours that selecting a thing brings, the best connected first
const MOST_SHOWN = 150; // things brought by hand; those brought first go first

const level = {
  shown: new Set(), // brought by hand, in order
  local: new Set(), // of the part in view
  last: { visible: null, key: '', answer: null },
  rank: null,

  /** All nodes, the best connected first; the order is settled by the id where that is the same. */
  ranked() {
    level.rank ??= [...nodes].sort((a, b) => tiesOf.get(b.id).length - tiesOf.get(a.id).length || (a.id < b.id ? -1 : 1));
    return level.rank;
  },

  whole: (visible) => visible.nodes.size <= MOST_DRAWN && visible.edges.size <= MOST_LINES,

  /** What is drawn of what is visible: { nodes: Set, edges: Set }. */
  drawn(visible) {
    if (level.whole(visible)) return visible;
    const key = [...level.shown, '|', ...level.local].join(' ');
    if (level.last.visible === visible && level.last.key === key) return level.last.answer;
    const chosen_ = level.first(visible);
    for (const id of [...level.shown, ...level.local]) if (visible.nodes.has(id)) chosen_.add(id);
    const answer = { nodes: chosen_, edges: strongest(between(chosen_, visible), MOST_LINES), dimmed: visible.dimmed };
    level.last = { visible, key, answer };
    return answer;
  },

  /** The best connected, as long as the ties between them can be told apart. What is looked at comes before all. */
  first(visible) {
    const { focus, path } = app.state;
    const found = new Set([focus, ...(path ?? [])].filter((id) => id && visible.nodes.has(id)));
    let count = 0;
    for (const node of level.ranked()) {
      if (found.size >= FIRST_DRAWN || count > FIRST_LINES) break;
      if (found.has(node.id) || !visible.nodes.has(node.id)) continue;
      found.add(node.id);
      for (const edge of tiesOf.get(node.id)) if (found.has(edge.from) && found.has(edge.to) && visible.edges.has(edge.id)) count += 1;
    }
    return found;
  },

  /** Draw these, and of a thing its neighbours. True where that changes what is drawn. */
  show(ids) {
    const visible = app.visible();
    if (level.whole(visible)) return false;
    const before = level.shown.size;
    for (const id of ids) {
      const item = byId.get(id);
      if (!item) continue;
      const others = isEdge(item) ? [item.from, item.to] : [item.id, ...neighbours(item, visible)];
      for (const other of others) {
        level.shown.delete(other);
        level.shown.add(other);
      }
    }
    for (const id of level.shown) {
      if (level.shown.size <= MOST_SHOWN) break;
      level.shown.delete(id);
    }
    return level.shown.size !== before || ids.length > 0;
  },

  /** The rectangle of the picture in view: its best connected are drawn as well. True where that changes anything. */
  window({ left, right, top, bottom }, standing = false) {
    const visible = app.visible();
    if (level.whole(visible)) return false;
    const inView = ({ x, y }) => {
      const [across, down] = standing ? [-y, x] : [x, y];
      return across >= left && across <= right && down >= top && down <= bottom;
    };
    const base = level.first(visible);
    const wanted = new Set();
    // From afar the best connected are all that can be told apart: more are drawn when a part of the whole is in view.
    if (![...base].every((id) => inView(byId.get(id)))) {
      let there = 0;
      for (const node of level.ranked()) {
        if (!inView(node) || !visible.nodes.has(node.id)) continue;
        if (!base.has(node.id)) wanted.add(node.id);
        there += 1;
        if (there >= FIRST_DRAWN) break;
      }
    }
    const same_ = wanted.size === level.local.size && [...wanted].every((id) => level.local.has(id));
    level.local = wanted;
    return !same_;
  },

  /** How much is not drawn, in words; '' where everything visible is. */
  note(visible) {
    if (level.whole(visible)) return '';
    const { nodes: few, edges: lines } = level.drawn(visible);
    const number_ = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
    return t('scale.note', { nodes: number_(few.size), of_nodes: number_(nodes.length), edges: number_(lines.size),
      of_edges: number_(edges.length), hidden: number_(nodes.length - few.size) });
  },
};

/** The best connected neighbours of a node that are visible. */
function neighbours(node, visible) {
  const found = new Set();
  for (const edge of tiesOf.get(node.id)) {
    if (visible.edges.has(edge.id)) found.add(edge.from === node.id ? edge.to : edge.from);
  }
  const most = [...found].sort((a, b) => tiesOf.get(b).length - tiesOf.get(a).length || (a < b ? -1 : 1));
  return most.slice(0, MORE_SHOWN);
}

/** The visible edges between some nodes. */
function between(some, visible) {
  const found = [];
  for (const id of some) {
    for (const edge of tiesOf.get(id)) {
      if (edge.from === id && some.has(edge.to) && visible.edges.has(edge.id)) found.push(edge);
    }
  }
  return found;
}

/** At most so many edges, those with the most sources first; what is selected always. */
function strongest(lines, most) {
  const order_ = (edge) => (edge.id === app.state.selected ? -1e9 : -edge.sources);
  const kept = lines.length <= most ? lines : [...lines].sort((a, b) => order_(a) - order_(b) || (a.id < b.id ? -1 : 1)).slice(0, most);
  return new Set(kept.map((edge) => edge.id));
}

// --- moving -----------------------------------------------------------------------------------------------------------

const REST = 140; // ms without a move after which the picture is drawn anew, and not less than twice what a drawing takes
const BARE = 0.45; // part of the stage that may be bare before it is drawn anew while it moves
const STRETCHED = 2.2; // how much larger or smaller the canvas may be shown than it was drawn
const PAUSE = 300; // ms between two drawings while it moves, and not less than
const SHARE = 8; // times what the last one took until it was seen

/**
 * While the picture is moved or zoomed, the canvas as it was drawn last is moved and stretched by the compositor; it is
 * drawn anew where too much would be bare or coarse, and when it has come to rest. vis-network draws the whole picture
 * on each move, and what a drawing costs shows only in the frames after it, since the browser paints a canvas later.
 * `rested` is called when a zoom or a move has come to an end.
 */
function glide(network_, rested = () => {}) {
  const { renderer, body, canvas, interactionHandler: hands } = network_;
  const paper = canvas.frame.canvas;
  const draw = renderer._redraw.bind(renderer);
  let last = null; // the view that the canvas shows
  let at = 0; // when it was drawn
  let cost = 0; // how long it took until that was seen, ms
  let resting = null;
  let byHand = false; // whether what moves now is moved by a hand
  paper.style.transformOrigin = '0 0';
  paper.style.willChange = 'transform';

  function anew(hidden) {
    const start = performance.now();
    draw(hidden);
    requestAnimationFrame(() => requestAnimationFrame(() => { cost = performance.now() - start; }));
    if (last?.moved) paper.style.transform = '';
    last = { scale: body.view.scale, x: body.view.translation.x, y: body.view.translation.y, moved: false };
    at = performance.now();
  }

  function rest() {
    resting = null;
    byHand = false;
    rested();
    anew(false);
  }

  renderer._redraw = (hidden = false) => {
    const { scale, translation: { x, y } } = body.view;
    const draggingNode = hands.drag?.selection?.length > 0 && hands.drag.dragging;
    const moved = last && (scale !== last.scale || x !== last.x || y !== last.y);
    if (!moved || draggingNode || !byHand) {
      anew(hidden);
      return;
    }
    clearTimeout(resting);
    resting = setTimeout(rest, Math.min(1000, Math.max(REST, 2 * cost)));
    const factor = scale / last.scale;
    const [right, down] = [x - factor * last.x, y - factor * last.y]; // where the canvas is shown
    const bare = Math.max(right, down, paper.clientWidth * (1 - factor) - right, paper.clientHeight * (1 - factor) - down)
      / Math.min(paper.clientWidth, paper.clientHeight);
    if ((bare > BARE || factor > STRETCHED || factor < 1 / STRETCHED) && performance.now() - at > Math.max(PAUSE, SHARE * cost)) {
      anew(hidden);
      return;
    }
    renderer.redrawRequested = false;
    paper.style.transform = `matrix(${factor},0,0,${factor},${right},${down})`;
    last.moved = true;
  };

  // Only what a hand moves glides; moves by the page itself (a search, the whole picture) are drawn at once.
  const moveTo = network_.moveTo.bind(network_);
  network_.moveTo = (options) => { byHand = false; moveTo(options); };
  for (const event of ['dragging', 'zoom']) network_.on(event, () => { byHand = true; });
}
