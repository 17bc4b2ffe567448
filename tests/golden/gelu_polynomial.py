"""Coefficients of gelu() in core/model/nets/cpu_kernels.cpp.

gelu(x) = x * Phi(x), and Phi(u) = 0.5 + u * p(2 u^2 / 25 - 1) for u = x clamped to [-5, 5]. p is fitted in Chebyshev
polynomials by iteratively reweighted least squares, which comes close to the minimax solution for u^2 * p, and printed
in powers of its argument, highest first. The largest error in float32 is 1e-6 for |x| <= 5 and 2e-7 |x| beyond.
"""
import numpy as np
from scipy.special import erf

LIMIT, DEGREE, NODES = 5.0, 12, 4000
y = np.cos(np.pi * (np.arange(NODES) + 0.5) / NODES)
u = np.sqrt((y + 1) / 2) * LIMIT
wanted = 0.5 * erf(u / np.sqrt(2)) / u
basis = np.polynomial.chebyshev.chebvander(y, DEGREE)
importance = np.maximum(u * u, 1e-3)
weight = np.ones(NODES)
for _ in range(60):
    fit = np.linalg.lstsq(basis * (importance * weight)[:, None], wanted * importance * weight, rcond=None)[0]
    error = np.abs(basis @ fit - wanted) * importance
    weight *= (1e-12 + error / error.max()) ** 0.25
    weight /= weight.max()
for coefficient in np.polynomial.chebyshev.cheb2poly(fit)[::-1]:
    print(f"{coefficient:.9e}f,")
