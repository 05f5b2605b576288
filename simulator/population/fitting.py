"""Iterative proportional fitting, whole-number quotas and weighted choice, with every sum in a fixed order.

Only additions, multiplications and divisions, one after the other, in compiled loops: the same bits on every machine.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit


@njit(cache=True, nogil=True)
def fit_table(table, row_totals, column_shares, rounds):
    """Iterative proportional fitting of a table to whole-number row totals and to column shares.

    Args:
        table: float64 [G, K], starting shapes, at least one positive number in each row; changed in place.
        row_totals: int64 [G], people in each row.
        column_shares: float64 [K], shares aimed at over all rows; they sum to 1.
        rounds: Number of times that columns and rows are scaled in turn.

    Returns:
        The table; rows meet their totals exactly up to rounding, columns as nearly as the shapes allow.
    """
    groups, classes = table.shape
    people = row_totals.sum()
    for _ in range(rounds):
        for k in range(classes):
            total = 0.0
            for g in range(groups):
                total += table[g, k]
            if total > 0.0:
                ratio = column_shares[k] * people / total
                for g in range(groups):
                    table[g, k] *= ratio
        scale_rows(table, row_totals)
    return table


@njit(cache=True, nogil=True)
def scale_rows(table, row_totals):
    """Scale each row of `table` (float64 [G, K]) to its total (int64 [G]), in place."""
    groups, classes = table.shape
    for g in range(groups):
        total = 0.0
        for k in range(classes):
            total += table[g, k]
        ratio = row_totals[g] / total if total > 0.0 else 0.0
        for k in range(classes):
            table[g, k] *= ratio


@njit(inner=True, cache=True, nogil=True)
def _factor(sums, target):
    """The factor f for which the sum of sums[j] f^j is `target`: Newton's method from above, which cannot overshoot.

    Args:
        sums: float64 [J + 1], what households that count j times contribute; sums[0] is 0.
        target: Positive.
    """
    total = 0.0
    for j in range(1, sums.size):
        total += sums[j]
    factor = max(1.0, target / total)
    for _ in range(60):
        value, slope = 0.0, 0.0
        for j in range(sums.size - 1, 0, -1):
            slope = slope * factor + j * sums[j]
            value = (value + sums[j]) * factor
        step = (value - target) / slope
        factor -= step
        if step <= 1e-15 * factor:
            break
    return factor


@njit(cache=True, nogil=True)
def fit_weights(lists, targets, weights, rounds):
    """Iterative proportional fitting of whole households to household and person margins together.

    Each category in turn multiplies a household's weight by a factor to the power of its count there, the factor
    that meets the target: the weights nearest to the starting ones (least relative entropy) that meet all targets.

    Args:
        lists: Where each category begins (int64 [K + 1]), the households in it, how often they count (int64, to 7).
        targets: float64 [K], what the weighted counts should sum to.
        weights: float64 [M], starting weights; changed in place.
        rounds: Largest number of rounds; fewer when every category is met within one part in a hundred thousand.

    Returns:
        The largest relative error met in the last round.
    """
    starts, households, counts = lists
    sums, powers = np.empty(8), np.ones(8)
    worst = 1.0
    for _ in range(rounds):
        worst = 0.0
        for k in range(targets.size):
            for j in range(sums.size):
                sums[j] = 0.0
            for i in range(starts[k], starts[k + 1]):
                sums[counts[i]] += weights[households[i]] * counts[i]
            total = 0.0
            for j in range(sums.size):
                total += sums[j]
            if total <= 0.0 or targets[k] <= 0.0:
                continue
            worst = max(worst, abs(targets[k] / total - 1.0))
            factor = _factor(sums, targets[k])
            for j in range(1, powers.size):
                powers[j] = powers[j - 1] * factor
            for i in range(starts[k], starts[k + 1]):
                weights[households[i]] *= powers[counts[i]]
        if worst < 1e-5:
            break
    return worst


@njit(cache=True, nogil=True)
def quotas(expected, row_totals):
    """Whole numbers near a fitted table: rows exact, what a row rounds off is carried to the next.

    Args:
        expected: float64 [G, K], each row summing to its total up to rounding.
        row_totals: int64 [G].

    Returns:
        int64 [G, K], rows summing to `row_totals`; each column's sum stays within about one person of its own.
    """
    groups, classes = expected.shape
    out = np.zeros((groups, classes), np.int64)
    carry = np.zeros(classes)
    for g in range(groups):
        left = row_totals[g]
        for k in range(classes):
            carry[k] += expected[g, k]
            if expected[g, k] > 0.0:
                out[g, k] = min(max(np.int64(np.floor(carry[k])), 0), left)
                left -= out[g, k]
                carry[k] -= out[g, k]
        while left > 0:
            best = -1
            for k in range(classes):
                if expected[g, k] > 0.0 and (best < 0 or carry[k] > carry[best]):
                    best = k
            out[g, best] += 1
            carry[best] -= 1.0
            left -= 1
    return out


@njit(cache=True, nogil=True)
def deal(order, group, quota):
    """Give classes to people: in each group, the first of `order` get class 0, the next class 1, and so on.

    Args:
        order: int64 [n], people sorted by group.
        group: int64 [N], each person's group.
        quota: int64 [G, K], people of each group in each class; used up.

    Returns:
        uint8 [N], the class of everyone in `order`, 255 for others.
    """
    out = np.full(group.size, 255, np.uint8)
    for person in order:
        k = 0
        while quota[group[person], k] == 0:
            k += 1
        quota[group[person], k] -= 1
        out[person] = k
    return out


@njit(cache=True, nogil=True)
def alias_table(weights):
    """Walker's alias table of positive weights (float64 [M]): acceptance float64 [M] and alias int32 [M]."""
    n = weights.size
    total = 0.0
    for m in range(n):
        total += weights[m]
    accept = weights * (n / total)
    alias = np.arange(n).astype(np.int32)
    small, large = np.empty(n, np.int32), np.empty(n, np.int32)
    smalls, larges = 0, 0
    for m in range(n):
        if accept[m] < 1.0:
            small[smalls] = m
            smalls += 1
        else:
            large[larges] = m
            larges += 1
    while smalls > 0 and larges > 0:
        smalls -= 1
        low, high = small[smalls], large[larges - 1]
        alias[low] = high
        accept[high] = (accept[high] + accept[low]) - 1.0
        if accept[high] < 1.0:
            larges -= 1
            small[smalls] = high
            smalls += 1
    for i in range(smalls):
        accept[small[i]] = 1.0
    for i in range(larges):
        accept[large[i]] = 1.0
    return accept, alias
