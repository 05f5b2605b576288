"""What only the machine can do: ask for memory ahead, and read and write numbers that other threads look at."""

from __future__ import annotations

import os
import platform

import numba
from llvmlite import ir
from numba import types
from numba.core.codegen import get_host_cpu_features
from numba.extending import intrinsic

from simulator.compiled import kernel


def cpu_features() -> list[str]:
    """What the processor that is compiled for can do, in the compiler's words; unknown for another than this one."""
    features = numba.config.CPU_FEATURES
    if features is None:
        features = get_host_cpu_features() if numba.config.CPU_NAME is None else ""
    return features.split(",")


_INT, _WIDE = ir.IntType(32), ir.IntType(64)
_BYTES = ir.IntType(8).as_pointer()
_RESTS = platform.machine() in ("x86_64", "AMD64")
_YIELDS = os.name == "posix"
_features = cpu_features()
PACKS = "+avx512f" in _features
"""Whether the processor that is compiled for packs vectors at once."""
DEPOSITS = PACKS and "+bmi2" in _features
"""Whether it spreads bits at once: some that can, without packing vectors, take hundreds of cycles."""
_yield = types.ExternalFunction("sched_yield", types.int32())


def place_of(context, builder, kind, array, index):
    """The address of an element, counted flat from the first."""
    held = context.make_array(kind)(context, builder, array)
    wide = builder.zext(index, _WIDE) if index.type.width < 64 else index
    return builder.gep(held.data, [wide])


@intrinsic
def prefetch(typing, array, index):
    """Fetch element `index` (uint64, counted flat from the first) of an array into the caches; reads nothing."""
    if not isinstance(array, types.Array) or not isinstance(index, types.Integer):
        return None

    def generate(context, builder, signature, given):
        place = builder.bitcast(place_of(context, builder, signature.args[0], *given), _BYTES)
        kind = ir.FunctionType(ir.VoidType(), [_BYTES, _INT, _INT, _INT])
        call = builder.module.declare_intrinsic("llvm.prefetch", [_BYTES], kind)
        builder.call(call, [place, *(ir.Constant(_INT, number) for number in (0, 3, 1))])
        return context.get_dummy_value()

    return types.void(array, index), generate


@intrinsic
def deposit(typing, bits, places):
    """The lowest of some bits, one in each of the places that are set, lowest first; where `DEPOSITS` alone."""
    wide = ir.FunctionType(_WIDE, [_WIDE, _WIDE])

    def generate(context, builder, signature, given):
        if not DEPOSITS:  # never called: other processors' compilers do not even know the word
            return ir.Constant(_WIDE, 0)
        return builder.call(builder.module.declare_intrinsic("llvm.x86.bmi.pdep.64", [], wide), given)

    return types.uint64(types.uint64, types.uint64), generate


@intrinsic
def look(typing, array, index):
    """Element `index` of an int64 array as another thread left it; then a rest of some tens of cycles."""
    if not isinstance(array, types.Array) or array.dtype != types.int64:
        return None

    def generate(context, builder, signature, given):
        place = place_of(context, builder, signature.args[0], *given)
        found = builder.load_atomic(place, ordering="acquire", align=8)
        if _RESTS:
            kind = ir.FunctionType(ir.VoidType(), [])
            builder.call(builder.module.declare_intrinsic("llvm.x86.sse2.pause", [], kind), [])
        return found

    return types.int64(array, types.uint64), generate


@intrinsic
def post(typing, array, index, value):
    """Write element `index` of an int64 array for other threads, after all that was written before."""
    if not isinstance(array, types.Array) or array.dtype != types.int64:
        return None

    def generate(context, builder, signature, given):
        place = place_of(context, builder, signature.args[0], *given[:2])
        builder.store_atomic(given[2], place, ordering="release", align=8)
        return context.get_dummy_value()

    return types.void(array, types.uint64, types.int64), generate


@kernel()
def give_way():
    """Let another thread have this core, where the system can be asked."""
    if _YIELDS:
        _yield()
