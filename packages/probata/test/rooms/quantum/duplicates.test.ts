import { describe, expect, test } from 'vitest';
import { money } from '../../../src/base/money/index.ts';
import { type Claimant, doubleRecovery, duplicateClaimants } from '../../../src/rooms/quantum/duplicates.ts';
import { madeLine } from './made.ts';

const person = (id: string, name: string, more: Partial<Claimant> = {}): Claimant => ({
  id,
  name,
  otherNames: [],
  documentNumber: null,
  birth: null,
  family: null,
  event: null,
  ...more,
});

describe('claims made twice', () => {
  test('are found by document, by name and birth, by a letter, by family and event', () => {
    const pairs = duplicateClaimants([
      person('1', 'Šarūnas Petraitis', { documentNumber: 'AB 123-456', birth: '1980-01-01' }),
      person('2', 'PETRAITIS, Sarunas', { birth: '1980-01-01' }),
      person('3', 'Someone Else', { documentNumber: 'ab123456' }),
      person('4', 'Sarunas Petraiti', { birth: '1980-01-01' }),
      person('5', 'Ona Petraitienė', { family: 'F-9', event: 'flood' }),
      person('6', 'Jonas Petraitis', { family: 'f9', event: 'flood' }),
      person('7', 'Jonas Petraitis', { family: 'f9', event: 'fire' }),
      person('8', 'Sarunas Petraitis', { birth: '1999-01-01' }),
    ]);
    expect(pairs.map((pair) => `${pair.first}-${pair.second} ${pair.strength}`)).toEqual([
      '1-2 strong',
      '1-3 document',
      '1-4 strong',
      '2-4 strong',
      '5-6 weak',
      '6-7 weak',
    ]);
  });

  test('a name in another script counts as one of the names', () => {
    const pairs = duplicateClaimants([
      person('1', 'علي حسن', { birth: '1990-02-02' }),
      person('2', 'Ali Hassan', { otherNames: ['حسن علي'], birth: '1990-02-02' }),
    ]);
    expect(pairs).toEqual([
      { first: '1', second: '2', reasons: ['the same name and date of birth'], strength: 'strong' },
    ]);
  });

  test('fifty thousand forms are compared, and the order given changes nothing', () => {
    const many = Array.from({ length: 50_000 }, (_, i) =>
      person(String(i).padStart(6, '0'), `Name${i} Family${i}`, {
        birth: `19${10 + (i % 90)}-0${1 + (i % 9)}-${10 + (i % 19)}`,
        documentNumber: `D${i % 49_990}`,
      }),
    );
    const pairs = duplicateClaimants(many);
    expect(pairs.filter((pair) => pair.strength === 'document')).toHaveLength(10);
    expect(duplicateClaimants([...many].reverse())).toEqual(pairs);
  });
});

describe('double recovery', () => {
  test('is found by passage, by sum and date, and by a funder whose payment is a line', () => {
    const one = { passage: 'p', exhibit: 'e' };
    const found = doubleRecovery([
      madeLine('a', '10.00', { sources: [one] }),
      madeLine('b', '11.00', { sources: [one] }),
      madeLine('c', '10.00'),
      madeLine('d', '99.00', {
        funding: [{ by: 'EU', purpose: 'x', sum: money('11.00', 'EUR'), tiedBy: [] }],
      }),
      madeLine('e', '99.00', { incurred: '2022-01-01' }),
      madeLine('f', '99.00', { status: 'withdrawn' }),
    ]);
    expect(found).toEqual([
      { first: 'a', second: 'b', reasons: ['both rest on one passage'] },
      { first: 'a', second: 'c', reasons: ['one sum on one date'] },
      { first: 'b', second: 'd', reasons: ['the sum of one line is what EU paid towards the other'] },
    ]);
  });
});
