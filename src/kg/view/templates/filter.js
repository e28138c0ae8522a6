// What is shown in a state. app.visible() alone decides it; network, map, timeline, table and exports all ask it.
//
//   app.visible()         { nodes: Set, edges: Set, dimmed: Set, why: Map } of ids, kept for the state;
//                         dimmed: edges that are planned, claimed by somebody, contradicted, ended or (with a date) undated;
//                         why: edge id -> what hides it, with [filter] why_... in texts.toml
//   app.kind(edge), app.standing(edge), app.status(edge)   as of the day of the state, if it has one
//   app.claimShown(number)   whether a claim passes the filters of stance, publisher, confidence and dates
//   app.path()            { nodes: [id], edges: [id], ways: [[id]] } of the shortest ways, or null
//
// Nothing is computed that the state does not ask for: claims are read only where a filter speaks of claims.

app.kind = (edge) => asOf(edge, app.state.date).kind;
const standingOf = (edge, now) => now.span?.standing ?? edge.standing;
app.standing = (edge) => standingOf(edge, asOf(edge, app.state.date));
app.status = (item) => asOf(item, app.state.date).status ?? '';
const undated = (edge, now) => !edge.spans?.length || now.span?.status === 'undated';

const publisherOf = (claim) => app.claims().documents[claim.document]?.publisher ?? '';

/** A claim's days, as text that compares: when it happened, else when it was published; ['', ''] where neither is known. */
function daysOf(claim) {
  const printed = app.claims().documents[claim.document]?.day ?? '';
  return [claim.from ?? claim.to ?? printed, claim.to ?? claim.from ?? printed];
}

const asksClaims = ({ off, from, to, sure }) => off.stances.length > 0 || off.publishers.length > 0 || sure > 1 || from !== null || to !== null;

function claimPasses(claim, state) {
  if (state.off.stances.includes(claim.stance) || state.off.publishers.includes(publisherOf(claim))) return false;
  if (claim.sure < state.sure) return false; // what nothing is known of passes
  if (state.from === null && state.to === null) return true;
  const [first, last] = daysOf(claim);
  return first !== '' && (state.from === null || last >= state.from) && (state.to === null || first <= state.to);
}

app.claimShown = (number) => !asksClaims(app.state) || claimPasses(app.claims().claims[number], app.state);

/** How many independent sources an edge has among the claims that pass: never more than the graph counted. */
function sourcesOf(edge, state) {
  if (!state.off.publishers.length && state.sure <= 1) return edge.sources;
  const { claims: all } = app.claims();
  return Math.min(edge.sources, new Set(edge.claims.map((number) => all[number]).filter((claim) => claimPasses(claim, state)).map(publisherOf)).size);
}

/** What hides an edge, or '' where nothing does but its ends. */
function hides(edge, state) {
  const now = asOf(edge, state.date);
  if (!now.on) return 'date';
  if (state.date && !state.undated && undated(edge, now)) return 'undated';
  if (state.off.kinds.includes(now.kind)) return 'kind';
  if (state.off.standings.includes(standingOf(edge, now))) return 'standing';
  if (edge.sources < state.least) return 'sources';
  if (!asksClaims(state)) return '';
  const { claims: all } = app.claims();
  if (!edge.claims.some((number) => claimPasses(all[number], state))) return 'claims';
  return sourcesOf(edge, state) < state.least ? 'sources' : '';
}

/** Nodes within `depth` edges of the starts. */
function within(starts, depth, passes) {
  const reached = new Set(starts);
  let ring = [...starts];
  for (let step = 0; step < depth && ring.length; step += 1) {
    const next = [];
    for (const id of ring) {
      for (const edge of tiesOf.get(id) ?? EMPTY) {
        if (!passes(edge)) continue;
        const other = edge.from === id ? edge.to : edge.from;
        if (!reached.has(other)) {
          reached.add(other);
          next.push(other);
        }
      }
    }
    ring = next;
  }
  return reached;
}

