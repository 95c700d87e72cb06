import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatInstant, isInstant, parseInstant } from '../../../src/base/time/instant.ts';

describe('an instant', () => {
  test('is written in UTC with milliseconds and read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }), (ms) => {
        const text = formatInstant(ms);
        expect(text).toHaveLength(24);
        expect(parseInstant(text)).toBe(ms);
        expect(isInstant(text)).toBe(true);
      }),
    );
  });

  test('is read from any offset; digits beyond the millisecond are cut', () => {
    expect(formatInstant(parseInstant('2025-05-19T12:30:00+03:00'))).toBe('2025-05-19T09:30:00.000Z');
    expect(formatInstant(parseInstant('2025-05-19T09:30:00.9999Z'))).toBe('2025-05-19T09:30:00.999Z');
    expect(isInstant('2025-05-19T12:30:00+03:00')).toBe(false);
  });

  test('is refused in other forms', () => {
    for (const text of [
      '2025-05-19',
      '2025-05-19T09:30Z',
      '2025-02-30T00:00:00Z',
      '2025-05-19T23:59:60Z',
      '2025-05-19T09:30:00',
    ])
      expect(() => parseInstant(text)).toThrow(/moment/);
    expect(() => formatInstant(0.5)).toThrow(/moment/);
  });
});
