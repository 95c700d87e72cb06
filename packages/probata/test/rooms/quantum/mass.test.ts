import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Generator, ratioTotal, surveyTotal } from '../../../src/rooms/flows/index.ts';
import { allocate, drawFrom } from '../../../src/rooms/quantum/mass/draw.ts';
import { examine } from '../../../src/rooms/quantum/mass/examine.ts';
import { extrapolate, spokenOfClaims } from '../../../src/rooms/quantum/mass/extrapolate.ts';
import { type Frame, frameOf, readRegister } from '../../../src/rooms/quantum/mass/register.ts';
import { suppress } from '../../../src/rooms/quantum/mass/suppress.ts';

const HEAD = 'id,district,category,claimed,status';
const COLUMNS = { id: 'id', strata: ['district', 'category'], claimed: 'claimed', category: 'category' };

/** Invented claims: the accepted part differs by stratum, so that strata matter. */
function claims(n: number, seed = 1): { readonly rows: string[]; readonly accepted: Map<string, number> } {
  const random = new Generator(seed);
  const accepted = new Map<string, number>();
  const rows = Array.from({ length: n }, (_, i) => {
    const id = `C-${String(i + 1).padStart(7, '0')}`;
    const district = ['North', 'South', 'West'][random.below(3)] ?? '';
    const category = ['A', 'B'][random.below(2)] ?? '';
    const minor = 10_000 + random.below(900_000) * (category === 'A' ? 1 : 3);
    const share = random.uniform() < 0.15 ? 0 : (category === 'A' ? 0.6 : 0.3) + 0.3 * random.uniform();
    accepted.set(id, Math.floor(minor * share));
    return `${id},${district},${category},${(minor / 100).toFixed(2)},admissible`;
  });
  return { rows, accepted };
}
const frame = (rows: readonly string[]): Frame =>
  frameOf(readRegister([HEAD, ...rows].join('\n')), COLUMNS, 'EUR');

describe('a register', () => {
  test('is one frame with one hash and one draw, whatever the order of its rows', () => {
    const { rows } = claims(2000);
    const [a, b] = [frame(rows), frame([...rows].reverse())];
    expect(b.hash).toBe(a.hash);
    const sizes = allocate(a, 200, 'proportional');
    expect(sizes.reduce((sum, one) => sum + one.drawn, 0)).toBe(200);
    expect(drawFrom(b, sizes, 7).listHash).toBe(drawFrom(a, sizes, 7).listHash);
    expect(drawFrom(a, sizes, 8).listHash).not.toBe(drawFrom(a, sizes, 7).listHash);
    // A claim more, and it is another frame.
    expect(frame([...rows, 'C-x,North,A,1.00,admissible']).hash).not.toBe(a.hash);
  });

  test('shares a sample in every way to its very size, two at least in each stratum, never more than there are', () => {
    const { rows } = claims(300);
    const small = ['x1', 'x2', 'x3', 'x4', 'x5'].map((id) => `${id},Far,Z,1.00,admissible`);
    const own = frame([...rows, ...small]);
    fc.assert(
      fc.property(
        fc.integer({ min: 2 * own.strata.length, max: own.ids.length }),
        fc.constantFrom('proportional' as const, 'by-sum' as const, 'equal' as const),
        (size, by) => {
          const sizes = allocate(own, size, by);
          expect(sizes.reduce((sum, one) => sum + one.drawn, 0)).toBe(size);
          for (const one of sizes) {
            expect(one.drawn).toBeGreaterThanOrEqual(2);
            expect(one.drawn).toBeLessThanOrEqual(one.of);
          }
        },
      ),
    );
  });

  test('adds its sums exactly, and refuses what it cannot read, naming the row', () => {
    const { rows } = claims(500);
    const total = rows.reduce((sum, row) => sum + BigInt((row.split(',')[3] ?? '').replace('.', '')), 0n);
    expect(frame(rows).total).toBe(total);
    const code = (run: () => unknown): string => {
      try {
        run();
        return 'nothing refused';
      } catch (thrown) {
        return (thrown as { code: string }).code;
      }
    };
    expect(code(() => frame([...rows, 'C-x,North,A,1.005,x']))).toBe('QUANTUM_REGISTER_ROW');
    expect(code(() => frame([...rows, rows[0] ?? '']))).toBe('QUANTUM_REGISTER_TWICE');
    expect(code(() => frame([...rows, 'C-x,East,A,1.00,x']))).toBe('QUANTUM_STRATUM_SMALL');
    expect(code(() => frameOf(readRegister(`${HEAD}\n`), { ...COLUMNS, id: 'nr' }, 'EUR'))).toBe(
      'QUANTUM_REGISTER_COLUMN',
    );
  });

  test('is read with quotes, semicolons and doubled quotes as well', () => {
    const table = readRegister('id;name;claimed\r\n1;"Ann ""A"" Lee; jr.";10.00\r\n');
    expect(table.rows).toEqual([['1', 'Ann "A" Lee; jr.', '10.00']]);
  });
});

