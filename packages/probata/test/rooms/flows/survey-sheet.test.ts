import { describe, expect, test } from 'vitest';
import { type Surveyed, survey } from '../../../src/rooms/flows/index.ts';
import { Generator } from '../../../src/rooms/flows/random.ts';

const random = new Generator(11);
// 200 of 2,000 claims from two strata; accepted about 0.6 of what is claimed.
const CLAIMS = Array.from({ length: 200 }, (_, i) => {
  const claimed = 500 + Math.round(random.uniform() * 400);
  return {
    stratum: i < 120 ? 'North' : 'South',
    size: i < 120 ? 1200 : 800,
    claimed,
    accepted: 0.6 * claimed + (random.uniform() - 0.5) * 60,
  };
});
const SAMPLE: Surveyed = {
  accepted: CLAIMS.map((one) => one.accepted),
  claimed: CLAIMS.map((one) => one.claimed),
  sample: { stratum: CLAIMS.map((one) => one.stratum), size: CLAIMS.map((one) => one.size) },
  groups: null,
  frameClaimed: 2000 * 700,
};
const status = (made: ReturnType<typeof survey>, words: string): string | undefined =>
  made.challenge.find((one) => one.attack.includes(words))?.status;

describe('the challenge sheet of a sample', () => {
  test('a sound sample answers what can be answered, by each of three estimators', () => {
    for (const estimator of ['stratified', 'ratio', 'regression'] as const) {
      const made = survey(SAMPLE, estimator, 0.95);
      expect(Math.abs(made.estimate / (2000 * 420) - 1)).toBeLessThan(0.05);
      expect(made.lowerBound).toBeLessThan(made.estimate);
      expect(status(made, 'not like the whole')).toBe('answered');
      expect(status(made, 'chosen for its result')).toBe('answered');
      expect(made.challenge.filter((one) => one.status === 'failed')).toEqual([]);
      // Whether it can be drawn again, no table tells.
      expect(status(made, 'picked for its result')).toBe('open');
    }
    expect(status(survey(SAMPLE, 'ratio', 0.95), 'biased in a small sample')).toBe('answered');
    expect(status(survey(SAMPLE, 'regression', 0.95), 'on a line')).toBe('answered');
  });

  test('a sample of the large claims is found out', () => {
    const large = { ...SAMPLE, frameClaimed: 2000 * 500 };
    expect(status(survey(large, 'stratified', 0.95), 'not like the whole')).toBe('failed');
  });

  test('one large claim, and sums too uneven for the normal curve, are said', () => {
    const accepted = [...SAMPLE.accepted];
    accepted[0] = 100_000;
    const made = survey({ ...SAMPLE, accepted }, 'stratified', 0.95);
    expect(status(made, 'One large claim')).toBe('failed');
    expect(status(made, 'so uneven')).toBe('failed');
  });

  test('groups are what was drawn: what hangs together costs, and few groups are few', () => {
    // Twelve offices of ten claims; what an office accepts is its own.
    const office = Array.from({ length: 12 }, () => 300 + 300 * random.uniform());
    const cluster = Array.from({ length: 120 }, (_, i) => `Office ${Math.floor(i / 10)}`);
    const accepted = cluster.map((_, i) => (office[Math.floor(i / 10)] ?? 0) + 20 * random.uniform());
    const made = survey(
      {
        accepted,
        claimed: null,
        sample: null,
        groups: { cluster, clusterSize: new Map(cluster.map((name) => [name, 10])), clusters: 100 },
        frameClaimed: null,
      },
      'cluster',
      0.95,
    );
    expect(made.designEffect).toBeGreaterThan(5);
    expect(status(made, 'too few groups')).toBe('failed');
    expect(status(made, 'hang together')).toBe('answered');
  });

  test('an estimator that needs more than the sample tells is refused in words', () => {
    expect(() => survey({ ...SAMPLE, frameClaimed: null }, 'ratio', 0.95)).toThrow(
      /what all claims together claim/,
    );
    expect(() => survey(SAMPLE, 'cluster', 0.95)).toThrow(/how many groups the frame has/);
  });
});
