"""Who goes out (S8): in single precision where that settles it, by the exact rule in double where it does not.

Least work: a chance is first computed roughly, eight residents per instruction, with an error below EPSILON. A draw
that is further than that from the chance is settled; the few others are decided exactly, by the rule that the plain
reference spells out. So every decision is the exact rule's. Loops over a block either have no branch, so that they
become vector instructions, or walk a list that such a loop made: a branch guessed wrong costs more than an equation.
"""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel
from simulator.domains import MUS
from simulator.draws import Stream, unit, words
from simulator.elementary import exp, logit
from simulator.model.kernels.layout import ADULT_AGE, BINS, FAMILY
from simulator.model.kernels.marked import append

_REFINEMENT = int(Stream.REFINEMENT)
_NIBBLE = np.uint32(15)
_EVERYTHING = np.uint8(63)
_LISTED = np.uint8(3)
_NO, _MAY, _NEAR, _JOINS, _UNSURE = np.int32(0), np.int32(1), np.int32(2), np.int32(4), np.int32(8)
"""What single precision tells: may go, or too near to tell; would go if asked along, or too near to tell."""
_LOG_STEPS = 64.0
EPSILON = 0.0004
"""Above the largest relative error of the rough chance: exp 6e-6, ln 6.1e-5 times its weight, rounding 3e-5."""
_f = np.float32
_ONE = _f(1.0)
_MOST = _f(60.0)
_LN2 = 0.6931471805599453
_STEPS = _f(8388608.0 / _LN2)
"""A float32's bits are counted in 1 / 2^23 of a doubling; so many make a factor of e."""
_BIAS = _f(127.0 * 8388608.0)
_A_BIT = _f(1.0 / 8388608.0)
_FRACTION = np.int32(0x7FFFFF)
_EXPONENT = np.int32(-0x800000)
_ONE_BITS = np.int32(0x3F800000)


@kernel(inline="always")
def log1p_of(table, x):
    """ln(1 + x) for 0 <= x < 24, linear between the table's points (64 a unit; error below 3.1e-5)."""
    position = x * _LOG_STEPS
    whole = np.int64(position)
    j = np.uint64(whole)
    return table[j] + (table[j + np.uint64(1)] - table[j]) * (position - np.float64(whole))


@kernel(inline="always")
def company_of(floor, share):
    """Multiplier of company: floor + (1 - floor)(1 - (1 - share)^8) (S7)."""
    alone = 1.0 - share
    alone = alone * alone
    alone = alone * alone
    return floor + (1.0 - floor) * (1.0 - alone * alone)


@kernel(inline="always")
def ties_of(counters, number):
    """How many of eight ties, from their counter of four bits."""
    return np.uint32(np.uint32(counters >> np.uint32(4 * number)) & _NIBBLE)


@kernel(inline="always")
def _rough_log(x, weight, total):
    """`total` and `weight` times log2(x) of a float32 x >= 1, within 1e-4: its exponent, and a quartic in the rest."""
    bits = _f(x).view(np.int32)
    m = np.int32((bits & _FRACTION) | _ONE_BITS).view(np.float32)
    total = (total - weight * _f(1.51285314)) + (weight * _A_BIT) * _f(np.int32(bits - _ONE_BITS))
    p = weight * _f(0.64513984) - weight * _f(0.08161535) * m
    p = p * m - weight * _f(2.12067)
    p = p * m + weight * _f(3.07008623)
    return p * m + total


@kernel(inline="always")
def _rough_exp(x):
    """The number e to the power of a float32, |x| <= 60, within 6e-6: a quartic in the mantissa of a power of two."""
    bits = np.int32(x * _STEPS + _BIAS)
    m = np.int32((bits & _FRACTION) | _ONE_BITS).view(np.float32)
    p = _f(0.01353376) * m - _f(0.00212128)
    p = p * m + _f(0.16660153)
    p = p * m + _f(0.31203026)
    p = p * m + _f(0.5099583)
    return p * np.int32(bits & _EXPONENT).view(np.float32)


