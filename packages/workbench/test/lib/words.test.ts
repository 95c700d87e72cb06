import { describe, expect, it } from 'vitest';
import { pace } from '../../src/lib/pace.ts';
import {
  ago,
  authoritative,
  bytes,
  clock,
  counted,
  currency,
  moment,
  number,
  orSealed,
  sentence,
  spell,
} from '../../src/lib/words.ts';

const SEALED = { sealed: 'cmp_1', ref: 'a' } as never;

describe('values in words', () => {
  it('numbers have a thin space between thousands', () => {
    expect(number(1234567)).toBe('1\u202f234\u202f567');
  });

  it('sizes have at most two digits behind their first', () => {
    expect([bytes(506), bytes(1340), bytes(138_000)]).toEqual(['506\u202fB', '1.3\u202fkB', '138\u202fkB']);
  });

  it('moments of the ledger are in UTC whatever the zone of the reader', () => {
    expect(moment('2025-05-19T22:30:00.000Z')).toContain('19 May 2025');
    expect(clock('2025-05-19T22:30:05.000Z')).toBe('22:30:05 UTC');
  });

  it('what happened lately is told by its distance, what lies back by its day', () => {
    const now = Date.parse('2025-05-19T12:00:00Z');
    expect(ago('2025-05-19T11:59:30Z', now)).toBe('just now');
    expect(ago('2025-05-19T11:58:00Z', now)).toBe('2 minutes ago');
    expect(ago('2025-05-19T10:59:00Z', now)).toBe('1 hour ago');
    expect(ago('2025-05-01T10:00:00Z', now)).toContain('1 May 2025');
  });

  it('codes become words, private currencies lose their mark', () => {
    expect(sentence('partly-read')).toBe('Partly read');
    expect(sentence('io-report')).toBe('Report of an international organisation');
    expect(currency('x-AUC')).toBe('AUC');
    expect(counted(1, 'fact')).toBe('1 fact');
    expect(counted(2, 'entry', 'entries')).toBe('2 entries');
  });

  it('what is sealed is never shown, only said to be', () => {
    expect(orSealed(SEALED)).toBe('Sealed');
    expect(authoritative(SEALED)).toBe('Sealed');
    expect(authoritative({ authoritative: 'lt', versions: { en: 'Border', lt: 'Siena' } } as never)).toBe(
      'Siena',
    );
  });
});

describe('the pace of a task', () => {
  it('is not told before a second has passed, and the rest follows from it', () => {
    expect(pace({ done: 10, all: 100 }, { at: 0, done: 0 }, 500)).toEqual({ rate: null, left: null });
    expect(pace({ done: 20, all: 100 }, { at: 0, done: 0 }, 2000)).toEqual({ rate: 10, left: 8 });
    expect(pace({ done: 20, all: null }, { at: 0, done: 0 }, 2000)).toEqual({ rate: 10, left: null });
    expect([spell(40), spell(200), spell(9000)]).toEqual(['40 s', '4 min', '3 h']);
  });
});
