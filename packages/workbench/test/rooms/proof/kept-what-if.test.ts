// A what-if of hundreds of exhibits is kept by the tab and named in the address; a short one needs nothing kept.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { addressOf, questionIn } from '../../../src/rooms/proof/kept-what-if.ts';
import { NOTHING_ASKED } from '../../../src/rooms/proof/what-if.ts';

const exhibit = (n: number): string => `exh_${String(n).padStart(26, '0')}`;

describe('a what-if in the address', () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
      removeItem: (name: string) => kept.delete(name),
    };
    vi.stubGlobal('window', { sessionStorage: storage, localStorage: storage });
    return () => vi.unstubAllGlobals();
  });

  it('stands there itself while it is short', () => {
    const question = { ...NOTHING_ASKED, exclude: [exhibit(1)] };
    expect(addressOf(question)).toBe(`x:${exhibit(1)}`);
    expect(questionIn(addressOf(question))).toEqual(question);
  });

  it('is named there when it is long, and asks nothing in a tab that did not keep it', () => {
    const question = { ...NOTHING_ASKED, exclude: Array.from({ length: 600 }, (_, n) => exhibit(n)) };
    const address = addressOf(question);
    expect(address?.length).toBeLessThan(20);
    expect(questionIn(address)).toEqual(question);
    expect(questionIn('@elsewhere')).toEqual(NOTHING_ASKED);
  });
});
