// Sixteen claims worked out by another hand (claim-cases.py): conversion across gaps, others' money, shares, interest, credits, caps.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Money, toJson } from '../../../src/base/money/index.ts';
import { claim as claimSchema } from '../../../src/rooms/quantum/figures.ts';
import { fxTable } from '../../../src/rooms/quantum/fx.ts';
import { NO_TABLES } from '../../../src/rooms/quantum/tables.ts';
import { total } from '../../../src/rooms/quantum/total.ts';
import { replay } from '../../../src/rooms/quantum/trace.ts';

interface Case {
  readonly claim: unknown;
  readonly heads: readonly (string | null)[];
  readonly total: string | null;
}
const { rates, cases } = JSON.parse(readFileSync(join(import.meta.dirname, 'claim-cases.json'), 'utf8')) as {
  readonly rates: string;
  readonly cases: readonly Case[];
};
const tables = { ...NO_TABLES, fx: fxTable(rates, 'made') };
const text = (sum: Money | null): string | null => (sum === null ? null : toJson(sum).amount);

test.each(cases.map((one, i) => [i + 1, one] as const))(
  'claim %i comes to the same cents, head by head',
  (_n, one) => {
    const result = total(claimSchema.parse(one.claim), tables);
    expect(result.heads.map((head) => text(head.total.sum))).toEqual(one.heads);
    expect(text(result.itemised.sum)).toBe(one.total);
    expect(replay(result.trace)).toEqual([]);
  },
);
