"""The part of the month that concerns everybody: what ties show, who goes, who practises (S6, S7, S12, S13)."""

from __future__ import annotations

import numpy as np

from simulator.compiled import kernel
from simulator.draws import Stream, philox, unit
from simulator.elementary import exp
from simulator.model.kernels.aim import AMATEURS, spare, which
from simulator.model.kernels.going import EPSILON, list_outings, ties_of
from simulator.model.kernels.layout import BINS, COUNTS
from simulator.model.kernels.machine import DEPOSITS, deposit, prefetch
from simulator.model.kernels.marked import append
from simulator.model.kernels.teach import ask_families

_PARTICIPATION = int(Stream.PARTICIPATION)
_CONTACT = int(Stream.CONTACT)
_LOW16 = np.uint64(0xFFFF)
_LOW24 = np.uint64(0xFFFFFF)
_LOW32 = np.uint64(0xFFFFFFFF)
_S16 = np.uint64(16)
_S24 = np.uint64(24)
_S32 = np.uint64(32)
_PRESENCE = np.uint64(52)
_NIBBLES = np.uint64(0x0011111111111111)
"""The lowest bit of each of 14 counters."""
_ONE = np.float32(1.0)
_WORDS = 4294967296.0


@kernel()
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


@kernel(inline="always")
def _counted(signal, counters):
    """A signal as counters of four bits."""
    return deposit(np.uint64(signal), _NIBBLES) if DEPOSITS else counters[signal]


@kernel()
def _look(signal, ties, counters, shown):
    """What a block's ties show: eight signals, summed as counters (an empty slot points to a signal of zero)."""
    last = np.int64(shown.size) - 1
    for r in range(shown.size):
        coming = min(r + 16, last)
        for k in range(8):
            prefetch(signal, np.uint64(ties[coming, k]))
        near = _counted(signal[ties[r, 0]], counters) + _counted(signal[ties[r, 1]], counters)
        near += _counted(signal[ties[r, 2]], counters) + _counted(signal[ties[r, 3]], counters)
        far = _counted(signal[ties[r, 4]], counters) + _counted(signal[ties[r, 5]], counters)
        far += _counted(signal[ties[r, 6]], counters) + _counted(signal[ties[r, 7]], counters)
        shown[r] = near + far


@kernel()
def _tell(shown, met, degrees, seen, place, each):
    """Take apart what ties show: last month; twelve months and practice; how many there are, and one over it.

    Only ties to somebody are counted, in `degrees`: an empty row shows nothing. `place` becomes where each row's part
    of the table of awareness begins.
    """
    for r in range(shown.size):
        degree = np.uint32(shown[r] >> _PRESENCE)
        seen[0, r], seen[1, r] = shown[r] & _LOW24, shown[r] >> _S24
        degrees[r] = degree
        each[r] = _ONE / np.float32(np.int32(max(degree, np.uint32(1))))
        place[r] = degree * np.uint32(COUNTS) + np.uint32(met[r] != 0) * np.uint32(COUNTS * COUNTS)


@kernel()
def _limit(chance):
    """How many words of 32 bits make a uniform below a chance: whole numbers are compared as vectors."""
    return np.uint64(max(np.ceil(chance * _WORDS - 0.5), 0.0))


@kernel()
def _limits(chances):
    """The same for a chance by education."""
    return _limit(chances[0]), _limit(chances[1]), _limit(chances[2]), _limit(chances[3])


@kernel(inline="always")
def _limit_of(education, limits):
    """The limit for one education: choices, which vectors make, and no look-up, which they do not."""
    lower = limits[1] if education & 1 else limits[0]
    higher = limits[3] if education & 1 else limits[2]
    return higher if education & 2 else lower


@kernel()
def _meet(people, month, begin, size, met):
    """Who is met this month (bit 0), creates (1), is accompanied (2), among those who may go out (S1, S6, S7)."""
    key, number, zero = np.uint64(month.keys[_CONTACT]), np.uint64(month.month) & _LOW32, np.uint64(0)
    k0, k1 = key & _LOW32, key >> _S32
    contact, creation, company = _limits(month.reach[0]), _limits(month.reach[1]), _limits(month.reach[2])
    education, eligible = people.education[begin : begin + size], people.eligible[begin : begin + size]
    for r in range(size):
        w0, w1, w2, _ = philox(np.uint64(begin + r), zero, number, zero, k0, k1)
        e = np.uint64(education[r])
        how = np.uint8(w0 < _limit_of(e, contact)) | np.uint8(w1 < _limit_of(e, creation)) << 1
        met[r] = (how | np.uint8(w2 < _limit_of(e, company)) << 2) * eligible[r]


@kernel()
def _copy(people, rules, begin, size, numbers):
    """Symbolic distance, practice, and what digital practice replaces, of a block, as every domain reads them."""
    symbolic, practice = people.symbolic[begin : begin + size], people.practice[begin : begin + size]
    digital, all_of_it = people.digital[begin : begin + size], np.float32((1.0 + EPSILON) * BINS)
    replaced = np.float32((1.0 - rules.digital_staying) * (1.0 + EPSILON) * BINS)
    distance, amateur, present = numbers[1], numbers[2], numbers[3]
    for r in range(size):
        distance[r] = symbolic[r]
        amateur[r] = practice[r]
        present[r] = all_of_it - replaced * np.float32(digital[r])


