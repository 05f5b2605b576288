"""What only the machine can do: ask for memory ahead, and look at a number that another thread changes."""

from __future__ import annotations

import platform

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from simulator.compiled import njit

_INT, _WIDE = ir.IntType(32), ir.IntType(64)
_BYTES = ir.IntType(8).as_pointer()
_RESTS = platform.machine() in ("x86_64", "AMD64")


@intrinsic
def prefetch(typing, array, index):
    """Fetch element `index` (uint64, counted flat from the first) of an array into the caches; reads nothing."""
    if not isinstance(array, types.Array) or not isinstance(index, types.Integer):
        return None

    def generate(context, builder, signature, given):
        held = context.make_array(signature.args[0])(context, builder, given[0])
        wide = builder.zext(given[1], _WIDE) if given[1].type.width < 64 else given[1]
        place = builder.bitcast(builder.gep(held.data, [wide]), _BYTES)
        kind = ir.FunctionType(ir.VoidType(), [_BYTES, _INT, _INT, _INT])
        call = builder.module.declare_intrinsic("llvm.prefetch", [_BYTES], kind)
        builder.call(call, [place, *(ir.Constant(_INT, number) for number in (0, 3, 1))])
        return context.get_dummy_value()

    return types.void(array, index), generate


@intrinsic
def _look(typing, array):
    """The first number of an int64 array, as it is in memory now; then a rest of some tens of cycles."""
    if not isinstance(array, types.Array) or array.dtype != types.int64:
        return None

    def generate(context, builder, signature, given):
        held = context.make_array(signature.args[0])(context, builder, given[0])
        found = builder.load_atomic(held.data, ordering="acquire", align=8)
        if _RESTS:
            kind = ir.FunctionType(ir.VoidType(), [])
            builder.call(builder.module.declare_intrinsic("llvm.x86.sse2.pause", [], kind), [])
        return found

    return types.int64(array), generate


@njit(cache=True, nogil=True)
def watch(number, value, times, grace):
    """Look at `number` until it has reached `value`, then `grace` times more; False after as many `times`."""
    for _ in range(times):
        if _look(number) >= value:
            for _ in range(grace):
                _look(number)
            return True
    return False
