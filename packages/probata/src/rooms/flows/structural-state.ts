// A level with a slope and with seasons, all of which may wander: drawn as one path from all that the series says.
import { square } from './elementary.ts';
import type { Generator } from './random.ts';

/** Which parts the series has beside its level; `season`: points in one round (12 for months). */
export interface Parts {
  readonly trend: boolean;
  readonly season: number | null;
}

export interface StateSampler {
  /** Draws the path of level plus season, given the noise's variance, and then the variances of the steps. */
  draw(y: Float64Array, sigma2: number): Float64Array;
  /** Carries the last draw on beyond the data. */
  onward(points: number): Float64Array;
}

/**
 * The simulation smoother of Durbin and Koopman (2002): a path and its data are drawn from the model, the smoothed
 * difference to the real data is added. States: level, slope, and season - 1 seasonal steps that sum to zero over a round
 * but for noise (dummy form, Harvey, 1989). The series is standardised: all priors are in its standard deviations.
 * @param priors guess of each step's size and its weight in points, as for the level
 */
export function sampleState(
  parts: Parts,
  n: number,
  priors: { readonly levelSd: number; readonly levelWeight: number },
  random: Generator,
): StateSampler {
  const slope = parts.trend ? 1 : -1;
  const season = parts.season === null ? -1 : parts.trend ? 2 : 1;
  const m = 1 + (parts.trend ? 1 : 0) + (parts.season === null ? 0 : parts.season - 1);
  const last = m - 1;
  // Variances of the steps of level, slope and season; the season and the slope are as slow as the level at first.
  const steps = [
    square(priors.levelSd),
    parts.trend ? square(priors.levelSd) : 0,
    parts.season === null ? 0 : square(priors.levelSd),
  ];
  const path = new Float64Array(n * m);
  const own = new Float64Array(n * m);
  const gains = new Float64Array(n * m);
  const errors = new Float64Array(n);
  const scales = new Float64Array(n);
  const p = new Float64Array(m * m);
  const held = new Float64Array(m);
  const signal = new Float64Array(n);

  /** x becomes T x. */
  const step = (x: Float64Array): void => {
    if (slope > 0) x[0] = (x[0] as number) + (x[1] as number);
    if (season < 0) return;
    let sum = 0;
    for (let i = season; i < m; i += 1) sum += x[i] as number;
    for (let i = last; i > season; i -= 1) x[i] = x[i - 1] as number;
    x[season] = -sum;
  };
  /** x becomes T' x. */
  const back = (x: Float64Array): void => {
    if (slope > 0) x[1] = (x[1] as number) + (x[0] as number);
    if (season < 0) return;
    const first = x[season] as number;
    for (let i = season; i < last; i += 1) x[i] = (x[i + 1] as number) - first;
    x[last] = -first;
  };
  const noise = (x: Float64Array): void => {
    x[0] = (x[0] as number) + Math.sqrt(steps[0] as number) * random.normal();
    if (slope > 0) x[1] = (x[1] as number) + Math.sqrt(steps[1] as number) * random.normal();
    if (season > 0) x[season] = (x[season] as number) + Math.sqrt(steps[2] as number) * random.normal();
  };
  const seen = (x: Float64Array): number => (x[0] as number) + (season > 0 ? (x[season] as number) : 0);
  /** P becomes T P T' + Q, by steps on rows and then on columns. */
  const column = new Float64Array(m);
  const spread = (): void => {
    for (let pass = 0; pass < 2; pass += 1)
      for (let j = 0; j < m; j += 1) {
        for (let i = 0; i < m; i += 1) column[i] = (pass === 0 ? p[i * m + j] : p[j * m + i]) as number;
        step(column);
        for (let i = 0; i < m; i += 1) p[pass === 0 ? i * m + j : j * m + i] = column[i] as number;
      }
    p[0] = (p[0] as number) + (steps[0] as number);
    if (slope > 0) p[m + 1] = (p[m + 1] as number) + (steps[1] as number);
    if (season > 0) p[season * m + season] = (p[season * m + season] as number) + (steps[2] as number);
  };

  const drawPath = (y: Float64Array, sigma2: number): void => {
    // A path of the model's own, its start drawn from the prior (sd 1 for every part, the level around the first point).
    const x = held;
    for (let i = 0; i < m; i += 1) x[i] = random.normal();
    x[0] = (x[0] as number) + (y[0] as number);
    const a = new Float64Array(m);
    a[0] = 0;
    p.fill(0);
    for (let i = 0; i < m; i += 1) p[i * m + i] = 1;
    for (let t = 0; t < n; t += 1) {
      own.set(x, t * m);
      const drawn = seen(x) + Math.sqrt(sigma2) * random.normal();
      // Filter the difference between the data and the path's own data; it starts from zero.
      const v = (y[t] as number) - drawn - seen(a);
      let f = sigma2;
      for (let i = 0; i < m; i += 1) {
        const pz = (p[i * m] as number) + (season > 0 ? (p[i * m + season] as number) : 0);
        gains[t * m + i] = pz;
      }
      f += (gains[t * m] as number) + (season > 0 ? (gains[t * m + season] as number) : 0);
      errors[t] = v / f;
      scales[t] = f;
      for (let i = 0; i < m; i += 1) {
        const g = gains[t * m + i] as number;
        a[i] = (a[i] as number) + (g * v) / f;
        for (let j = 0; j <= i; j += 1) {
          const cut = (p[i * m + j] as number) - (g * (gains[t * m + j] as number)) / f;
          p[i * m + j] = cut;
          p[j * m + i] = cut;
        }
      }
      step(a);
      spread();
      step(x);
      noise(x);
    }
    // Backwards: r holds what the later data say; then forwards, the smoothed difference from its start on.
    const r = new Float64Array(m);
    const rs = new Float64Array((n + 1) * m);
    for (let t = n - 1; t >= 0; t -= 1) {
      back(r);
      let pull = 0;
      for (let i = 0; i < m; i += 1) pull += (gains[t * m + i] as number) * (r[i] as number);
      const add = (errors[t] as number) - pull / (scales[t] as number);
      r[0] = (r[0] as number) + add;
      if (season > 0) r[season] = (r[season] as number) + add;
      rs.set(r, t * m);
    }
    const smooth = rs.slice(0, m);
    for (let t = 0; t < n; t += 1) {
      for (let i = 0; i < m; i += 1) path[t * m + i] = (own[t * m + i] as number) + (smooth[i] as number);
      signal[t] = (path[t * m] as number) + (season > 0 ? (path[t * m + season] as number) : 0);
      step(smooth);
      const next = (t + 1) * m;
      smooth[0] = (smooth[0] as number) + (steps[0] as number) * (rs[next] as number);
      if (slope > 0) smooth[1] = (smooth[1] as number) + (steps[1] as number) * (rs[next + 1] as number);
      if (season > 0)
        smooth[season] = (smooth[season] as number) + (steps[2] as number) * (rs[next + season] as number);
    }
  };

  const drawSteps = (): void => {
    const sums = [0, 0, 0];
    const x = new Float64Array(m);
    for (let t = 0; t + 1 < n; t += 1) {
      for (let i = 0; i < m; i += 1) x[i] = path[t * m + i] as number;
      step(x);
      const next = (t + 1) * m;
      sums[0] = (sums[0] as number) + square((path[next] as number) - (x[0] as number));
      if (slope > 0) sums[1] = (sums[1] as number) + square((path[next + 1] as number) - (x[1] as number));
      if (season > 0)
        sums[2] = (sums[2] as number) + square((path[next + season] as number) - (x[season] as number));
    }
    const present = [true, slope > 0, season > 0];
    const shape = (priors.levelWeight + n - 1) / 2;
    for (const [i, isThere] of present.entries()) {
      if (!isThere) continue;
      const sum = priors.levelWeight * square(priors.levelSd) + (sums[i] as number);
      // Inverse gamma, cut at the variance of the series itself.
      let value = 1;
      for (let trial = 0; trial < 1000; trial += 1) {
        value = sum / 2 / random.gamma(shape);
        if (value <= 1) break;
      }
      steps[i] = Math.min(1, value);
    }
  };

  return {
    draw(y, sigma2) {
      drawPath(y, sigma2);
      drawSteps();
      return signal;
    },
    onward(points) {
      const x = path.slice((n - 1) * m, n * m);
      return Float64Array.from({ length: points }, () => {
        step(x);
        noise(x);
        return seen(x);
      });
    },
  };
}