@kernel()
def _hear(d, size, counters, place, awareness, rules, index, silent):
    """Awareness of a block in one domain: media, word of mouth of last month, contacts, forgetting (S6).

    Three loops, so that the first and the last become vector instructions: where the table is read, and what follows.
    """
    unheard, forgetting = rules.unheard, rules.forgetting
    for r in range(size):
        index[r] = place[r] + ties_of(counters[r], d)
    for r in range(size):
        silent[r] = unheard[index[r]]
    for r in range(size):
        known = np.float64(awareness[r])
        awareness[r] = known * (silent[r] - forgetting) + (1.0 - silent[r])


@kernel()
def _relax(people, rules, begin, size, met):
    """Symbolic distance returns to its anchor, the anchor to the origin; practice and contacts lower it (S12)."""
    symbolic, habitus = people.symbolic[begin : begin + size], people.habitus[begin : begin + size]
    origin, practice = people.origin[begin : begin + size], people.practice[begin : begin + size]
    relaxing, following, returning = rules.relaxing, rules.following, rules.returning
    practised, contacted = 1.0 - rules.practice_effect, 1.0 - rules.contact_effect
    created = 1.0 - rules.cocreation_effect
    for r in range(size):
        distance, anchor = np.float64(symbolic[r]), np.float64(habitus[r])
        relaxed = distance + relaxing * (anchor - distance)
        relaxed = relaxed * (practised if practice[r] else 1.0)
        symbolic[r] = relaxed * (contacted if met[r] & 1 else 1.0) * (created if met[r] & 2 else 1.0)
        habitus[r] = (anchor + following * (distance - anchor)) + returning * (origin[r] - anchor)


@kernel()
def _may_move(people, month, begin, size, practice_word, might):
    """Mark who may start or stop practising: the draw is below the chance of stopping, or no start is above it."""
    practice, eligible = people.practice[begin : begin + size], people.eligible[begin : begin + size]
    stop, ceiling = max(month.stop[0], month.stop[1]), month.start_ceiling
    for r in range(size):
        u = unit(practice_word[r])
        stops, starts = u < stop, u < ceiling
        might[r] = (practice[r] & stops) | ((practice[r] ^ 1) & starts & eligible[r])


@kernel()
def _practise(people, rules, month, begin, size, desk, moves, wishes):
    """Who wants to start practising (1) or stops (2) (S13); `wishes` counts persons [start or stop, agglomeration]."""
    practice, symbolic, degree = people.practice, people.symbolic, people.degree
    zone, weight, counters, word = people.agglomeration, people.weight, desk.seen[1], desk.practice_word
    _may_move(people, month, begin, size, word, desk.flags[0])
    count = append(size, desk.flags[0], 1, 0, desk.waiting[0])
    moves[begin : begin + size] = 0
    for k in range(count):
        r = np.int64(desk.waiting[0, k])
        i = begin + r
        side = which(people, month, i, AMATEURS)
        move = 2 if unit(word[r]) < month.stop[side] else 0
        if not practice[i]:
            share = np.float64(ties_of(counters[r], 6)) * rules.inverse_degree[degree[i]]
            norm = rules.practice_norm * (share - rules.practice_reference)
            chance = exp((month.start_logit[side] + norm) - rules.practice_symbolic * np.float64(symbolic[i]))
            move = 1 if unit(word[r]) < chance else 0
        moves[i] = move
        if move:
            wishes[move - 1, zone[i]] += weight[i]


@kernel()
def decide_block(people, rules, month, begin, size, desk, moves, wishes):
    """One month's decisions of a block, and what changes for everybody: awareness, symbolic distance, habitus.

    Lists the outings in `desk.outings` and returns how many; marks in `desk.willing` who would go if asked; writes
    `moves` (1 wants to start practising, 2 stops).
    """
    _draw(month.keys[_PARTICIPATION], month.month, begin, size, desk.bits, desk.practice_word)
    if month.meets:
        _meet(people, month, begin, size, desk.met)
        if month.aims:
            spare(people, month, begin, size, desk.met)
    else:
        desk.met[:size] = 0
    if month.family:
        ask_families(people, rules, month, begin, size, desk.met)
    end = begin + size
    ties, degrees = people.ties[begin:end], people.degree[begin:end]
    _look(people.signal[month.side], ties, rules.counters, desk.shown[:size])
    _tell(desk.shown[:size], desk.met, degrees, desk.seen, desk.place, desk.numbers[0])
    _copy(people, rules, begin, size, desk.numbers)
    count = list_outings(people, rules, month, begin, size, desk)
    _practise(people, rules, month, begin, size, desk, moves, wishes)
    for d in range(6):
        hearing = people.awareness[d, begin:end]
        _hear(d, size, desk.seen[0], desk.place, hearing, rules, desk.waiting[0], desk.floats[0])
    _relax(people, rules, begin, size, desk.met)
    return count
