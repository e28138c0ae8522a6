"""Structural balance of signed networks: triads, frustration, camps, and whether chance would do as well.

Every function takes an undirected networkx graph whose edges have ``sign`` (1 or -1). A triad is balanced if the
product of its signs is positive (Cartwright and Harary, 1956). The frustration index, or line index of balance, is
the least number of edges whose sign stands in the way of parting the nodes into two camps with friends inside and
foes across (Harary, 1959). It is the sum over the blocks (biconnected components) of the network. A block is exact if
it has up to
:data:`EXACT_NODES` nodes, by trying all ways to part them; or up to :data:`EXACT_EDGES` edges of which a search finds
no more than :data:`EXACT_INDEX` frustrated, by the integer programme of Aref, Mason and Wilson (2018), solved with
HiGHS (scipy). Of any other it is the best of local searches from fixed starts, an upper bound.

The null model shuffles the signs over the edges that there are, so that density and share of foes stay as they are; its
p-value is the share of shuffles (the observed network among them) at least as balanced.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeVar

import networkx as nx
import numpy as np
import numpy.typing as npt

N = TypeVar("N", bound=Hashable)
Matrix = npt.NDArray[np.float64]
EXACT_NODES, EXACT_EDGES, EXACT_INDEX = 18, 2000, 8
"""Up to which sizes frustration is computed exactly; see above."""
SHUFFLES = 499
_STARTS = 12


@dataclass(frozen=True, slots=True)
class Triad:
    """Three nodes, each two tied. ``signs`` are those of the edges ab, ac and bc."""

    nodes: tuple[Any, Any, Any]
    signs: tuple[int, int, int]

    @property
    def balanced(self) -> bool:
        return self.signs[0] * self.signs[1] * self.signs[2] > 0

    @property
    def kind(self) -> str:
        """``+++``, ``++-``, ``+--`` or ``---``."""
        plus = sum(sign > 0 for sign in self.signs)
        return "+" * plus + "-" * (3 - plus)


@dataclass(frozen=True, slots=True)
class Frustration:
    """The frustration index (``exact``, or an upper bound), a partition into two camps that has it, and its edges."""

    index: int
    exact: bool
    camps: tuple[tuple[Any, ...], tuple[Any, ...]]
    edges: tuple[tuple[Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Against:
    """A figure beside what shuffled signs give: their mean, and the share of shuffles at least as balanced."""

    observed: float
    mean: float
    p: float
    shuffles: int


@dataclass(frozen=True, slots=True)
class Lever:
    """A tie whose change of sign would settle ``settled`` unbalanced triads and unsettle ``unsettled`` balanced
    ones.
    """

    edge: tuple[Any, Any]
    sign: int
    settled: int
    unsettled: int

    @property
    def net(self) -> int:
        return self.settled - self.unsettled


def triads(graph: nx.Graph[N]) -> list[Triad]:
    """All triads, sorted by their nodes."""
    order = {node: i for i, node in enumerate(sorted(graph, key=str))}
    found = []
    for a in order:
        later = sorted((n for n in graph[a] if order[n] > order[a]), key=order.__getitem__)
        for b, c in combinations(later, 2):
            if graph.has_edge(b, c):
                signs = (graph[a][b]["sign"], graph[a][c]["sign"], graph[b][c]["sign"])
                found.append(Triad((a, b, c), signs))
    return found


def levers(graph: nx.Graph[N], found: Iterable[Triad]) -> list[Lever]:
    """Ties in unbalanced triads, those first whose change would settle most, net of what it would unsettle."""
    counts: dict[tuple[Any, Any], list[int]] = {}
    for triad in found:
        for pair in combinations(triad.nodes, 2):
            counts.setdefault(pair, [0, 0])[int(triad.balanced)] += 1
    made = [
        Lever(edge, graph.edges[edge]["sign"], wrong, right) for edge, (wrong, right) in counts.items() if wrong
    ]  # fmt: skip
    return sorted(made, key=lambda lever: (-lever.net, -lever.settled, str(lever.edge)))


# --- frustration ------------------------------------------------------------------------------------------------------


def frustration(graph: nx.Graph[N], *, seed: int = 0) -> Frustration:
    """The frustration index with camps and frustrated edges; the first node (by name) of each component is in the
    first.
    """
    side: dict[Any, int] = {}
    exact = True
    for component in _components(graph):
        colours, sure = _parted(nx.Graph(graph.subgraph(component)), component[0], seed)
        exact &= sure
        side |= {node: int(colours.get(node, 1) != colours.get(component[0], 1)) for node in component}
    edges = [(u, v) for u, v, data in _sorted_edges(graph) if (side[u] == side[v]) != (data["sign"] > 0)]
    camps = tuple(tuple(n for n in sorted(graph, key=str) if side[n] == half) for half in (0, 1))
    return Frustration(len(edges), exact, camps, tuple(edges))  # type: ignore[arg-type]


def _parted(graph: nx.Graph[N], start: N, seed: int) -> tuple[dict[N, int], bool]:
    """Colours (1, -1) of a connected graph, block by block, and whether every block is exact."""
    found_blocks: list[set[N]] = list(nx.biconnected_components(graph))  # type: ignore[arg-type]
    blocks = [sorted(block, key=str) for block in found_blocks]
    of_node: dict[N, list[int]] = {}
    for i, block in enumerate(blocks):
        for node in block:
            of_node.setdefault(node, []).append(i)
    colours: dict[N, int] = {start: 1}
    exact = True
    done: set[int] = set()
    queue: list[N] = [start]
    while queue:
        node = queue.pop()
        for i in of_node.get(node, ()):
            if i in done:
                continue
            done.add(i)
            found, sure = _block(nx.Graph(graph.subgraph(blocks[i])), blocks[i], seed)
            exact &= sure
            turn = colours[node] * int(found[blocks[i].index(node)])
            for other, colour in zip(blocks[i], found, strict=True):
                if other not in colours:
                    colours[other] = turn * int(colour)
                    queue.append(other)
    return colours, exact


def _block(graph: nx.Graph[N], nodes: list[N], seed: int) -> tuple[npt.NDArray[np.int64], bool]:
    matrix = _matrix(graph, nodes)
    if len(nodes) <= EXACT_NODES:
        return _all_ways(matrix), True
    found = _search(matrix, seed)
    index = int((np.outer(found, found) * matrix < 0).sum() // 2)
    if index == 0:
        return found, True
    if index <= EXACT_INDEX and graph.number_of_edges() <= EXACT_EDGES:
        return _programme(graph, nodes), True
    return found, False


def _all_ways(matrix: Matrix) -> npt.NDArray[np.int64]:
    """The best two-colouring by trying all, the first node fixed; of equally good ones the first in binary order."""
    n = len(matrix)
    numbers = np.arange(2 ** (n - 1), dtype=np.int64)
    sides = np.ones((len(numbers), n))
    for i in range(1, n):
        sides[:, i] = 1 - 2 * ((numbers >> (i - 1)) & 1)
    scores = np.einsum("ij,ij->i", sides @ matrix, sides)
    best: npt.NDArray[np.int64] = sides[int(np.argmax(scores))].astype(np.int64)
    return best


def _components(graph: nx.Graph[N]) -> list[list[N]]:
    return sorted((sorted(c, key=str) for c in nx.connected_components(graph)), key=lambda c: str(c[0]))


def _sorted_edges(graph: nx.Graph[N]) -> list[tuple[N, N, dict[str, Any]]]:
    edges = [(u, v, data) if str(u) <= str(v) else (v, u, data) for u, v, data in graph.edges(data=True)]
    return sorted(edges, key=lambda e: (str(e[0]), str(e[1])))


def _matrix(graph: nx.Graph[N], nodes: Sequence[N]) -> Matrix:
    """The signed adjacency matrix in the order of ``nodes``."""
    at = {node: i for i, node in enumerate(nodes)}
    matrix = np.zeros((len(nodes), len(nodes)))
    for u, v, data in graph.edges(data=True):
        matrix[at[u], at[v]] = matrix[at[v], at[u]] = data["sign"]
    return matrix


def _programme(graph: nx.Graph[N], nodes: Sequence[N]) -> npt.NDArray[np.int64]:
    """Two-colouring with the fewest frustrated edges, by an integer programme."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    n, edges = len(nodes), _sorted_edges(graph)
    if not edges or all(d["sign"] > 0 for _, _, d in edges):
        return np.ones(n, dtype=np.int64)
    at = {node: i for i, node in enumerate(nodes)}
    where = {frozenset((u, v)): n + k for k, (u, v, _) in enumerate(edges)}
    rows: list[tuple[list[int], list[float], float]] = []
    for k, (u, v, data) in enumerate(edges):
        f, i, j = n + k, at[u], at[v]
        if data["sign"] > 0:  # f >= |x_i - x_j|
            rows += [([f, i, j], [1, -1, 1], 0), ([f, i, j], [1, 1, -1], 0)]
        else:  # f >= |1 - x_i - x_j|
            rows += [([f, i, j], [1, 1, 1], 1), ([f, i, j], [1, -1, -1], -1)]
    for triad in triads(graph):
        if not triad.balanced:  # one edge of each unbalanced triad is frustrated
            rows.append(([where[frozenset(p)] for p in combinations(triad.nodes, 2)], [1, 1, 1], 1))
    lengths = [len(columns) for columns, _, _ in rows]
    indices = [c for columns, _, _ in rows for c in columns]
    values = [v for _, coefficients, _ in rows for v in coefficients]
    table = csr_array((values, indices, np.r_[0, np.cumsum(lengths)]), shape=(len(rows), n + len(edges)))
    hub = max(range(n), key=lambda i: (graph.degree(nodes[i]), -i))
    upper = np.ones(n + len(edges))
    upper[hub] = 0
    cost = np.r_[np.zeros(n), np.ones(len(edges))]
    whole = np.r_[np.ones(n), np.zeros(len(edges))]
    solved = milp(
        cost, integrality=whole, bounds=Bounds(0, upper),
        constraints=LinearConstraint(table, lb=[low for _, _, low in rows]),
    )  # fmt: skip
    return np.where(np.round(solved.x[:n]) > 0, 1, -1).astype(np.int64)


