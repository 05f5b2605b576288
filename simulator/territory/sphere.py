"""Great-circle distances from fixed polynomials: sums, products and square roots only, the same bits everywhere."""

from __future__ import annotations

import numpy as np

EARTH_KM = 6371.0088
DEGREE = 0.017453292519943295
FARTHEST_DEGREES = 10.0


def sine(x: np.ndarray) -> np.ndarray:
    """Sine of angles within [-1.6, 1.6] radians, error below 1e-13."""
    z = x * x
    p = np.full_like(x, 1.0 / 355687428096000.0)
    for term in (-1.0 / 1307674368000.0, 1.0 / 6227020800.0, -1.0 / 39916800.0, 1.0 / 362880.0):
        p = p * z + term
    for term in (-1.0 / 5040.0, 1.0 / 120.0, -1.0 / 6.0, 1.0):
        p = p * z + term
    return p * x


def cosine(x: np.ndarray) -> np.ndarray:
    """Cosine of angles within [-1.6, 1.6] radians, error below 1e-13."""
    half = sine(x * 0.5)
    return 1.0 - 2.0 * half * half


def arc_sine(x: np.ndarray) -> np.ndarray:
    """Arc sine of numbers within [0, 0.2], error below 1e-13."""
    z = x * x
    p = np.full_like(x, 6435.0 / 557056.0)
    for term in (143.0 / 10240.0, 231.0 / 13312.0, 63.0 / 2816.0, 35.0 / 1152.0, 5.0 / 112.0, 3.0 / 40.0, 1.0 / 6.0):
        p = p * z + term
    return (p * z + 1.0) * x


def kilometres(a: tuple[np.ndarray, np.ndarray], b: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Haversine distances between every point of `a` and every point of `b`.

    Args:
        a: Latitudes and longitudes in degrees, float64 [m].
        b: Latitudes and longitudes in degrees, float64 [n]; at most ten degrees from `a`.

    Returns:
        Kilometres, float64 [m, n].
    """
    (lat_a, lon_a), (lat_b, lon_b) = a, b
    up = sine((lat_b[None, :] - lat_a[:, None]) * (DEGREE * 0.5))
    across = sine((lon_b[None, :] - lon_a[:, None]) * (DEGREE * 0.5))
    shrink = cosine(lat_a * DEGREE)[:, None] * cosine(lat_b * DEGREE)[None, :]
    return 2.0 * EARTH_KM * arc_sine(np.sqrt(up * up + shrink * (across * across)))