@kernel(inline="always")
def _factors(rules, month, d):
    """What eta's terms are multiplied by in one domain, and its constant."""
    constant = -rules.norm_weight * rules.norm_reference[d]
    habit = _f(rules.habit_weight * _LN2), _f(month.habit_before)
    felt = _f(month.taste_before), _f(rules.symbolic_weight[d])
    around = _f(rules.norm_weight), _f(rules.practice_weight[d])
    return _f(constant), habit, felt, around, _f(1.0 - rules.company_floor), _f(exp(rules.invitation_pull))


@kernel(fastmath={"contract"})
def _settle(d, size, counters, bits, numbers, stocks, factors, marks):
    """Mark who may go in one domain, alone or if asked along, and whose draw is too near their chance to tell.

    With x = e^eta, one goes if (draw + 1/2)(1 + x) < 65,536 reach x, give or take half a draw: the exact rule's bins.
    `numbers[3]` holds 65,536 and a little more, so that `chance` is as high as it may be, and `least` of it as low.
    """
    awareness, pull, gap, habit, eligible = stocks
    each, distance, amateur, present = numbers[0], numbers[1], numbers[2], numbers[3]
    constant, (by_habit, fading), (by_taste, by_distance), (by_norm, by_practice), lost_alone, asked = factors
    least = _f((1.0 - EPSILON) / (1.0 + EPSILON))
    for r in range(size):
        share = _f(np.int32(ties_of(counters[r], d))) * each[r]
        alone = _ONE - share
        alone = alone * alone
        alone = alone * alone
        known = awareness[r] * present[r]
        reach = known * (_ONE - lost_alone * (alone * alone))
        eta = (by_taste * gap[r] - by_distance * distance[r]) + pull[r]
        eta = eta + ((constant + by_norm * share) + by_practice * amateur[r])
        eta = _rough_log(_ONE + habit[r] * fading, by_habit, eta)
        x = _rough_exp(min(max(eta, -_MOST), _MOST))
        draw, whole, chance = _f(bits[r]), _ONE + x, reach * x
        below = draw * whole
        may, near = below <= chance, below + whole >= chance * least
        x = x * asked
        whole, chance = _ONE + x, known * x
        below = draw * whole
        joins, unsure = below <= chance, below + whole >= chance * least
        mark = (_MAY if may else _NO) | (_NEAR if near else _NO)
        marks[r] = np.uint8(mark | (_JOINS if joins else _NO) | (_UNSURE if unsure else _NO)) & eligible[r]


@kernel()
def _refined(key, month, row, domain, bits, reach, eta):
    """The decision in the outermost values of the 16-bit uniform: a second draw, and the exact logit."""
    v = unit(words(key, row, 0, month, domain)[0])
    x = (bits + v) / BINS / reach
    return x < 1.0 and logit(x) < eta


@kernel()
def _goes(people, rules, month, i, d, counters, draw, alone, pull):
    """The exact decision of resident `i` in domain `d` (rule 4).

    Who is not `alone`, accompanied or asked along, needs no willing tie (S7); an invitation has its `pull` (S9).
    """
    share = np.float64(np.int64(ties_of(counters, d))) * rules.inverse_degree[people.degree[i]]
    reach = np.float64(people.awareness[d, i]) * (rules.digital_staying if people.digital[i] else 1.0)
    reach = reach * (company_of(rules.company_floor, share) if alone else 1.0)
    if reach == 0.0:
        return False
    eta = np.float64(people.pull[d, i]) + people.gap[d, i] * month.taste_before
    eta = eta - rules.symbolic_weight[d] * np.float64(people.symbolic[i])
    eta = eta + rules.habit_weight * log1p_of(rules.log1p, people.habit[d, i] * month.habit_before)
    eta = eta + rules.norm_weight * (share - rules.norm_reference[d])
    eta = eta + rules.practice_weight[d] * people.practice[i]
    eta = eta + pull
    if draw == 0 or draw == BINS - 1:
        return _refined(month.keys[_REFINEMENT], month.month, i, d, draw, reach, eta)
    position = (draw + 0.5) / reach
    return position < BINS and rules.logits[np.int64(position)] < eta


