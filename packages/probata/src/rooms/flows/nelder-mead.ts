// Looks for the lowest point of a function of several numbers without knowing its slopes.

/**
 * Nelder and Mead's simplex search (1965) with the steps that suit several dimensions (Gao and Han, 2012), restarted
 * once around its best point while evaluations are left.
 * @param step size of the first simplex along each axis
 */
export function minimise(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  step: number,
  evaluations: number,
): { readonly point: readonly number[]; readonly value: number } {
  const n = start.length;
  const [expand, contract, shrink] = n > 1 ? [1 + 2 / n, 0.75 - 1 / (2 * n), 1 - 1 / n] : [2, 0.5, 0.5];
  let used = 0;
  const value = (x: readonly number[]): number => {
    used += 1;
    return f(x);
  };
  type Corner = { point: readonly number[]; value: number };
  const corner = (point: readonly number[]): Corner => ({ point, value: value(point) });
  const spread = (centre: Corner, size: number): Corner[] => [
    centre,
    ...start.map((_, i) => corner(centre.point.map((x, j) => (i === j ? x + size : x)))),
  ];
  let corners = spread(corner(start), step);
  let restarts = 1;
  while (used < evaluations) {
    corners.sort((a, b) => a.value - b.value);
    const [best, worst, second] = [corners[0], corners[n], corners[n - 1]] as [Corner, Corner, Corner];
    if (Math.abs(worst.value - best.value) <= 1e-10 * (Math.abs(best.value) + 1e-10)) {
      if (restarts === 0) break;
      restarts -= 1;
      corners = spread(best, step / 2);
      continue;
    }
    const centre = start.map(
      (_, i) => corners.slice(0, n).reduce((sum, c) => sum + (c.point[i] ?? 0), 0) / n,
    );
    const along = (t: number): Corner => corner(centre.map((c, i) => c + t * (c - (worst.point[i] ?? 0))));
    const reflected = along(1);
    if (reflected.value < best.value) {
      const expanded = along(expand);
      corners[n] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < second.value) corners[n] = reflected;
    else {
      const inner = reflected.value < worst.value ? along(contract) : along(-contract);
      if (inner.value < Math.min(reflected.value, worst.value)) corners[n] = inner;
      else
        corners = [
          best,
          ...corners
            .slice(1)
            .map((c) =>
              corner(c.point.map((x, i) => (best.point[i] ?? 0) + shrink * (x - (best.point[i] ?? 0)))),
            ),
        ];
    }
  }
  return corners.reduce((a, b) => (b.value < a.value ? b : a));
}
