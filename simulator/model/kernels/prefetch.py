"""Asking for memory ahead: what will be read soon at places that no processor could guess."""

from __future__ import annotations

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

_INT = ir.IntType(32)
_BYTES = ir.IntType(8).as_pointer()


@intrinsic
def prefetch(typing, array, index):
    """Fetch element `index` (uint64, counted flat from the first) of an array into the caches; reads nothing."""
    if not isinstance(array, types.Array) or not isinstance(index, types.Integer):
        return None

    def generate(context, builder, signature, given):
        held = context.make_array(signature.args[0])(context, builder, given[0])
        wide = builder.zext(given[1], ir.IntType(64)) if given[1].type.width < 64 else given[1]
        place = builder.bitcast(builder.gep(held.data, [wide]), _BYTES)
        kind = ir.FunctionType(ir.VoidType(), [_BYTES, _INT, _INT, _INT])
        call = builder.module.declare_intrinsic("llvm.prefetch", [_BYTES], kind)
        read, keep, data = ir.Constant(_INT, 0), ir.Constant(_INT, 3), ir.Constant(_INT, 1)
        builder.call(call, [place, read, keep, data])
        return context.get_dummy_value()

    return types.void(array, index), generate
