"""Deciding to go out (S8), and the part of the month that concerns everybody (S6, S12, S13).

Least work: most residents stay home in most domains, so a block of rows first goes through a filter in float32 that
keeps whoever might go (an upper bound of the chance, eight residents per instruction); only those are decided
exactly, in float64, by the rule that the plain reference spells out. The filter never excludes anybody who goes.
Short loops over blocks let the compiler use vector instructions; without fast-math their bits are those of one-by-one.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import njit
from simulator.draws import Stream, philox, unit, words
from simulator.elementary import exp, logit
from simulator.model.kernels.layout import BINS, COUNTS

_PARTICIPATION = int(Stream.PARTICIPATION)
_REFINEMENT = int(Stream.REFINEMENT)
_CONTACT = int(Stream.CONTACT)
_LOW16 = np.uint64(0xFFFF)
_LOW32 = np.uint64(0xFFFFFFFF)
_S16 = np.uint64(16)
_S32 = np.uint64(32)
_NIBBLE = np.uint64(15)
_LOG_STEPS = 64.0
BLOCK = 256
_MARGIN = np.float32(0.002)
"""Added to the filter's eta: above the float32 rounding of its terms (below 1e-4 for |eta| < 60)."""
_SCALE = np.float32(1.4426950408889634 * 8388608.0)
_BIAS = np.float32(127.0 * 8388608.0)
_ONE = np.float32(1.0)


@njit(cache=True, error_model="numpy", inline="always")
def log1p_of(table, x):
    """ln(1 + x) for 0 <= x < 24, linear between the table's points (64 a unit; error below 3.1e-5)."""
    position = x * _LOG_STEPS
    j = int(position)
    return table[j] + (table[j + 1] - table[j]) * (position - j)


@njit(cache=True, error_model="numpy", inline="always")
def company_of(floor, share):
    """Multiplier of company: floor + (1 - floor)(1 - (1 - share)^8) (S7)."""
    alone = 1.0 - share
    alone = alone * alone
    alone = alone * alone
    return floor + (1.0 - floor) * (1.0 - alone * alone)


@njit(cache=True, error_model="numpy", nogil=True)
def _draw(key, month, begin, size, bits, practice_word):
    """The month's draw of a block: 16 bits per domain, 32 for practice."""
    k0, k1, number = np.uint64(key) & _LOW32, np.uint64(key) >> _S32, np.uint64(month) & _LOW32
    zero = np.uint64(0)
    for r in range(size):
        w0, w1, w2, w3 = philox(np.uint64(begin + r), zero, number, zero, k0, k1)
        bits[0, r], bits[1, r] = w0 & _LOW16, w0 >> _S16
        bits[2, r], bits[3, r] = w1 & _LOW16, w1 >> _S16
        bits[4, r], bits[5, r] = w2 & _LOW16, w2 >> _S16
        practice_word[r] = w3


@njit(cache=True, error_model="numpy", nogil=True)
def _look(signal, ties, begin, size, seen):
    """Sum of the signals of each resident's eight slots (an empty slot points to a signal of zero)."""
    for r in range(size):
        i = begin + r
        near = (signal[ties[i, 0]] + signal[ties[i, 1]]) + (signal[ties[i, 2]] + signal[ties[i, 3]])
        far = (signal[ties[i, 4]] + signal[ties[i, 5]]) + (signal[ties[i, 6]] + signal[ties[i, 7]])
        seen[r] = near + far


@njit(cache=True, error_model="numpy", nogil=True)
def _bound(d, size, seen, inverse, flat, awareness, base, gap, habit, distance, amateur, numbers, reach, bits_out):
    """Upper bound of a block's chances in one domain, as reach and the float32 bits of a bound of e^eta."""
    floor, norm, reference, weight, taste, fading, symbolic, practice = numbers
    shift = np.uint64(24 + 4 * d)
    for r in range(size):
        share = np.float32(np.int32((seen[r] >> shift) & _NIBBLE)) * inverse[r]
        alone = _ONE - share
        alone = alone * alone
        alone = alone * alone
        reach[r] = awareness[r] * (floor + (_ONE - floor) * (_ONE - alone * alone))
        stock = habit[r] * fading
        log_bound = min(
            stock, min(np.float32(0.19315) + np.float32(0.5) * stock, np.float32(0.6363) + np.float32(0.25) * stock)
        )
        eta = flat[r] + base[r] + gap[r] * taste - symbolic * distance[r] + weight * log_bound
        eta = eta + norm * (share - reference) + practice * amateur[r] + _MARGIN
        eta = min(max(eta, np.float32(-60.0)), np.float32(60.0))
        bits_out[r] = np.int32(eta * _SCALE + _BIAS)


