"""Times the peers of the flows methods in Python: processor seconds, the best of several runs, one JSON line."""
import json, time, warnings
warnings.filterwarnings("ignore")


def best(runs, f):
    least = float("inf")
    for _ in range(runs):
        start = time.process_time()
        f()
        least = min(least, time.process_time() - start)
    return round(least, 4)


out = {}
try:
    import numpy as np

    out["numpy"] = np.__version__
    rng = np.random.default_rng(1)

    def monte_carlo():
        n = 1_000_000
        total = rng.beta(18, 4, n) * (rng.normal(152, 4, n) + 20 * np.exp(0.2 * rng.normal(size=n)) + rng.triangular(15, 23, 35, n) - 15)
        return np.quantile(total, [0.025, 0.05, 0.5, 0.95, 0.975])

    out["monte_carlo"] = best(3, monte_carlo)
    import statsmodels
    import statsmodels.api as sm

    out["statsmodels"] = statsmodels.__version__
    y = np.cumsum(rng.normal(size=200) * 0.3) + rng.normal(size=200)
    out["local_level_ml"] = best(5, lambda: sm.tsa.UnobservedComponents(y, "llevel").fit(disp=0))
    model = sm.tsa.UnobservedComponents(y, "llevel")
    model.update([1.0, 0.1])
    sim = model.simulation_smoother()

    def draws():
        for _ in range(1000):
            sim.simulate()

    out["simulation_smoother_1000"] = best(2, draws)

    def smooth():
        for _ in range(100):
            model.smooth([1.0, 0.1])

    out["filter_smoother_100"] = best(2, smooth)
    x = sm.add_constant(rng.normal(size=(2000, 11)))
    z = rng.normal(size=2000)
    out["newey_west"] = best(5, lambda: sm.OLS(z, x).fit(cov_type="HAC", cov_kwds={"maxlags": 12}).bse)
except ImportError as missing:
    out["missing"] = str(missing)
print(json.dumps(out))
