"""Exponential, logarithm and normal quantile from fixed polynomials, the same bits on every machine.

Library versions of these functions differ between processors; whatever reaches the state goes through here instead.
The functions are plain Python compiled by numba, without fast-math: `exp.py_func` gives the same bits as `exp`.
"""

from __future__ import annotations

import math

import numpy as np

from simulator.compiled import njit

_POWERS = np.array([math.ldexp(1.0, k) for k in range(-1022, 1024)])
_LOG2E = 1.4426950408889634
_LN2_HIGH = 0.6931471803691238
_LN2_LOW = 1.9082149292705877e-10
_LARGEST = 709.0


@njit(cache=True, error_model="numpy", inline="always")
def exp(x):
    """The number e to the power `x`, float64, relative error below 3e-16; clamped to |x| <= 708."""
    x = min(max(x, -708.0), _LARGEST)
    k = math.floor(x * _LOG2E + 0.5)
    r = (x - k * _LN2_HIGH) - k * _LN2_LOW
    p = 1.0 / 479001600.0
    p = p * r + 1.0 / 39916800.0
    p = p * r + 1.0 / 3628800.0
    p = p * r + 1.0 / 362880.0
    p = p * r + 1.0 / 40320.0
    p = p * r + 1.0 / 5040.0
    p = p * r + 1.0 / 720.0
    p = p * r + 1.0 / 120.0
    p = p * r + 1.0 / 24.0
    p = p * r + 1.0 / 6.0
    p = p * r + 0.5
    p = p * r + 1.0
    p = p * r + 1.0
    return p * _POWERS[int(k) + 1022]


@njit(cache=True, error_model="numpy")
def log(x):
    """Natural logarithm of `x` > 0, float64, relative error below 1e-15; -inf at 0."""
    if x <= 0.0:
        return -math.inf
    mantissa, exponent = math.frexp(x)
    if mantissa < 0.7071067811865476:
        mantissa = mantissa * 2.0
        exponent = exponent - 1
    s = (mantissa - 1.0) / (mantissa + 1.0)
    z = s * s
    p = 1.0 / 21.0
    p = p * z + 1.0 / 19.0
    p = p * z + 1.0 / 17.0
    p = p * z + 1.0 / 15.0
    p = p * z + 1.0 / 13.0
    p = p * z + 1.0 / 11.0
    p = p * z + 1.0 / 9.0
    p = p * z + 1.0 / 7.0
    p = p * z + 1.0 / 5.0
    p = p * z + 1.0 / 3.0
    p = p * z + 1.0
    return exponent * _LN2_HIGH + (2.0 * s * p + exponent * _LN2_LOW)


@njit(cache=True, error_model="numpy")
def sigmoid(x):
    """1 / (1 + e^-x)."""
    return 1.0 / (1.0 + exp(-x))


@njit(cache=True, error_model="numpy")
def logit(p):
    """ln(p / (1 - p)); -inf at 0, +inf at 1."""
    if p >= 1.0:
        return math.inf
    return log(p) - log(1.0 - p)


TAIL = 0.02425
"""Below this, or above one minus this, a quantile is in the tails."""


@njit(inner=True, cache=True, error_model="numpy", inline="always")
def central_quantile(p):
    """Standard normal quantile of `p` between the tails (Acklam's rational approximation)."""
    q = p - 0.5
    r = q * q
    a = -3.969683028665376e01 * r + 2.209460984245205e02
    a = a * r - 2.759285104469687e02
    a = a * r + 1.383577518672690e02
    a = a * r - 3.066479806614716e01
    a = a * r + 2.506628277459239
    b = -5.447609879822406e01 * r + 1.615858368580409e02
    b = b * r - 1.556989798598866e02
    b = b * r + 6.680131188771972e01
    b = b * r - 1.328068155288572e01
    return a * q / (b * r + 1.0)


@njit(inner=True, cache=True, error_model="numpy")
def tail_quantile(p):
    """Standard normal quantile of `p` in the tails."""
    q = math.sqrt(-2.0 * log(min(p, 1.0 - p)))
    a = -7.784894002430293e-03 * q - 3.223964580411365e-01
    a = a * q - 2.400758277161838
    a = a * q - 2.549732539343734
    a = a * q + 4.374664141464968
    a = a * q + 2.938163982698783
    b = 7.784695709041462e-03 * q + 3.224671290700398e-01
    b = b * q + 2.445134137142996
    b = b * q + 3.754408661907416
    b = b * q + 1.0
    return a / b if p < 0.5 else -(a / b)


@njit(cache=True, error_model="numpy")
def normal_quantile(p):
    """Standard normal quantile of `p` in (0, 1), relative error below 1.2e-9."""
    if p < TAIL or p > 1.0 - TAIL:
        return tail_quantile(p)
    return central_quantile(p)


@njit(cache=True, error_model="numpy")
def exp_into(x, out):
    """exp() of every element of the flat array `x`, written to `out`."""
    for i in range(x.size):
        out[i] = exp(x[i])


@njit(cache=True, error_model="numpy")
def log_into(x, out):
    """log() of every element of the flat array `x`, written to `out`."""
    for i in range(x.size):
        out[i] = log(x[i])


def exp_array(x: np.ndarray) -> np.ndarray:
    """exp() of every element of a float64 array of any shape."""
    flat = np.ascontiguousarray(x, dtype=np.float64).reshape(-1)
    out = np.empty_like(flat)
    exp_into(flat, out)
    return out.reshape(np.shape(x))


def log_array(x: np.ndarray) -> np.ndarray:
    """log() of every element of a float64 array of any shape."""
    flat = np.ascontiguousarray(x, dtype=np.float64).reshape(-1)
    out = np.empty_like(flat)
    log_into(flat, out)
    return out.reshape(np.shape(x))
