"""The coupled choice of a venue (rule 5), from the definition."""

import math

from simulator.draws import Stream, unit
from simulator.elementary import log

HEADROOM = 1.25


def choose(resident, d, attempt=0, excluded=None):
    """The column chosen within domain `d`, or None: proposals at 1.25 q against races of grown venues."""
    q, w = resident.model.weights(resident.cell, d)
    if excluded is not None:
        w = [0.0 if v == excluded else weight for v, weight in enumerate(w)]
    if not any(w):
        return None
    best, when = proposals(resident, d, q, w, attempt) if sum(q) > 0.0 else (None, math.inf)
    for v in range(len(w)):
        if w[v] > HEADROOM * q[v]:
            arrival = -log(race_uniform(resident, d, v, attempt)) / (w[v] - HEADROOM * q[v])
            if arrival < when:
                best, when = v, arrival
    return best


def race_uniform(resident, d, v, attempt):
    """The uniform of venue `v` in the race: four venue rows share one draw."""
    venue = resident.model.venue_row(d, v)
    return unit(resident.draw(Stream.RACE, (((attempt << 3) + d) << 16) + (venue >> 2))[venue & 3])


def proposals(resident, d, q, w, attempt):
    """The first accepted proposal and its time; after 32 refusals, the last resort."""
    clock, total = 0.0, 0.0
    for weight in q:
        total += weight
    threshold, alias = resident.model.alias(resident.cell, d)
    for i in range(32):
        w0, w1, w2, _ = (int(x) for x in resident.draw(Stream.PROPOSAL, (((attempt << 3) + d) << 8) + i))
        clock = clock - log(unit(w2)) / (HEADROOM * total)
        v, rest = divmod(w0 * len(q), 1 << 32)
        if rest >= threshold[v]:
            v = alias[v]
        if q[v] > 0.0 and HEADROOM * unit(w1) < w[v] / q[v]:
            return v, clock
    return last_resort(resident, d, q, w, attempt, clock)


def last_resort(resident, d, q, w, attempt, clock):
    """The fixed-order distribution of min(w, 1.25 q), at the clock plus an exponential of its sum."""
    common = [min(a, HEADROOM * b) for a, b in zip(w, q, strict=True)]
    total = 0.0
    for weight in common:
        total += weight
    if total <= 0.0:
        return None, math.inf
    w0, w1, _, _ = resident.draw(Stream.LAST_RESORT, (attempt << 3) + d)
    left, choice = unit(w0) * total, None
    for v, weight in enumerate(common):
        if weight > 0.0:
            choice = v
            left -= weight
            if left < 0.0:
                break
    return choice, clock - log(unit(w1)) / total