/** The draw worked out from docs/formats/claim-register.md alone, with unbounded integers: what the other side would write. */
function drawnByThePage(
  rows: readonly string[],
  sizes: readonly { stratum: string; drawn: number }[],
  seed: bigint,
) {
  const MASK = (1n << 64n) - 1n;
  const words: bigint[] = [];
  let state = seed & MASK;
  for (let i = 0; i < 4; i += 1) {
    state = (state + 0x9e3779b97f4a7c15n) & MASK;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    words.push(z ^ (z >> 31n));
  }
  let [a, b, c, d] = words as [bigint, bigint, bigint, bigint];
  const turn = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (64n - k))) & MASK;
  const next = (): bigint => {
    const result = (turn((b * 5n) & MASK, 7n) * 9n) & MASK;
    const t = (b << 17n) & MASK;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = turn(d, 45n);
    return result;
  };
  const below = (n: number): number => {
    const limit = 4_294_967_296 - (4_294_967_296 % n);
    for (;;) {
      const high = Number(next() >> 32n);
      if (high < limit) return high % n;
    }
  };
  const claims = rows
    .map((row) => row.split(','))
    .map(([id = '', district = '', category = '', claimed = '']) => ({
      id,
      stratum: `${district} · ${category}`,
      minor: String(Math.round(Number(claimed) * 100)),
    }))
    .sort((x, y) => (x.id < y.id ? -1 : 1));
  const list = sizes.flatMap(({ stratum, drawn }) => {
    const members = claims.filter((one) => one.stratum === stratum).map((one) => one.id);
    const taken = new Set<number>();
    for (let j = members.length - drawn; j < members.length; j += 1) {
      const t = below(j + 1);
      taken.add(taken.has(t) ? j : t);
    }
    return [...taken].map((place) => members[place] ?? '');
  });
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  return {
    frame: hash(claims.map((one) => `${one.id}\t${one.stratum}\t${one.minor}\n`).join('')),
    list: hash(
      list
        .sort()
        .map((id) => `${id}\n`)
        .join(''),
    ),
  };
}

describe('a draw', () => {
  test('follows from the page of the format alone: the frame’s hash and the list’s', () => {
    const { rows } = claims(600, 5);
    const own = frame(rows);
    const sizes = allocate(own, 90, 'by-sum');
    const page = drawnByThePage(rows, sizes, 20_350_526n);
    expect(page.frame).toBe(own.hash);
    expect(page.list).toBe(drawFrom(own, sizes, 20_350_526).listHash);
  });
});

describe('what a sample says of all', () => {
  const { rows, accepted } = claims(4000);
  const whole = frame(rows);
  const sizes = allocate(whole, 400, 'by-sum');
  const sample = drawFrom(whole, sizes, 11);
  const ids = [...sample.places].map((place) => whole.ids[place] ?? '');
  const results = new Map(ids.map((id) => [id, accepted.get(id) ?? 0]));
  const claimed = whole.strata.map((one) => one.claimed);

  test('agrees with the survey estimators claim by claim', () => {
    const made = extrapolate(spokenOfClaims(examine(whole, sample, results, []), claimed), 'EUR');
    const drawn = {
      stratum: [...sample.places].map((place) => whole.strata[whole.stratum[place] ?? 0]?.name ?? ''),
      size: [...sample.places].map((place) => whole.strata[whole.stratum[place] ?? 0]?.count ?? 0),
    };
    const y = ids.map((id) => (accepted.get(id) ?? 0) / 100);
    const x = [...sample.places].map((place) => (whole.claimed[place] ?? 0) / 100);
    const mean = surveyTotal(drawn, y);
    const ratio = ratioTotal(drawn, y, x, Number(whole.total) / 100);
    const of = (estimator: string) =>
      made.find((one) => one.estimator === estimator && one.silence === 'nothing');
    const euros = (sum: { readonly minor: bigint } | undefined): number => Number(sum?.minor) / 100;
    for (const [name, peer] of [
      ['mean', mean],
      ['ratio', ratio],
    ] as const) {
      expect(euros(of(name)?.estimate)).toBeCloseTo(peer.estimate, 1);
      expect(euros(of(name)?.standardError)).toBeCloseTo(peer.standardError, 1);
      expect(euros(of(name)?.lowerBound)).toBeCloseTo(peer.lowerBound, 1);
    }
    // The ratio uses what is claimed in all, and is the closer of the two.
    expect(of('ratio')?.standardError.minor).toBeLessThan(of('mean')?.standardError.minor ?? 0n);
  });

  test('the lower bound holds in about 95 of a hundred draws', () => {
    const truth = BigInt([...accepted.values()].reduce((sum, one) => sum + one, 0));
    let held = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const drawn = drawFrom(whole, sizes, seed);
      const own = new Map(
        [...drawn.places].map((place) => {
          const id = whole.ids[place] ?? '';
          return [id, accepted.get(id) ?? 0];
        }),
      );
      const bound = extrapolate(spokenOfClaims(examine(whole, drawn, own, []), claimed), 'EUR').find(
        (one) => one.estimator === 'ratio' && one.silence === 'nothing',
      )?.lowerBound;
      if ((bound?.minor ?? 0n) <= truth) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(180);
    expect(held).toBeLessThanOrEqual(199);
  });

  test('a claim that was not answered counts as nothing in the one, and is left out in the other', () => {
    const some = new Map([...results].filter((_one, i) => i % 4 !== 0));
    const made = extrapolate(spokenOfClaims(examine(whole, sample, some, []), claimed), 'EUR');
    const of = (silence: string) =>
      made.find((one) => one.estimator === 'ratio' && one.silence === silence)?.estimate.minor ?? 0n;
    expect(of('nothing')).toBeLessThan(of('left-out'));
  });

  test('fixed sums and ceilings are applied to each claim before it is added', () => {
    const rows_ = examine(whole, sample, results, [
      { category: 'A', form: 'fixed', sum: 250_000 },
      { category: 'B', form: 'ceiling', sum: 100_000 },
    ]);
    const byHand = ids.map((id) => {
      const place = whole.ids.indexOf(id);
      const sum = accepted.get(id) ?? 0;
      return whole.category?.[place] === 'A' ? (sum > 0 ? 250_000 : 0) : Math.min(sum, 100_000);
    });
    expect(rows_.reduce((sum, one) => sum + one.y, 0n)).toBe(
      BigInt(byHand.reduce((sum, one) => sum + one, 0)),
    );
  });

  test('a result for a claim that chance did not choose is refused', () => {
    const other = whole.ids.find((id) => !results.has(id)) ?? '';
    expect(() => examine(whole, sample, new Map([...results, [other, 1]]), [])).toThrow('not in the sample');
  });
});

