"""How long layouts of large networks take, and whether they are the same twice: kg's beside those of packages.

    python benchmarks/layout.py [--sizes 2000 10000]

Packages that are not installed are passed over: ``pip install networkit rustworkx scikit-network``. A small ratio of
the mean length of an edge to the mean distance of two nodes means that what belongs together is together.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from kg.view.layout_large import arrange


def ours(graph: nx.Graph[int]) -> Any:
    edges = [(str(a), str(b), 1) for a, b in graph.edges()]
    at = arrange([str(n) for n in graph], edges, dict.fromkeys(map(str, graph), (60.0, 50.0)), seed=7)
    return [at[str(n)] for n in graph]


def by_networkx(graph: nx.Graph[int]) -> Any:
    at = nx.spring_layout(graph, seed=7, iterations=50)
    return [at[n] for n in graph]


def by_networkit(name: str) -> Callable[[nx.Graph[int]], Any]:
    def lay(graph: nx.Graph[int]) -> Any:
        import networkit

        networkit.engineering.setSeed(7, True)
        networkit.setNumberOfThreads(1)
        made = networkit.nxadapter.nx2nk(graph)
        layout = networkit.viz.PivotMDS(made, 2, 50)
        layout.run()
        if name == "MaxentStress":
            linear = networkit.viz.LinearSolverType.LAMG
            layout = networkit.viz.MaxentStress(made, 2, 1, layout.getCoordinates(), 1e-2, linear, True)
            layout.run()
        return layout.getCoordinates()

    return lay


def by_rustworkx(graph: nx.Graph[int]) -> Any:
    import rustworkx

    made = rustworkx.PyGraph()
    made.add_nodes_from(range(len(graph)))
    made.add_edges_from_no_data(list(graph.edges()))
    at = rustworkx.spring_layout(made, seed=7, num_iter=50)
    return [at[n] for n in range(len(graph))]


def by_sknetwork(graph: nx.Graph[int]) -> Any:
    from scipy.sparse import csr_matrix
    from sknetwork.embedding import Spring

    np.random.seed(7)
    return Spring(2, n_iter=50).fit_transform(csr_matrix(nx.to_scipy_sparse_array(graph, format="csr")))


LAYOUTS: Mapping[str, Callable[[nx.Graph[int]], Any]] = {
    "kg": ours, "networkit PivotMDS": by_networkit("PivotMDS"), "networkit MaxentStress": by_networkit("MaxentStress"),
    "rustworkx spring": by_rustworkx, "scikit-network Spring": by_sknetwork, "networkx spring": by_networkx,
}  # fmt: skip


def ratio(graph: nx.Graph[int], points: Any) -> float:
    at = np.array([tuple(p) for p in points], dtype=float)
    ends = np.array(graph.edges())
    chance = np.random.default_rng(0)
    pairs = chance.integers(0, len(at), (20_000, 2))
    edge, pair = (np.linalg.norm(at[p[:, 0]] - at[p[:, 1]], axis=1).mean() for p in (ends, pairs))
    return float(edge / pair)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2000, 10000])
    print(f"{'nodes':>7}  {'layout':24} {'seconds':>8}  same twice  edge : pair")
    for size in parser.parse_args().sizes:
        graph = nx.barabasi_albert_graph(size, 3, seed=1)
        for name, lay in LAYOUTS.items():
            try:
                begin = time.perf_counter()
                points = lay(graph)
            except ImportError:
                continue
            took = time.perf_counter() - begin
            same = np.array_equal(np.array(points), np.array(lay(graph)))
            print(
                f"{size:>7}  {name:24} {took:8.2f}  {'yes' if same else 'no':>10}  {ratio(graph, points):.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
