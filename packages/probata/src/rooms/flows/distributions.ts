// Tail probabilities and quantiles of the distributions on which the tests rest.
import { exp, log, log1p } from './elementary.ts';

/** log Γ(x) for x above zero: Stirling's series after shifting x above 15 (error below 1e-15 relative). */
export function logGamma(x: number): number {
  let shift = 1;
  let y = x;
  while (y < 15) {
    shift *= y;
    y += 1;
  }
  const z = 1 / (y * y);
  const series =
    (1 / 12 -
      z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - z * (691 / 360_360 - z / 156)))))) /
    y;
  return (y - 0.5) * log(y) - y + 0.9189385332046727 + series - log(shift);
}

/** Upper tail of the standard normal distribution, P(Z > x), with full relative precision far out. */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  if (x === 0) return 0.5;
  return 0.5 * gammaTail(0.5, 0.5 * x * x);
}

/** P(Z ≤ x) of the standard normal distribution. */
export function normalCdf(x: number): number {
  return normalTail(-x);
}

/** log P(Z ≤ x), finite far below where the probability itself is zero. */
export function logNormalCdf(x: number): number {
  if (x > -30) return log(normalCdf(x));
  // The asymptotic series of Mills' ratio.
  const z = 1 / (x * x);
  return -0.5 * x * x - log(-x) - 0.9189385332046727 + log1p(-z * (1 - 3 * z * (1 - 5 * z * (1 - 7 * z))));
}

/** The x with P(Z ≤ x) = p: a starting value, then Newton steps on the tail until it stands. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1))
    return p === 0 ? Number.NEGATIVE_INFINITY : p === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (p > 0.5) return -normalQuantile(1 - p);
  // Hastings' rational form (Abramowitz and Stegun 26.2.23) is good to 4.5e-4; three Halley steps end it.
  const t = Math.sqrt(-2 * log(p));
  let x = -(
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  );
  for (let i = 0; i < 4; i += 1) {
    const off = (normalCdf(x) - p) / (exp(-0.5 * x * x) / 2.5066282746310002);
    x -= off / (1 + 0.5 * x * off);
  }
  return x;
}

/** Upper tail of the gamma distribution of shape a and scale one: Q(a, x), by series or continued fraction. */
export function gammaTail(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = exp(a * log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && Math.abs(term) > Math.abs(sum) * 1e-17; n += 1) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - front * sum;
  }
  // Lentz's form of the continued fraction (Numerical analysis: modified Lentz, Thompson and Barnett, 1986).
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 10_000; i += 1) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const step = c * d;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return front * h;
}

/** P(X > x) of chi-squared with `df` degrees of freedom. */
export function chiSquaredTail(x: number, df: number): number {
  return gammaTail(df / 2, x / 2);
}

/** The regularised incomplete beta function I_x(a, b). */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = exp(a * log(x) + b * log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b));
  if (x > (a + 1) / (a + b + 2)) return 1 - (front * betaFraction(1 - x, b, a)) / b;
  return (front * betaFraction(x, a, b)) / a;
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}

/** P(T > t) of Student's t with `df` degrees of freedom (which need not be whole). */
export function tTail(t: number, df: number): number {
  const tail = 0.5 * betaCdf(df / (df + t * t), df / 2, 0.5);
  return t >= 0 ? tail : 1 - tail;
}

/** The t with P(T ≤ t) = p, by bisection on a bracket that is doubled until it holds the answer. */
export function tQuantile(p: number, df: number): number {
  if (p < 0.5) return -tQuantile(1 - p, df);
  return root((t) => 1 - p - tTail(t, df), 0, 1);
}

/** P(F > f) with `d1` and `d2` degrees of freedom. */
export function fTail(f: number, d1: number, d2: number): number {
  return betaCdf(d2 / (d2 + d1 * f), d2 / 2, d1 / 2);
}

/** P(X ≥ k) of a binomial of n trials, with full relative precision. */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  return betaCdf(p, k, n - k + 1);
}

/** The p-quantile of a beta distribution. */
export function betaQuantile(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 200 && high - low > 1e-16 * high; i += 1) {
    const middle = (low + high) / 2;
    if (betaCdf(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The root of an increasing function above `low`; `high` is doubled until it lies above. */
export function root(f: (x: number) => number, low: number, high: number): number {
  let a = low;
  let b = high;
  for (let i = 0; i < 1000 && f(b) < 0; i += 1) b = b <= 0 ? 1 : b * 2;
  for (let i = 0; i < 200; i += 1) {
    const middle = (a + b) / 2;
    if (middle === a || middle === b) break;
    if (f(middle) < 0) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}