/** All shortest ways between two nodes: breadth first from the start, then back from the goal. */
function ways(start, goal, passes) {
  const steps = new Map([[start, 0]]);
  let ring = [start];
  while (ring.length && !steps.has(goal)) {
    const next = [];
    for (const id of ring) {
      for (const edge of tiesOf.get(id)) {
        const other = edge.from === id ? edge.to : edge.from;
        if (steps.has(other) || !passes(edge)) continue;
        steps.set(other, steps.get(id) + 1);
        next.push(other);
      }
    }
    ring = next;
  }
  if (start === goal || !steps.has(goal)) return { nodes: [start, goal], edges: [], ways: [] };
  const found = { nodes: new Set([goal]), edges: new Set(), ways: [] };
  const back = new Map(); // node -> the nodes before it on a shortest way
  ring = [goal];
  while (ring.length) {
    const next = [];
    for (const id of ring) {
      for (const edge of tiesOf.get(id)) {
        const other = edge.from === id ? edge.to : edge.from;
        if (steps.get(other) !== steps.get(id) - 1 || !passes(edge)) continue;
        found.edges.add(edge.id);
        back.set(id, (back.get(id) ?? new Set()).add(other));
        if (!found.nodes.has(other)) next.push(other);
        found.nodes.add(other);
      }
    }
    ring = next;
  }
  const walk = (id, rest) => {
    if (found.ways.length >= MOST_WAYS) return;
    if (id === start) found.ways.push([start, ...rest]);
    else for (const previous of [...back.get(id)].sort()) walk(previous, [id, ...rest]);
  };
  walk(goal, []);
  return { nodes: [...found.nodes], edges: [...found.edges], ways: found.ways };
}
const MOST_WAYS = 50;

function seen(state) {
  const why = new Map();
  const away = new Set(state.hidden);
  const open = (id) => !away.has(id) && !(state.off.nodes.length && state.off.nodes.includes(byId.get(id).kind));
  for (const edge of edges) {
    const reason = (away.has(edge.id) ? 'hidden' : hides(edge, state)) || (open(edge.from) && open(edge.to) ? '' : 'ends');
    if (reason) why.set(edge.id, reason);
  }
  const passes = (edge) => !why.has(edge.id);
  const path = state.path && ways(...state.path, passes);
  let part = null; // the nodes that focus or path leave; null for all
  if (path) part = new Set(path.nodes);
  else if (state.focus && byId.has(state.focus)) part = within([state.focus], state.depth, passes);
  if (part && state.expanded.length) for (const id of within(state.expanded, 1, passes)) part.add(id);
  const along = path && new Set(path.edges);
  const shown = { nodes: new Set(), edges: new Set(), dimmed: new Set(), why, path };
  for (const edge of edges) {
    if (why.has(edge.id)) continue;
    const beside = along && !along.has(edge.id) && !(state.expanded.includes(edge.from) || state.expanded.includes(edge.to));
    if (part && !(part.has(edge.from) && part.has(edge.to)) || beside) {
      why.set(edge.id, path ? 'path' : 'focus');
      continue;
    }
    shown.edges.add(edge.id);
    shown.nodes.add(edge.from).add(edge.to);
    const now = asOf(edge, state.date);
    const firm = standingOf(edge, now) === 'accepted' && !look.edges[now.kind]?.dim && (!state.date || now.sure && !undated(edge, now));
    if (!firm) shown.dimmed.add(edge.id);
  }
  // Things without any tie on the page have nothing that could be filtered; what is looked at stays.
  for (const node of nodes) if (!part && !tiesOf.get(node.id).length && open(node.id)) shown.nodes.add(node.id);
  for (const id of [state.focus, ...(state.path ?? EMPTY)]) if (byId.has(id) && !away.has(id)) shown.nodes.add(id);
  return shown;
}

// Selecting, moving to another view or turning to dark shows no other edges: the same answer is given again, so that
// who keeps it can see by identity that nothing changed.
let seenFor = null;
app.visible = () => {
  const { state } = app;
  const asked = JSON.stringify({ ...state, view: 0, theme: 0, names: 0, selected: 0 });
  if (seenFor?.asked !== asked) seenFor = { asked, answer: seen(state) };
  const node = byId.get(state.selected);
  // what is looked at is there, though filters leave it no tie
  if (node && !isEdge(node) && !seenFor.answer.nodes.has(node.id)) {
    seenFor.answer = { ...seenFor.answer, nodes: new Set([...seenFor.answer.nodes, node.id]) };
  }
  return seenFor.answer;
};
app.path = () => app.visible().path ?? null;