def _search(matrix: Matrix, seed: int, starts: int = _STARTS) -> npt.NDArray[np.int64]:
    """The best two-colouring of local searches: from the leading eigenvector, from one camp, and from seeded starts."""
    n = len(matrix)
    rng = np.random.default_rng(seed)
    begins = [np.ones(n)]
    if n > 2:
        begins.append(np.where(_leading(matrix) >= 0, 1.0, -1.0))
    begins += [rng.choice([-1.0, 1.0], size=n) for _ in range(max(starts - len(begins), 0))]
    found = [_descend(matrix, start) for start in begins]
    scores = [float(s @ matrix @ s) for s in found]
    return found[int(np.argmax(scores))].astype(np.int64)


def _leading(matrix: Matrix) -> Matrix:
    """About the leading eigenvector, by a hundred steps of the power method from a fixed start."""
    shift = np.abs(matrix).sum(axis=1).max()
    vector: Matrix = np.linspace(1.0, 2.0, len(matrix))
    for _ in range(100):
        vector = matrix @ vector + shift * vector
        vector /= np.abs(vector).max()
    return vector


def _descend(matrix: Matrix, start: Matrix) -> Matrix:
    """Change the side of the worst placed node until none is ill placed."""
    side = start.copy()
    if not len(side):
        return side
    field = matrix @ side
    while True:
        gain = side * field
        worst = int(np.argmin(gain))
        if gain[worst] >= 0:
            return side
        side[worst] = -side[worst]
        field += 2 * side[worst] * matrix[:, worst]


