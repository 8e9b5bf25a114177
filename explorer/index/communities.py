"""Who belongs together: groups of actors that share more with one another than with the rest.

The Louvain method (Blondel and others, 2008): everyone moves to the group of neighbours that
raises modularity most, groups become single actors, and again. Here all that may move in a
round move at once, one seeded half in each round so that pairs do not swap for ever; a round
is one sort of the lines.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_ROUNDS = 24
_LEVELS = 8


def communities(
    count: int, first: NDArray[np.int32], second: NDArray[np.int32], weight: Floats, seed: int = 40
) -> Ints:
    """Return each actor's group, numbered from 0, the largest first; shape (count,).

    Parameters
    ----------
    first, second, weight
        Lines by the indices of their ends, each pair once, weight above 0; shape (m,).

    An actor without lines is a group of its own. The same input and seed give the same groups.
    """
    random = np.random.default_rng(seed)
    group = np.arange(count)
    if not count:
        return group
    ends, others = first.astype(np.int64), second.astype(np.int64)
    own = np.zeros(count)  # weight of the lines inside each group, both ways
    for _ in range(_LEVELS):
        moved = _level(len(own), ends, others, weight, own, random)
        labels, moved = np.unique(moved, return_inverse=True)
        if len(labels) == len(own):
            break
        group = moved[group]
        ends, others, weight, own = _folded(len(labels), moved, ends, others, weight, own)
    return _by_size(group)


def _level(
    count: int, ends: Ints, others: Ints, weight: Floats, own: Floats, random: np.random.Generator
) -> Ints:
    """Return the label each of `count` nodes has when nobody gains by moving."""
    label = np.arange(count)
    nodes, near = np.concatenate([ends, others]), np.concatenate([others, ends])
    both = np.concatenate([weight, weight])
    degree = np.bincount(nodes, both, count) + own
    whole = max(float(degree.sum()), 1e-12)
    for _ in range(_ROUNDS):
        best, gain = _best_labels(count, nodes, label[near], both, label, degree, whole)
        moving = (gain > 1e-12) & (random.random(count) < 0.5)
        label = np.where(moving, best, label)
        if not (gain > 1e-12).any():
            break
    return label


def _best_labels(
    count: int, nodes: Ints, labels: Ints, weight: Floats, label: Ints, degree: Floats, whole: float
) -> tuple[Ints, Floats]:
    """Return the neighbouring label that is best for each node, and what moving there gains."""
    keys = np.concatenate([nodes * count + labels, np.arange(count) * count + label])
    weights = np.concatenate([weight, np.zeros(count)])
    order = np.argsort(keys, kind="stable")
    keys, weights = keys[order], weights[order]
    begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    towards = np.add.reduceat(weights, begins)
    node, target = np.divmod(keys[begins], count)
    total = np.bincount(label, degree, count)
    rest = total[target] - np.where(target == label[node], degree[node], 0.0)
    score = towards - degree[node] * rest / whole
    stay = np.zeros(count)
    here = target == label[node]
    stay[node[here]] = score[here]
    first = np.flatnonzero(np.concatenate(([True], node[1:] != node[:-1])))
    most = np.maximum.reduceat(score, first)
    best = np.full(count, count, dtype=np.int64)
    top = score >= most[node]  # every node stands in `node`, so its number is its place in `most`
    np.minimum.at(best, node[top], target[top])
    return best, most - stay


def _folded(
    count: int, label: Ints, ends: Ints, others: Ints, weight: Floats, own: Floats
) -> tuple[Ints, Ints, Floats, Floats]:
    """Make one node of each label: lines between labels add up, those within become its own."""
    a, b = label[ends], label[others]
    inside = a == b
    kept = np.asarray(
        np.bincount(label, own, count) + 2 * np.bincount(a[inside], weight[inside], count)
    )
    keys = np.minimum(a, b)[~inside] * count + np.maximum(a, b)[~inside]
    found, where = np.unique(keys, return_inverse=True)
    low, high = np.divmod(found, count)
    return low, high, np.asarray(np.bincount(where, weight[~inside], len(found))), kept


def _by_size(group: Ints) -> Ints:
    """Number groups from the largest; of one size, the one with the earliest actor first."""
    _, begins, inverse, sizes = np.unique(
        group, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((begins, -sizes))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return np.asarray(rank[inverse])
