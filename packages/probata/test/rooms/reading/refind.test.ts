import { describe, expect, test } from 'vitest';
import { surroundings } from '../../../src/rooms/reading/locate.ts';
import { type Mark, occurrenceAt, refind, searchable } from '../../../src/rooms/reading/refind.ts';
import { type Change, inventedReport, randomNumbers, readingOf } from './invented-report.ts';

const markAt = (text: string, span: { start: number; end: number }): Mark => {
  const quote = text.slice(span.start, span.end);
  const around = surroundings(text, span);
  return { span, quote, ...around, occurrence: occurrenceAt(text, { span, quote, ...around }) };
};
const markOf = (text: string, quote: string, from = 0): Mark => {
  const start = text.indexOf(quote, from);
  return markAt(text, { start, end: start + quote.length });
};

/** How passages on sentences of an invented report fare in another reading; `wrong` holds what was shown elsewhere. */
function fate(change: Change, seed: number, size = 300) {
  const random = randomNumbers(seed);
  const report = inventedReport(size, random);
  const before = readingOf(report, {}, random);
  const after = readingOf(report, change, random);
  const text = searchable(after.text);
  const counts = { exact: 0, refound: 0, lost: 0, lostThoughThere: 0 };
  const wrong: string[] = [];
  const equal: string[] = [];
  for (const { id } of report) {
    const span = before.truth.get(id);
    if (span === undefined) continue;
    const mark = markAt(before.text, span);
    const found = refind(text, mark);
    const truth = after.truth.get(id);
    counts[found.state] += 1;
    if (found.state === 'lost') {
      if (truth !== undefined) counts.lostThoughThere += 1;
      continue;
    }
    const shared =
      truth === undefined ? 0 : Math.min(truth.end, found.span.end) - Math.max(truth.start, found.span.start);
    if (shared >= 0.8 * (found.span.end - found.span.start)) continue;
    const words = after.text.slice(found.span.start, found.span.end);
    const isEqual = found.state === 'refound' && words.replace(/\s/g, '') === mark.quote.replace(/\s/g, '');
    (isEqual ? equal : wrong).push(`${found.state}: ${mark.quote} -> ${words}`);
  }
  return { counts, wrong, equal };
}

describe('a passage in a new reading', () => {
  const CHANGES: readonly (readonly [string, Change])[] = [
    ['other line breaks, with words divided', { width: 60 }],
    ['sentences put in', { inserted: 0.2 }],
    ['sentences left out', { dropped: 0.15 }],
    ['paragraphs that changed places', { swapped: 0.3 }],
    ['one letter in forty read as another', { noise: 0.025 }],
    ['one letter in twelve read as another', { noise: 0.08 }],
    ['joined letters', { joined: true, width: 72 }],
    ['all of it', { width: 55, inserted: 0.1, dropped: 0.1, swapped: 0.15, noise: 0.02, joined: true }],
  ];
  for (const [what, change] of CHANGES)
    test(`is exact, found again or lost, and never shown elsewhere: ${what}`, () => {
      for (const seed of [1, 2]) {
        const { counts, wrong, equal } = fate(change, seed);
        expect(wrong, `${what}, seed ${seed}, ${JSON.stringify(counts)}`).toEqual([]);
        // Where a sentence is gone and its equal has taken its place, word for word and with its neighbour, nobody could
        // tell; such a place is shown to be looked at (amber), never as exact.
        expect(equal.length, equal.join('\n')).toBeLessThanOrEqual(1);
        // Being careful must not mean giving up: most of what is still there is found.
        expect(counts.lostThoughThere, JSON.stringify(counts)).toBeLessThan(300 * 0.5);
      }
    });

  test('with another number in it is lost: another number is another fact', () => {
    const text =
      'The register was opened. On that day 12 persons were returned to the strip. It was then closed.';
    const mark = markOf(text, '12 persons were returned');
    expect(refind(text.replace('12', '72'), mark)).toEqual({ state: 'lost' });
    expect(refind(text.replace('persons', 'pers0ns').replace('pers0ns', 'persoms'), mark)).toMatchObject({
      state: 'refound',
    });
  });

  test('is not taken for its equal when a line of the same kind is put in before it', () => {
    const row = (n: number): string =>
      `Weather: clear. Persons: 0. Signed by the duty officer of post Rima.\n`.repeat(n);
    const text = row(9);
    const at = text.indexOf('Persons: 0', 300);
    const mark = markAt(text, { start: at, end: at + 10 });
    expect(refind(text, mark)).toMatchObject({ state: 'exact', span: { start: at } });
    expect(refind(row(10), mark)).toEqual({ state: 'lost' });
  });

  test('marked before equals were counted is exact only at its old place with its old neighbours', () => {
    const text = 'A clear day. Persons found on the strip were counted. A dark night followed on the bank.';
    const { occurrence: _none, ...mark } = markOf(text, 'Persons found');
    expect(refind(text, mark)).toMatchObject({ state: 'exact' });
    expect(refind(`Heading.\n${text}`, mark)).toMatchObject({ state: 'refound' });
  });

  test('in Arabic and Cyrillic letters is found like any other', () => {
    const text = 'أعلن الوزير أن الحدود مغلقة منذ يوم الأحد وأن الحرس يراقب الطريق كله ليلا ونهارا.';
    const mark = markOf(text, 'الحدود مغلقة');
    expect(refind(`مقدمة. ${text}`, mark)).toMatchObject({ state: 'exact' });
    const russian =
      'Министр заявил, что мы больше никого задерживать не будем, и на этом разговор закончился.';
    expect(
      refind(russian.replace('больше', 'больще'), markOf(russian, 'мы больше никого задерживать')),
    ).toMatchObject({
      state: 'refound',
    });
  });
});