# --- camps of more than two -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Partition:
    """Camps with ``index`` ties in the way: friends across and foes inside (Davis, 1967). ``exact`` for few nodes."""

    index: int
    exact: bool
    camps: tuple[tuple[Any, ...], ...]
    edges: tuple[tuple[Any, Any], ...]


def camps(graph: nx.Graph[N], k: int, *, exact_nodes: int = 20, seed: int = 0) -> Partition:
    """The best partition into at most ``k`` camps: by exhaustive search with bounds up to ``exact_nodes``, else
    local.
    """
    nodes = sorted(graph, key=lambda n: (-graph.degree(n), str(n)))
    matrix = _matrix(graph, nodes)
    exact = len(nodes) <= exact_nodes
    labels = _best_local(matrix, k, seed)
    if exact:
        labels = _exhaust(matrix, k, labels)
    groups: dict[int, list[N]] = {}
    for node, label in zip(nodes, labels, strict=True):
        groups.setdefault(label, []).append(node)
    made = sorted((tuple(sorted(g, key=str)) for g in groups.values()), key=lambda g: (-len(g), str(g)))
    of = {node: i for i, camp in enumerate(made) for node in camp}
    edges = [(u, v) for u, v, data in _sorted_edges(graph) if (of[u] == of[v]) != (data["sign"] > 0)]
    return Partition(len(edges), exact, tuple(made), tuple(edges))