@kernel()
def _keep(people, rules, month, begin, d, first, last, desk):
    """Of the listed outings [first, last) of one domain, keep those settled and those the exact rule lets go."""
    rows, domains, marks, kept = desk.outings[0], desk.outings[1], desk.marks[d], np.uint64(first)
    counters, bits = desk.seen[1], desk.bits[d]
    for k in range(first, last):
        r = rows[k]
        goes = True
        if marks[r] & _NEAR:
            i = np.int64(begin) + np.int64(r)
            asked = d == MUS and (desk.met[r] & FAMILY) != 0
            alone, pull = desk.met[r] & 4 == 0 and not asked, rules.invitation_pull if asked else 0.0
            goes = _goes(people, rules, month, i, d, counters[r], np.int64(bits[r]), alone, pull)
        rows[kept], domains[kept] = r, d
        kept += np.uint64(goes)
    return np.int64(kept)


@kernel()
def _ask_the_accompanied(size, met, bit, allowed, marks):
    """Leave who is accompanied, or asked along (a `bit` of `met`), to the exact rule: the rough one counts on ties."""
    for r in range(size):
        marks[r] |= np.uint8(-(met[r] >> bit & 1)) & allowed[r] & _LISTED


@kernel()
def _settle_willing(people, rules, month, begin, size, desk):
    """Who would go if asked along, exactly, in `desk.willing`; children go with whoever asks, under-sixes never."""
    joins, listed, marks, bits, waiting = desk.willing, desk.flags[0], desk.marks, desk.bits, desk.waiting[0]
    eligible, age = people.eligible[begin : begin + size], people.age[begin : begin + size]
    for r in range(size):
        joins[r] = _EVERYTHING if (age[r] < ADULT_AGE) & (eligible[r] > 0) else np.uint8(0)
        listed[r] = 0
    for d in range(6):
        mark = marks[d]
        for r in range(size):
            joins[r] |= np.uint8((mark[r] >> 2 & 1) << d)
            listed[r] |= np.uint8(mark[r] >> 3 & mark[r] >> 2 & (age[r] >= ADULT_AGE))
    for k in range(append(size, listed, 1, 0, waiting)):
        r = waiting[k]
        for d in range(6):
            if marks[d, r] & (_JOINS | _UNSURE) == (_JOINS | _UNSURE):
                i = np.int64(begin) + np.int64(r)
                draw, pull = np.int64(bits[d, r]), rules.invitation_pull
                if not _goes(people, rules, month, i, d, desk.seen[1, r], draw, False, pull):
                    joins[r] ^= np.uint8(1 << d)


@kernel()
def list_outings(people, rules, month, begin, size, desk):
    """List a block's outings, domain by domain, in `desk.outings`; returns how many. Marks who would go if asked."""
    end, count = begin + size, 0
    allowed = desk.flags[1, :size]
    for r in range(size):
        allowed[r] = -people.eligible[np.uint64(begin + r)]
    for d in range(6):
        factors = _factors(rules, month, d)
        awareness, pull = people.awareness[d, begin:end], people.pull[d, begin:end]
        stocks = (awareness, pull, people.gap[d, begin:end], people.habit[d, begin:end], allowed)
        _settle(d, size, desk.seen[1], desk.bits[d], desk.numbers, stocks, factors, desk.marks[d])
        if month.accompanies:
            _ask_the_accompanied(size, desk.met, np.uint8(2), allowed, desk.marks[d])
        if month.family and d == MUS:
            _ask_the_accompanied(size, desk.met, np.uint8(3), allowed, desk.marks[d])
        listed = append(size, desk.marks[d], _MAY, count, desk.outings[0])
        count = _keep(people, rules, month, begin, d, count, listed, desk)
    _settle_willing(people, rules, month, begin, size, desk)
    return count


@kernel(inner=False)
def set_pull(people, offset, begin, end):
    """What draws rows [begin, end), whatever they live through: taste anchor, life stage, what the cell offers."""
    cells = people.cell[begin:end]
    for d in range(6):
        pull, base, offered = people.pull[d, begin:end], people.base[d, begin:end], offset[d]
        for r in range(cells.size):
            pull[r] = offered[cells[r]] + base[r]
