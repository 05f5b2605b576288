"""Listing what is marked, in order: sixteen at a time where the processor can pack a vector."""

from __future__ import annotations

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from simulator.compiled import kernel
from simulator.model.kernels.machine import PACKS, place_of

_LANES = 16
_BIT, _BYTE, _INT, _WIDE = ir.IntType(1), ir.IntType(8), ir.IntType(32), ir.IntType(64)
_BITS, _BYTES, _INTS = (ir.VectorType(kind, _LANES) for kind in (_BIT, _BYTE, _INT))
_PACK = "llvm.experimental.vector.compress.v16i32"
_STEP = np.uint64(_LANES)


def _spread(builder, value, kind):
    """A vector of one value."""
    one = builder.insert_element(ir.Constant(kind, ir.Undefined), value, ir.Constant(_INT, 0))
    return builder.shuffle_vector(one, ir.Constant(kind, ir.Undefined), ir.Constant(_INTS, [0] * _LANES))


def _packing(kind, mark):
    """The code of a function of (numbers, first, what `mark` needs, list, place in it), for sixteen numbers.

    Sixteen places of the list are written, the last ones with nothing that counts; returns the next place.
    """

    def generate(context, builder, signature, given):
        numbers, first, sought, rows, at = given
        source = place_of(context, builder, signature.args[0], numbers, first)
        found = builder.load(builder.bitcast(source, kind.as_pointer()), align=1)
        marked = mark(builder, found, sought)
        target = place_of(context, builder, signature.args[3], rows, at)
        builder.store(_packed(builder, marked, first), builder.bitcast(target, _INTS.as_pointer()), align=4)
        many = builder.ctpop(builder.bitcast(marked, ir.IntType(_LANES)))
        return builder.add(at, builder.zext(many, _WIDE))

    return generate


def _packed(builder, marked, first):
    """Those of sixteen numbers from `first` on that are marked, at the beginning of a vector."""
    numbers = _spread(builder, builder.trunc(first, _INT), _INTS)
    numbers = builder.add(numbers, ir.Constant(_INTS, list(range(_LANES))))
    pack = cgutils.get_or_insert_function(builder.module, ir.FunctionType(_INTS, [_INTS, _BITS, _INTS]), _PACK)
    return builder.call(pack, [numbers, marked, ir.Constant(_INTS, ir.Undefined)])


def _with_bit(builder, found, bit):
    """Which of sixteen marks have a bit."""
    chosen = builder.and_(found, _spread(builder, bit, _BYTES))
    return builder.icmp_unsigned("!=", chosen, ir.Constant(_BYTES, [0] * _LANES))


def _within(builder, found, bounds):
    """Which of sixteen values lie within (lowest, how many)."""
    low, size = (_spread(builder, builder.extract_value(bounds, k), _INTS) for k in range(2))
    return builder.icmp_unsigned("<", builder.sub(found, low), size)


def _are(kind, *arrays):
    """Whether arguments are arrays of the numbers that the code is for, the last one of rows."""
    wanted = (kind, types.uint32)
    return all(isinstance(a, types.Array) and a.dtype == of for a, of in zip(arrays, wanted, strict=True))


@intrinsic
def _append_marked(typing, marks, first, bit, rows, at):
    """Of sixteen rows from `first` on, write those whose marks have a bit; returns the next place in `rows`."""
    if not _are(types.uint8, marks, rows):
        return None
    return types.uint64(marks, types.uint64, types.uint8, rows, types.uint64), _packing(_BYTES, _with_bit)


@intrinsic
def _append_within(typing, values, first, within, rows, at):
    """Of sixteen places from `first` on, write those whose values lie `within` (lowest, how many); returns the next."""
    if not _are(types.uint32, values, rows):
        return None
    pair = types.UniTuple(types.uint32, 2)
    return types.uint64(values, types.uint64, pair, rows, types.uint64), _packing(_INTS, _within)


@kernel()
def append(size, marks, bit, count, rows):
    """Add the rows of a block whose marks have a bit to a list, in order; returns its new length."""
    at, many, one, first = np.uint64(count), np.uint64(size), np.uint8(bit), np.uint64(0)
    if PACKS:
        while first + _STEP <= many:
            at = _append_marked(marks, first, one, rows, at)
            first += _STEP
    for r in range(first, many):
        rows[at] = r
        at += np.uint64((marks[r] & one) != 0)
    return np.int64(at)


@kernel()
def append_within(first, last, values, low, size, count, places):
    """Add the places in [first, last) whose values (uint32) lie within [low, low + size) to a list, in order.

    Returns its new length; the list has room for them all.
    """
    at, place, end = np.uint64(count), np.uint64(first), np.uint64(last)
    lowest, many = np.uint32(low), np.uint32(size)
    if PACKS:
        while place + _STEP <= end:
            at = _append_within(values, place, (lowest, many), places, at)
            place += _STEP
    for e in range(place, end):
        places[at] = e
        at += np.uint64(np.uint32(values[e] - lowest) < many)
    return np.int64(at)
