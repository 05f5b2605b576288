"""Listing the marked rows of a block, in order: sixteen at a time where the processor can pack a vector."""

from __future__ import annotations

import numba
import numpy as np
from llvmlite import ir
from llvmlite.binding import get_host_cpu_features
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from simulator.compiled import kernel

_LANES = 16
_BIT, _BYTE, _INT, _WIDE = ir.IntType(1), ir.IntType(8), ir.IntType(32), ir.IntType(64)
_BITS, _BYTES, _INTS = (ir.VectorType(kind, _LANES) for kind in (_BIT, _BYTE, _INT))
_PACK = "llvm.experimental.vector.compress.v16i32"
_STEP = np.uint64(_LANES)


def _packs() -> bool:
    """Whether the processor that is compiled for packs vectors at once; where not, one row at a time is faster."""
    asked = numba.config.CPU_FEATURES
    if asked is None:
        return numba.config.CPU_NAME is None and get_host_cpu_features().get("avx512f", False)
    return "+avx512f" in asked


_PACKS = _packs()


def _spread(builder, value, kind):
    """A vector of one value."""
    one = builder.insert_element(ir.Constant(kind, ir.Undefined), value, ir.Constant(_INT, 0))
    return builder.shuffle_vector(one, ir.Constant(kind, ir.Undefined), ir.Constant(_INTS, [0] * _LANES))


@intrinsic
def _append_sixteen(typing, marks, first, bit, rows, at):
    """Write those of sixteen rows from `first` on whose marks have a bit to `rows` from `at` on; returns the next.

    Sixteen places are written, the last ones with nothing that counts.
    """
    if not isinstance(marks, types.Array) or marks.dtype != types.uint8 or rows.dtype != types.uint32:
        return None

    def generate(context, builder, signature, given):
        held = [context.make_array(signature.args[k])(context, builder, given[k]).data for k in (0, 3)]
        found = builder.load(builder.bitcast(builder.gep(held[0], [given[1]]), _BYTES.as_pointer()), align=1)
        marked = builder.icmp_unsigned(
            "!=", builder.and_(found, _spread(builder, given[2], _BYTES)), ir.Constant(_BYTES, [0] * _LANES)
        )
        numbers = _spread(builder, builder.trunc(given[1], _INT), _INTS)
        numbers = builder.add(numbers, ir.Constant(_INTS, list(range(_LANES))))
        pack = cgutils.get_or_insert_function(builder.module, ir.FunctionType(_INTS, [_INTS, _BITS, _INTS]), _PACK)
        packed = builder.call(pack, [numbers, marked, ir.Constant(_INTS, ir.Undefined)])
        builder.store(packed, builder.bitcast(builder.gep(held[1], [given[4]]), _INTS.as_pointer()), align=4)
        many = builder.ctpop(builder.bitcast(marked, ir.IntType(_LANES)))
        return builder.add(given[4], builder.zext(many, _WIDE))

    return types.uint64(marks, types.uint64, types.uint8, rows, types.uint64), generate


@kernel()
def append(size, marks, bit, count, rows):
    """Add the rows of a block whose marks have a bit to a list, in order; returns its new length."""
    at, many, one, first = np.uint64(count), np.uint64(size), np.uint8(bit), np.uint64(0)
    if _PACKS:
        while first + _STEP <= many:
            at = _append_sixteen(marks, first, one, rows, at)
            first += _STEP
    for r in range(first, many):
        rows[at] = r
        at += np.uint64((marks[r] & one) != 0)
    return np.int64(at)