@njit(cache=True, error_model="numpy", nogil=True)
def _filter(d, size, bits, reach, bound, maybe):
    """Mark who might go: the draw is below the bound of the chance."""
    flag = np.uint8(1 << d)
    for r in range(size):
        might = np.float32(np.int32(bits[r])) < reach[r] * bound[r] * np.float32(65600.0) + np.float32(0.01)
        maybe[r] |= flag if might else np.uint8(0)


@njit(cache=True, error_model="numpy")
def _refined(key, month, row, domain, bits, reach, eta):
    """The decision in the outermost values of the 16-bit uniform: a second draw, and the exact logit."""
    v = unit(words(key, row, 0, month, domain)[0])
    x = (bits + v) / BINS / reach
    return x < 1.0 and logit(x) < eta


@njit(cache=True, error_model="numpy", nogil=True)
def _decide_exactly(people, rules, tables, month, begin, size, seen, bits, maybe, went):
    """The exact decision of those whom the filter kept (rule 4).

    Arrays and numbers are taken out of their tuples first: inside the loop, that would cost more than the equation.
    """
    base, gap, habit, awareness = people.base, people.gap, people.habit, people.awareness
    symbolic, practice, degree, cells = people.symbolic, people.practice, people.degree, people.cell
    eligible, offset, share_of, logits, log1p = (
        people.eligible,
        tables.offset,
        rules.inverse_degree,
        rules.logits,
        rules.log1p,
    )
    symbolic_weight, practice_weight, norm_reference = (
        rules.symbolic_weight,
        rules.practice_weight,
        rules.norm_reference,
    )
    habit_weight, norm_weight, floor = rules.habit_weight, rules.norm_weight, rules.company_floor
    taste, fading, number, key = month.taste_before, month.habit_before, month.month, month.keys[_REFINEMENT]
    for r in range(size):
        i = begin + r
        left = np.int64(maybe[r] & eligible[i])
        went[i] = 0
        if left == 0:
            continue
        mask = 0
        distance, each, cell = np.float64(symbolic[i]), share_of[degree[i]], cells[i]
        for d in range(6):
            if (left >> d) & 1 == 0:
                continue
            share = np.float64(np.int64((seen[r] >> np.uint64(24 + 4 * d)) & _NIBBLE)) * each
            reach = np.float64(awareness[d, i]) * company_of(floor, share)
            eta = offset[d, cell] + base[d, i]
            eta = eta + gap[d, i] * taste
            eta = eta - symbolic_weight[d] * distance
            eta = eta + habit_weight * log1p_of(log1p, habit[d, i] * fading)
            eta = eta + norm_weight * (share - norm_reference[d])
            eta = eta + practice_weight[d] * practice[i]
            draw = np.int64(bits[d, r])
            if draw == 0 or draw == BINS - 1:
                goes = _refined(key, number, i, d, draw, reach, eta)
            else:
                position = (draw + 0.5) / reach
                goes = position < BINS and logits[np.int64(position)] < eta
            if goes:
                mask |= 1 << d
        went[i] = mask


@njit(cache=True, error_model="numpy", nogil=True)
def _hear(d, size, seen, place, awareness, unheard, forgetting):
    """Awareness of a block in one domain: media, word of mouth of last month, contacts, forgetting (S6)."""
    shift = np.uint64(4 * d)
    for r in range(size):
        silent = unheard[place[r] + np.int64((seen[r] >> shift) & _NIBBLE)]
        known = np.float64(awareness[r])
        awareness[r] = known * (silent - forgetting) + (1.0 - silent)


@njit(cache=True, error_model="numpy", nogil=True)
def _relax(people, rules, begin, size, met):
    """Symbolic distance returns to its anchor, the anchor to the origin; practice and contacts lower it (S12)."""
    symbolic, habitus = people.symbolic[begin : begin + size], people.habitus[begin : begin + size]
    origin, practice = people.origin[begin : begin + size], people.practice[begin : begin + size]
    relaxing, following, returning = rules.relaxing, rules.following, rules.returning
    practised, contacted = 1.0 - rules.practice_effect, 1.0 - rules.contact_effect
    for r in range(size):
        distance, anchor = np.float64(symbolic[r]), np.float64(habitus[r])
        relaxed = distance + relaxing * (anchor - distance)
        relaxed = relaxed * (practised if practice[r] else 1.0)
        symbolic[r] = relaxed * (contacted if met[r] else 1.0)
        habitus[r] = (anchor + following * (distance - anchor)) + returning * (origin[r] - anchor)


