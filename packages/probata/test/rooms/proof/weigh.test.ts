import { describe, expect, it } from 'vitest';
import { indexCase, type WeighedPassage } from '../../../src/rooms/proof/evaluate.ts';
import { requireCase } from '../../../src/rooms/proof/read-case.ts';
import { WEIGHT_RULES } from '../../../src/rooms/proof/weigh.ts';

function weighOne(
  exhibit: Record<string, unknown>,
  passage: Record<string, unknown>,
): WeighedPassage | undefined {
  const proofCase = requireCase({
    format: 'probata-proof-case/1',
    exhibits: [{ id: 'E', ...exhibit }],
    facts: [{ id: 'F' }],
    passages: [{ id: 'P', exhibit: 'E', fact: 'F', bearing: 'supports', ...passage }],
  });
  return indexCase(proofCase).passages.get('P');
}

const close = { directness: 'direct', contemporaneity: 'at-time' };

describe('the weight of a passage', () => {
  it.each([
    [
      'a record of the time by a disinterested hand is lifted to 3',
      'record',
      {},
      { ...close, interest: 'disinterested' },
      3,
      ['B:record', 'L1'],
    ],
    [
      'lifts count once however many apply',
      'sensor',
      { authenticity: 'verified', tested: true },
      { ...close, interest: 'against' },
      3,
      ['B:sensor', 'L1', 'L2', 'L3'],
    ],
    [
      'failed authenticity leaves nothing',
      'admission',
      { authenticity: 'failed' },
      {},
      0,
      ['B:admission', 'K1'],
    ],
    [
      'a derived report may synthesise and keeps 2',
      'io-report',
      { tested: true },
      { directness: 'derived' },
      2,
      ['B:io-report', 'L2', 'K3'],
    ],
    [
      'a self-serving instrument is capped at 2',
      'instrument',
      {},
      { ...close, interest: 'self-serving' },
      2,
      ['B:instrument', 'K5'],
    ],
    [
      'the act itself is not capped for serving its author',
      'instrument',
      {},
      { directness: 'operative', contemporaneity: 'at-time', interest: 'self-serving' },
      3,
      ['B:instrument'],
    ],
    [
      'press is worth 1 however close',
      'press',
      {},
      { ...close, interest: 'disinterested' },
      1,
      ['B:press', 'L1', 'K6'],
    ],
    ['a cap that does not bind is not named', 'witness', {}, { hedged: true }, 1, ['B:witness']],
  ])('%s', (_, sourceClass, exhibit, passage, weight, rules) => {
    expect(weighOne({ class: sourceClass, ...exhibit }, passage)).toMatchObject({ weight, rules });
  });

  it('is what a named person set, when one did', () => {
    const override = { to: 3, reason: 'seen by counsel', by: 'c1', at: '2025-01-01' };
    expect(weighOne({ class: 'press' }, { override })).toMatchObject({ weight: 3, rules: ['OVERRIDE'] });
  });

  it('has every anchor in case law marked to be checked', () => {
    for (const { anchor } of WEIGHT_RULES)
      expect(anchor === 'house rule' || anchor.includes('to be checked')).toBe(true);
  });
});
