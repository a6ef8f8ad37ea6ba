"""The direction numbers of Sobol's sequence as the library carries them, and reference points of Sobol's and Halton's sequences, from scipy.

Usage: /usr/bin/python3 bench/reference/quasi_random.py directions > src/Assay/Tuning/Samplers/QuasiRandom/JoeKuo.txt
       /usr/bin/python3 bench/reference/quasi_random.py points > tests/Assay.Tests/Fixtures/Tuning/quasi-random.json
Made with scipy 1.10.1, whose table is new-joe-kuo-6.21201 of S. Joe and F. Y. Kuo.
"""
import json
import os
import sys

import numpy as np
import scipy.stats
from scipy.stats import qmc

DIMENSIONS = 1000

if sys.argv[1] == "directions":
    table = np.load(os.path.join(os.path.dirname(scipy.stats.__file__), "_sobol_direction_numbers.npz"))
    print("# Primitive polynomials and direction numbers of new-joe-kuo-6 (S. Joe and F. Y. Kuo, 2008), first 1000 dimensions; published by the authors under a BSD-style license; made by bench/reference/quasi_random.py.")
    for polynomial, first in zip(table["poly"][:DIMENSIONS], table["vinit"][:DIMENSIONS]):
        print(" ".join(str(int(v)) for v in [polynomial, *[m for m in first if m]]))
else:
    sobol = qmc.Sobol(DIMENSIONS, scramble=False, bits=32).random(1024)
    halton = qmc.Halton(120, scramble=False).random(512)
    dimensions, indices = [0, 1, 2, 3, 7, 20, 63, 64, 255, 700, 999], [0, 1, 2, 3, 4, 5, 17, 64, 100, 511, 512, 1023]
    print(json.dumps({
        "sobol": [{"dimension": d, "index": i, "value": float(sobol[i, d])} for d in dimensions for i in indices],
        "halton": [{"dimension": d, "index": i, "value": float(halton[i, d])} for d in [0, 1, 2, 5, 19, 119] for i in indices if i < 512],
    }))
