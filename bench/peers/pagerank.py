"""Personalised PageRank of Python libraries, timed for bench/ranking.ts.

Argument: a folder with edges.bin (int32 pairs, each undirected edge once) and problem.json {nodes, itemStart, itemEnd, restart,
sources, calibration, best, qualityMin, budgetSeconds, blockSize, peers}. `best` holds the exact best items of each source; of `peers` only
names that begin with one of them are measured, all where it is empty.
Then one command a line on standard input, one JSON line of answer each: `calibrate` finds for each library the loosest
setting whose overlap with `best` is at least qualityMin on the first `calibration` sources; `round` times every library once.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from scipy import sparse

folder = Path(sys.argv[1])
problem = json.loads((folder / "problem.json").read_text())
pairs = np.fromfile(folder / "edges.bin", dtype=np.int32).reshape(-1, 2)
nodes = problem["nodes"]
damping = 1 - problem["restart"]
ones = np.ones(len(pairs))
half = sparse.csr_matrix((ones, (pairs[:, 0], pairs[:, 1])), shape=(nodes, nodes))
adjacency = sparse.csr_matrix(half + half.T)
degrees = np.asarray(adjacency.sum(axis=1)).ravel()
transition = sparse.csr_matrix(sparse.diags(np.divide(1, degrees, where=degrees > 0, out=np.zeros(nodes))) @ adjacency).T.tocsr()


def overlap(scores, source):
    """Share of the exact best items that are among as many best of `scores`."""
    best = set(problem["best"][problem["sources"].index(source)])
    items = np.asarray(scores)[problem["itemStart"] : problem["itemEnd"]]
    order = np.lexsort((np.arange(len(items)), -items))[: len(best)]
    return len(best.intersection((order + problem["itemStart"]).tolist())) / len(best)


def scipy_power(source, tolerance):
    restart = np.zeros(nodes)
    restart[source] = problem["restart"]
    scores = restart / problem["restart"]
    while True:
        following = damping * (transition @ scores) + restart
        change = np.abs(following - scores).sum()
        scores = following
        if change < tolerance:
            return scores


def scipy_block(sources, tolerance):
    restart = np.zeros((nodes, len(sources)))
    restart[sources, np.arange(len(sources))] = problem["restart"]
    scores = restart / problem["restart"]
    while True:
        following = damping * (transition @ scores) + restart
        change = np.abs(following - scores).sum(axis=0).max()
        scores = following
        if change < tolerance:
            return scores


def scikit_network(solver):
    from sknetwork.ranking import PageRank

    def run(source, setting):
        options = {"n_iter": setting} if isinstance(setting, int) else {"tol": setting, "n_iter": 1000}
        return PageRank(damping_factor=damping, solver=solver, **options).fit_predict(adjacency, {source: 1})

    return run


def igraph_prpack():
    import igraph

    graph = igraph.Graph(n=nodes, edges=pairs.tolist())
    return lambda source, _: graph.personalized_pagerank(damping=damping, reset_vertices=[source], implementation="prpack")


def networkx_power():
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(pairs.tolist())

    def run(source, tolerance):
        ranks = networkx.pagerank(graph, alpha=damping, personalization={source: 1}, tol=tolerance)
        return np.fromiter((ranks[node] for node in range(nodes)), dtype=float, count=nodes)

    return run


def fast_pagerank_power():
    from fast_pagerank import pagerank_power

    def run(source, tolerance):
        restart = np.zeros(nodes)
        restart[source] = 1
        return pagerank_power(adjacency, p=damping, personalize=restart, tol=tolerance)

    return run


iterations = [4, 6, 8, 10, 12, 15, 20, 30, 50]
tolerances = [3e-2, 1e-2, 3e-3, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-10]
# NetworkX stops at nodes * tol; fast-pagerank at an L2 change.
makers = {
    "SciPy, power iteration": (lambda: scipy_power, tolerances),
    "scikit-network, diteration": (lambda: scikit_network("diteration"), iterations),
    "scikit-network, piteration": (lambda: scikit_network("piteration"), iterations),
    "scikit-network, RH": (lambda: scikit_network("RH"), iterations),
    "scikit-network, bicgstab": (lambda: scikit_network("bicgstab"), tolerances),
    "scikit-network, lanczos": (lambda: scikit_network("lanczos"), tolerances),
    "fast-pagerank, power": (fast_pagerank_power, tolerances),
    "igraph, PRPACK": (igraph_prpack, [None]),
    "NetworkX, pagerank": (networkx_power, [tolerance / nodes for tolerance in tolerances]),
}


def calibrate():
    chosen = {}
    wanted = tuple(problem["peers"])
    for name, (make, settings) in makers.items():
        if wanted and not name.startswith(wanted):
            continue
        try:
            run = make()
            for setting in settings:
                sources = problem["sources"][: problem["calibration"]]
                quality = float(np.mean([overlap(run(source, setting), source) for source in sources]))
                if quality >= problem["qualityMin"]:
                    break
            chosen[name] = (run, setting, quality)
        except Exception as error:  # A library that is missing or fails is reported, not hidden.
            print(f"{name}: {error}", file=sys.stderr)
    return chosen


def timed(run, setting):
    """Milliseconds and overlap of each source until the time of the library is over, at least one."""
    results = []
    until = time.perf_counter() + problem["budgetSeconds"]
    for source in problem["sources"]:
        start = time.perf_counter()
        scores = run(source, setting)
        milliseconds = 1000 * (time.perf_counter() - start)
        results.append([milliseconds, overlap(scores, source)])
        if time.perf_counter() > until:
            break
    return results


def timed_block(setting):
    sources = (problem["sources"] * problem["blockSize"])[: problem["blockSize"]]
    start = time.perf_counter()
    scores = scipy_block(sources, setting)
    milliseconds = 1000 * (time.perf_counter() - start) / len(sources)
    return [[milliseconds, overlap(scores[:, 0], sources[0])]]


chosen = {}
for line in sys.stdin:
    if line.strip() == "calibrate":
        chosen = calibrate()
        answer = {name: {"setting": setting, "overlap": quality} for name, (_, setting, quality) in chosen.items()}
    else:
        answer = {name: timed(run, setting) for name, (run, setting, _) in chosen.items()}
        if "SciPy, power iteration" in chosen:
            answer["SciPy, block of sources"] = timed_block(chosen["SciPy, power iteration"][1])
    print(json.dumps(answer), flush=True)
