"""Listing what is marked, in order: sixteen at a time where the processor can pack a vector."""

from __future__ import annotations

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from simulator.compiled import kernel
from simulator.model.kernels.machine import PACKS

_LANES = 16
_BIT, _BYTE, _INT, _WIDE = ir.IntType(1), ir.IntType(8), ir.IntType(32), ir.IntType(64)
_BITS, _BYTES, _INTS = (ir.VectorType(kind, _LANES) for kind in (_BIT, _BYTE, _INT))
_PACK = "llvm.experimental.vector.compress.v16i32"
_STEP = np.uint64(_LANES)


def _spread(builder, value, kind):
    """A vector of one value."""
    one = builder.insert_element(ir.Constant(kind, ir.Undefined), value, ir.Constant(_INT, 0))
    return builder.shuffle_vector(one, ir.Constant(kind, ir.Undefined), ir.Constant(_INTS, [0] * _LANES))


def _load(builder, held, first, kind):
    """Sixteen numbers of an array from `first` on."""
    return builder.load(builder.bitcast(builder.gep(held, [first]), kind.as_pointer()), align=1)


def _store_packed(builder, marked, first, held, at):
    """Write those of sixteen numbers from `first` on that are marked to an array from `at` on; returns the next place.

    Sixteen places are written, the last ones with nothing that counts.
    """
    numbers = _spread(builder, builder.trunc(first, _INT), _INTS)
    numbers = builder.add(numbers, ir.Constant(_INTS, list(range(_LANES))))
    pack = cgutils.get_or_insert_function(builder.module, ir.FunctionType(_INTS, [_INTS, _BITS, _INTS]), _PACK)
    packed = builder.call(pack, [numbers, marked, ir.Constant(_INTS, ir.Undefined)])
    builder.store(packed, builder.bitcast(builder.gep(held, [at]), _INTS.as_pointer()), align=4)
    many = builder.ctpop(builder.bitcast(marked, ir.IntType(_LANES)))
    return builder.add(at, builder.zext(many, _WIDE))


def _held(context, builder, signature, given, place):
    """The address of an argument's first element."""
    return context.make_array(signature.args[place])(context, builder, given[place]).data


@intrinsic
def _append_marked(typing, marks, first, bit, rows, at):
    """Of sixteen rows from `first` on, write those whose marks have a bit; returns the next place in `rows`."""
    if not isinstance(marks, types.Array) or marks.dtype != types.uint8 or rows.dtype != types.uint32:
        return None

    def generate(context, builder, signature, given):
        found = _load(builder, _held(context, builder, signature, given, 0), given[1], _BYTES)
        marked = builder.and_(found, _spread(builder, given[2], _BYTES))
        marked = builder.icmp_unsigned("!=", marked, ir.Constant(_BYTES, [0] * _LANES))
        return _store_packed(builder, marked, given[1], _held(context, builder, signature, given, 3), given[4])

    return types.uint64(marks, types.uint64, types.uint8, rows, types.uint64), generate


@intrinsic
def _append_within(typing, values, first, within, rows, at):
    """Of sixteen places from `first` on, write those whose values lie `within` (lowest, how many); returns the next."""
    if not isinstance(values, types.Array) or values.dtype != types.uint32 or rows.dtype != types.uint32:
        return None

    def generate(context, builder, signature, given):
        found = _load(builder, _held(context, builder, signature, given, 0), given[1], _INTS)
        low, size = (_spread(builder, builder.extract_value(given[2], k), _INTS) for k in range(2))
        marked = builder.icmp_unsigned("<", builder.sub(found, low), size)
        return _store_packed(builder, marked, given[1], _held(context, builder, signature, given, 3), given[4])

    pair = types.UniTuple(types.uint32, 2)
    return types.uint64(values, types.uint64, pair, rows, types.uint64), generate


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
