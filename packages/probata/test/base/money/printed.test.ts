import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { majorUnits, money } from '../../../src/base/money/money.ts';
import { readPercent, readPrinted } from '../../../src/base/money/printed.ts';
import { moneyInWords } from '../../../src/base/money/wording.ts';
import { rational, toText } from '../../../src/base/rational.ts';

const read = (text: string, hints = {}): string => {
  const p = readPrinted(text, hints);
  const bound = (b: { n: bigint; d: bigint } | null): string => (b === null ? '…' : toText(b));
  return `${p.currency ?? '-'} ${toText(p.value)} [${bound(p.low)}, ${bound(p.high)}]`;
};

describe('a printed sum', () => {
  test.each([
    ['1 234,56 EUR', 'EUR 1234.56 [1234.56, 1234.56]'],
    ['€1,234.56', 'EUR 1234.56 [1234.56, 1234.56]'],
    ['1.234,56 €', 'EUR 1234.56 [1234.56, 1234.56]'],
    ["CHF 1'234.50", 'CHF 1234.5 [1234.5, 1234.5]'],
    ['€152 m', 'EUR 152000000 [151500000, 152500000]'],
    ['EUR 152 million', 'EUR 152000000 [151500000, 152500000]'],
    ['152 mln. Eur', 'EUR 152000000 [151500000, 152500000]'],
    ['152 millions d’euros', 'EUR 152000000 [151500000, 152500000]'],
    ['US$ 1.2 bn', 'USD 1200000000 [1150000000, 1250000000]'],
    ['1,2 млрд', '- 1200000000 [1150000000, 1250000000]'],
    ['more than EUR 200 m', 'EUR 200000000 [200000000, …]'],
    ['at least €120 million', 'EUR 120000000 [120000000, …]'],
    ['nearly USD 380,000', 'USD 380000 […, 380000]'],
    ['plus de 200 millions d’euros', 'EUR 200000000 [200000000, …]'],
    ['daugiau nei 200 mln. eurų', 'EUR 200000000 [200000000, …]'],
    ['about 41 m EUR', 'EUR 41000000 [40500000, 41500000]'],
    ['(1,234.56) USD', null],
    ['USD (1,234.56)', null],
    ['-12.50 EUR', 'EUR -12.5 [-12.5, -12.5]'],
    ['236,032 USD', 'USD 236032 [236031.5, 236032.5]'],
    ['١٬٢٣٤٫٥٦ USD', 'USD 1234.56 [1234.56, 1234.56]'],
    ['500 JPY', 'JPY 500 [500, 500]'],
    ['12.5 %', '- 0.125 [0.1245, 0.1255]'],
  ])('%s', (text, expected) => {
    if (expected === null) expect(() => readPrinted(text)).toThrow(/cannot be read/);
    else expect(read(text)).toBe(expected);
  });

  test('brackets mean a credit', () => {
    expect(read('(1,234.56)', { currency: 'USD' })).toBe('USD -1234.56 [-1234.56, -1234.56]');
    expect(read('1 234,56-', { currency: 'EUR' })).toBe('EUR -1234.56 [-1234.56, -1234.56]');
  });

  test('one mark before three digits has two readings, and both are kept until the document settles it', () => {
    const printed = readPrinted('1,234');
    expect([toText(printed.value), printed.other === null ? '' : toText(printed.other)]).toEqual([
      '1234',
      '1.234',
    ]);
    expect(toText(readPrinted('1,234', { decimal: ',' }).value)).toBe('1.234');
    expect(readPrinted('1,234', { decimal: '.' }).other).toBeNull();
    expect(readPrinted('1,234,567').other).toBeNull();
  });

  test.each(['', 'EUR', '$5', 'EUR 12 USD', '12,34,567', '1 23,45', '1.2.3,4', '5 apples', 'x'.repeat(200)])(
    '“%s” is refused',
    (text) => {
      expect(() => readPrinted(text)).toThrow(/cannot be read/);
    },
  );

  test('a bare dollar is read once the document has said which', () => {
    expect(read('$5.00', { currency: 'USD' })).toBe('USD 5 [5, 5]');
  });

  test('percentages are ratios', () => {
    expect(readPercent('15 %')).toEqual(rational(3, 20));
    expect(readPercent('2.41 per cent')).toEqual(rational(241, 10_000));
    expect(() => readPercent('15')).toThrow(/not a percentage/);
  });

  test('what the page prints is read back to the cent in every language', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
        fc.constantFrom('en', 'fr', 'lt'),
        (minor, language) => {
          const sum = { minor, currency: 'EUR' };
          const printed = readPrinted(moneyInWords(sum, language as 'en'));
          expect(printed.value).toEqual(majorUnits(sum));
          expect(printed.currency).toBe('EUR');
          expect(printed.low).toEqual(printed.high);
        },
      ),
    );
    expect(majorUnits(money('1.50', 'EUR'))).toEqual(rational(3, 2));
  });
});
