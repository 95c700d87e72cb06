# A peer for the money bench: the same four heads drawn with numpy, the same quantiles; prints processor seconds, mean, quantiles.
import json
import sys
import time

import numpy as np

count = int(sys.argv[1])
random = np.random.default_rng(1)
begun = time.process_time()
share = random.beta(17, 3, count)
total = share * (
    random.normal(152, 4, count)
    + 20 * np.exp(0.2 * random.normal(0, 1, count))
    + random.triangular(15, 23, 35, count)
    - 15
)
quantiles = np.quantile(total, [0.025, 0.05, 0.5, 0.95, 0.975])
spent = time.process_time() - begun
print(json.dumps({"cpu": spent, "mean": float(total.mean()), "quantiles": [float(q) for q in quantiles]}))