def _cost(matrix: Matrix, labels: Sequence[int]) -> int:
    same = np.equal.outer(np.array(labels), np.array(labels))
    return int((np.where(same, matrix < 0, matrix > 0)).sum() // 2)


def _best_local(matrix: Matrix, k: int, seed: int) -> list[int]:
    rng = np.random.default_rng(seed)
    n = len(matrix)
    tries = [[0] * n, *([int(x) for x in rng.integers(0, k, n)] for _ in range(30))]
    return min((_improve(matrix, labels, k) for labels in tries), key=lambda labels: _cost(matrix, labels))


def _improve(matrix: Matrix, labels: list[int], k: int) -> list[int]:
    """Move single nodes to the camp that suits them best until none gains."""
    labels = [*labels]
    changed = True
    while changed:
        changed = False
        for i in range(len(labels)):
            pull = [0.0] * k
            for j in np.flatnonzero(matrix[i]):
                pull[labels[j]] += matrix[i, j]
            best = max(range(k), key=lambda c: (pull[c], c == labels[i]))
            if pull[best] > pull[labels[i]]:
                labels[i], changed = best, True
    return labels


def _exhaust(matrix: Matrix, k: int, start: list[int]) -> list[int]:
    """The best labels by depth-first search: nodes in order, camps opened in order, cut where no better is possible."""
    n = len(matrix)
    best, least = [*start], _cost(matrix, start)
    labels: list[int] = []
    rows = matrix.tolist()

    def visit(cost: int, used: int) -> None:
        nonlocal best, least
        at = len(labels)
        if cost >= least:
            return
        if at == n:
            best, least = [*labels], cost
            return
        row = rows[at]
        for camp in range(min(used + 1, k)):
            more = sum(
                1 for j in range(at) if (row[j] < 0 and labels[j] == camp) or (row[j] > 0 and labels[j] != camp)
            )  # fmt: skip
            labels.append(camp)
            visit(cost + more, max(used, camp + 1))
            labels.pop()

    visit(0, 0)
    return best


# --- against chance ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chance:
    """Three figures of a network beside shuffled signs.

    ``triads``: the balanced share. ``frustration``: by local search on both sides, so that none is favoured; of the
    observed network it may be more than the exact index. ``lever``: the most unbalanced triads, net of balanced ones,
    that the change of one tie would settle; here p is the share of shuffles with a lever as strong.
    """

    triads: Against
    frustration: Against
    lever: Against


def against_chance(graph: nx.Graph[N], *, shuffles: int = SHUFFLES, seed: int = 0) -> Chance:
    """A network beside networks with the same ties and shuffled signs. Without triads their share is 1 and p is 1."""
    nodes = sorted(graph, key=str)
    edges = _sorted_edges(graph)
    at = {node: i for i, node in enumerate(nodes)}
    ends = np.array([(at[u], at[v]) for u, v, _ in edges], dtype=np.int64).reshape(-1, 2)
    signs = np.array([data["sign"] for _, _, data in edges], dtype=np.float64)
    index = {frozenset((int(a), int(b))): k for k, (a, b) in enumerate(ends)}
    corners = [[index[frozenset((at[p], at[q]))] for p, q in combinations(triad.nodes, 2)] for triad in triads(graph)]
    corner = np.array(corners, dtype=np.int64).reshape(-1, 3)
    rng = np.random.default_rng(seed)
    few = 2 if len(nodes) > 200 else 4

    def measure(s: Matrix) -> tuple[float, float, float]:
        product = s[corner].prod(axis=1)
        share = float((product > 0).mean()) if len(corner) else 1.0
        net = (
            np.bincount(corner.ravel(), weights=np.repeat(-product, 3), minlength=len(edges)) if len(corner) else s * 0
        )
        matrix = np.zeros((len(nodes), len(nodes)))
        matrix[ends[:, 0], ends[:, 1]] = matrix[ends[:, 1], ends[:, 0]] = s
        side = _search_fast(matrix, few, seed)
        frustrated = float((side[ends[:, 0]] * side[ends[:, 1]] != s).sum()) if len(ends) else 0.0
        return share, frustrated, float(net.max(initial=0))

    seen = measure(signs)
    null = np.array([measure(rng.permutation(signs)) for _ in range(shuffles)]).reshape(-1, 3)

    def against(k: int, as_good: npt.NDArray[np.bool_]) -> Against:
        mean = float(null[:, k].mean()) if shuffles else 0.0
        return Against(seen[k], mean, (1 + int(as_good.sum())) / (shuffles + 1), shuffles)

    return Chance(
        against(0, null[:, 0] >= seen[0]), against(1, null[:, 1] <= seen[1]), against(2, null[:, 2] >= seen[2])
    )


def _search_fast(matrix: Matrix, starts: int, seed: int) -> Matrix:
    rng = np.random.default_rng(seed)
    n = len(matrix)
    begins: Iterator[Matrix] = iter([np.ones(n), *(rng.choice([-1.0, 1.0], size=n) for _ in range(starts - 1))])
    found = [_descend(matrix, start) for start in begins]
    return max(found, key=lambda s: float(s @ matrix @ s))
