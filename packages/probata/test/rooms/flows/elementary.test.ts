import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp, log, log1p, NEAR_LOG_ERROR, nearLog, power } from '../../../src/rooms/flows/elementary.ts';

const near = (a: number, b: number, ulps: number): boolean => Math.abs(a - b) <= ulps * 2.3e-16 * Math.abs(b);

describe('own exponential and logarithm', () => {
  test('agree with the engine to two units in the last place over their whole range', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 709, noNaN: true }), (x) => near(exp(x), Math.exp(x), 2)),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(fc.double({ min: 5e-324, max: 1.7e308, noNaN: true }), (x) => {
        const [a, b] = [log(x), Math.log(x)];
        return near(a, b, 2) || Math.abs(a - b) < 1e-16;
      }),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (x) => Math.abs(log(x) - Math.log(x)) <= 2.3e-16,
      ),
    );
  });

  test('the near logarithm keeps within what it promises, at each end of each of its parts too', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 2.3e-308, max: 1.7e308, noNaN: true }),
        (x) => Math.abs(nearLog(x) - log(x)) <= NEAR_LOG_ERROR,
      ),
      { numRuns: 5000 },
    );
    for (let i = 0; i <= 1024; i += 1)
      for (const x of [1 + i / 1024, 1 + i / 1024 - 2 ** -52, 1e-10 * (1 + i / 1024)])
        expect(Math.abs(nearLog(x) - log(x))).toBeLessThan(NEAR_LOG_ERROR / 100);
  });

  test('stand at the edges', () => {
    expect([exp(0), exp(-1000), exp(1000), exp(Number.NEGATIVE_INFINITY)]).toEqual([
      1,
      0,
      Number.POSITIVE_INFINITY,
      0,
    ]);
    expect([log(1), log(0), log(-1), log(Number.POSITIVE_INFINITY)]).toEqual([
      0,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ]);
    expect(exp(-744)).toBeGreaterThan(0);
    expect(log1p(1e-20)).toBe(1e-20);
    expect(power(2, 0.5)).toBeCloseTo(Math.SQRT2, 15);
  });

  test('give these very bytes on every machine', () => {
    const bits = (x: number): string => {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, x);
      return view.getBigUint64(0).toString(16);
    };
    expect([exp(1), exp(-12.34), log(10), log(0.3)].map(bits)).toMatchInlineSnapshot(`
      [
        "4005bf0a8b14576a",
        "3ed257c2c1ce3704",
        "40026bb1bbb55516",
        "bff34378fcbda721",
      ]
    `);
  });
});