/** Is the hidden cell (r, c) fixed by the totals? Gauss over the hidden cells: the check that Gusfield's graph must equal. */
function fixedByTotals(cells: readonly (readonly (number | null)[])[], r: number, c: number): boolean {
  const hidden = cells.flatMap((row, i) =>
    row.flatMap((cell, j) => (cell === null ? [[i, j] as const] : [])),
  );
  const equations = [
    ...cells.map((_row, i) => hidden.map(([a]) => (a === i ? 1 : 0))),
    ...(cells[0] ?? []).map((_cell, j) => hidden.map(([, b]) => (b === j ? 1 : 0))),
  ];
  const unit = hidden.map(([a, b]) => (a === r && b === c ? 1 : 0));
  const rank = (matrix: number[][]): number => {
    const m = matrix.map((row) => [...row]);
    let at = 0;
    for (let col = 0; col < hidden.length; col += 1) {
      const pivot = m.findIndex((row, i) => i >= at && Math.abs(row[col] ?? 0) > 1e-9);
      if (pivot < 0) continue;
      [m[at], m[pivot]] = [m[pivot] ?? [], m[at] ?? []];
      for (let i = 0; i < m.length; i += 1) {
        const factor = i === at ? 0 : (m[i]?.[col] ?? 0) / (m[at]?.[col] ?? 1);
        if (factor !== 0) m[i] = (m[i] ?? []).map((value, k) => value - factor * (m[at]?.[k] ?? 0));
      }
      at += 1;
    }
    return at;
  };
  return rank(equations) === rank([...equations, unit]);
}

describe('a table of persons', () => {
  test('hides small cells, and no small cell follows from the totals', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat({ max: 30 }), { minLength: 2, maxLength: 6 }), {
          minLength: 2,
          maxLength: 6,
        }),
        (ragged) => {
          const width = Math.min(...ragged.map((row) => row.length));
          const counts = ragged.map((row) => row.slice(0, width));
          const made = suppress(counts);
          counts.forEach((row, i) => {
            row.forEach((count, j) => {
              if (count > 0 && count < 5) {
                expect(made.cells[i]?.[j]).toBeNull();
                if (made.told === 0) expect(fixedByTotals(made.cells, i, j)).toBe(false);
              }
            });
          });
        },
      ),
      { numRuns: 400 },
    );
  });

  test('hides more where two ones come to two, and says so where hiding does not help', () => {
    const ones = suppress([
      [1, 1, 50],
      [1, 1, 60],
      [70, 80, 90],
    ]);
    expect([ones.primary, ones.told]).toEqual([4, 0]);
    expect(ones.complementary).toBeGreaterThan(0);
    // In a single row the totals of the columns are the cells.
    expect(suppress([[3, 40]]).told).toBe(1);
  });

  test('hides nothing where nothing is small', () => {
    expect(
      suppress([
        [5, 9],
        [0, 7],
      ]),
    ).toMatchObject({
      primary: 0,
      complementary: 0,
      cells: [
        [5, 9],
        [0, 7],
      ],
    });
  });

  test('hides the cheapest ring: one small cell takes three more with it, and no more', () => {
    const made = suppress([
      [3, 40, 6],
      [50, 60, 70],
      [8, 90, 7],
    ]);
    expect([made.primary, made.complementary]).toEqual([1, 3]);
    expect(made.cells).toEqual([
      [null, 40, null],
      [50, 60, 70],
      [null, 90, null],
    ]);
  });
});