@njit(cache=True, error_model="numpy", nogil=True)
def _practise(people, rules, month, begin, size, seen, practice_word, moves, wishes):
    """Who wants to start practising (1) or stops (2) (S13); `wishes` counts persons [start or stop, agglomeration]."""
    practice, eligible, symbolic, degree = people.practice, people.eligible, people.symbolic, people.degree
    zone, weight = people.agglomeration, people.weight
    for r in range(size):
        i = begin + r
        u = unit(practice_word[r])
        move = 0
        if practice[i]:
            move = 2 if u < month.stop else 0
        elif u < month.start_ceiling and eligible[i]:
            count = np.float64(np.int64((seen[r] >> np.uint64(48)) & _NIBBLE))
            norm = rules.practice_norm * (count * rules.inverse_degree[degree[i]] - rules.practice_reference)
            chance = exp((month.start_logit + norm) - rules.practice_symbolic * np.float64(symbolic[i]))
            move = 1 if u < chance else 0
        moves[i] = move
        if move:
            wishes[move - 1, zone[i]] += weight[i]


@njit(cache=True, error_model="numpy", nogil=True)
def _meet(people, month, begin, size, met):
    """Who is met by a mediator this month (S1, S6)."""
    key, number, contact, education = month.keys[_CONTACT], month.month, month.contact, people.education
    for r in range(size):
        w = words(key, begin + r, 0, number, 0)[0]
        met[r] = unit(w) < contact[education[begin + r]]


@njit(cache=True, error_model="numpy", nogil=True)
def _prepare(people, rules, begin, size, met, place, inverse, distance, amateur):
    """Per-row numbers that every domain uses."""
    degree, symbolic, practice = people.degree, people.symbolic, people.practice
    for r in range(size):
        i = begin + r
        place[r] = np.int64(degree[i]) * COUNTS + np.int64(met[r]) * (COUNTS * COUNTS)
        inverse[r] = rules.inverse_degree[degree[i]]
        distance[r] = symbolic[i]
        amateur[r] = practice[i]


@njit(cache=True, error_model="numpy", nogil=True)
def _sift(people, rules, tables, month, begin, size, seen, bits, work, maybe):
    """Run the filter over the six domains."""
    inverse, distance, amateur, flat, reach, bound_bits = work
    bound = bound_bits.view(np.float32)
    end = begin + size
    f = np.float32
    for d in range(6):
        offset, cells = tables.offset[d], people.cell
        for r in range(size):
            flat[r] = offset[cells[begin + r]]
        numbers = (
            f(rules.company_floor),
            f(rules.norm_weight),
            f(rules.norm_reference[d]),
            f(rules.habit_weight),
            f(month.taste_before),
            f(month.habit_before),
            f(rules.symbolic_weight[d]),
            f(rules.practice_weight[d]),
        )
        _bound(
            d,
            size,
            seen,
            inverse,
            flat,
            people.awareness[d, begin:end],
            people.base[d, begin:end],
            people.gap[d, begin:end],
            people.habit[d, begin:end],
            distance,
            amateur,
            numbers,
            reach,
            bound_bits,
        )
        _filter(d, size, bits[d], reach, bound, maybe)


@njit(cache=True, error_model="numpy", nogil=True)
def scratch():
    """Working arrays of a block: draws, what is seen, marks, and the filter's numbers."""
    f32 = np.float32
    bits, practice_word = np.empty((6, BLOCK), np.uint64), np.empty(BLOCK, np.uint64)
    seen, place = np.empty(BLOCK, np.uint64), np.empty(BLOCK, np.int64)
    met, maybe = np.zeros(BLOCK, np.uint8), np.empty(BLOCK, np.uint8)
    inverse, distance, amateur = np.empty(BLOCK, f32), np.empty(BLOCK, f32), np.empty(BLOCK, f32)
    work = (inverse, distance, amateur, np.empty(BLOCK, f32), np.empty(BLOCK, f32), np.empty(BLOCK, np.int32))
    return bits, practice_word, seen, place, met, maybe, work


@njit(cache=True, error_model="numpy", nogil=True)
def decide_block(people, rules, tables, month, begin, size, went, moves, wishes, desk):
    """One month's decisions of a block, and what changes for everybody: awareness, symbolic distance, habitus.

    Writes `went` (bit per domain) and `moves` (1 wants to start practising, 2 stops).
    """
    bits, practice_word, seen, place, met, maybe, work = desk
    _draw(month.keys[_PARTICIPATION], month.month, begin, size, bits, practice_word)
    _look(people.signal, people.ties, begin, size, seen)
    if month.contact[0] > 0.0:
        _meet(people, month, begin, size, met)
    _prepare(people, rules, begin, size, met, place, work[0], work[1], work[2])
    maybe[:] = 0
    _sift(people, rules, tables, month, begin, size, seen, bits, work, maybe)
    _decide_exactly(people, rules, tables, month, begin, size, seen, bits, maybe, went)
    _practise(people, rules, month, begin, size, seen, practice_word, moves, wishes)
    for d in range(6):
        _hear(d, size, seen, place, people.awareness[d, begin : begin + size], rules.unheard, rules.forgetting)
    _relax(people, rules, begin, size, met)
