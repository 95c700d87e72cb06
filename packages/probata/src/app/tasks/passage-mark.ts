// Marks a passage: finds the words in the exhibit's text, keeps their place and their surroundings, and enters it.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { Extraction } from '../../ports/extractor.ts';
import {
  enterPassage,
  occurrenceAt,
  occurrences,
  pagesOf,
  placeOf,
  surroundings,
  timeInWords,
} from '../../rooms/reading/index.ts';
import { task } from '../task.ts';
import { findExhibit, noteReading, readingOf } from './exhibit-bytes.ts';

/** `75`, `75.5`, `1:15`, `1:01:15.250`. */
const clock = z
  .string()
  .regex(/^(?:\d{1,3}:)?(?:\d{1,2}:)?\d{1,6}(?:\.\d{1,3})?$/, 'must be seconds or h:mm:ss');
const side = z.number().int().min(0).max(100_000);

const input = z
  .strictObject({
    exhibit: idOf('exhibit'),
    /** The words as they stand in the exhibit; white space may differ. */
    quote: z.string().min(1).max(20_000).optional(),
    /** Which occurrence, from 1, where the words stand more than once. */
    nth: z.number().int().min(1).optional(),
    /** Only on this page. */
    page: z.number().int().min(1).optional(),
    /** Instead of words: units in the exhibit's text. */
    start: z.number().int().min(0).optional(),
    end: z.number().int().min(1).optional(),
    /** Cite the exhibit as a whole. */
    whole: z.boolean().optional(),
    /** A place in a picture or on a page: left, top, right, bottom in whole points (of a picture: pixels). */
    area: z.tuple([side, side, side, side]).optional(),
    /** A stretch of a recording: from and to, as seconds or h:mm:ss. */
    time: z.tuple([clock, clock]).optional(),
    /** In a translation: the passage of the original. */
    original: idOf('passage').optional(),
    language: z.string().max(35).optional(),
  })
  .refine(
    ({ whole, area, time, quote, start, end }) =>
      whole === true ||
      area !== undefined ||
      time !== undefined ||
      quote !== undefined ||
      (start !== undefined && end !== undefined),
    { error: 'give the words (quote), their place (start and end), an area, a time, or whole' },
  )
  .refine(({ area }) => area === undefined || (area[0] < area[2] && area[1] < area[3]), {
    error: 'must be left, top, right, bottom, each pair in rising order',
    path: ['area'],
  });

export const passageMark = task({
  name: 'passage.mark',
  summary: 'Mark a passage of an exhibit by its words or by its place.',
  input,
  output: z.object({ passage: z.string(), pin: z.string(), quote: z.string() }),
  example: { exhibit: `exh_${'0'.repeat(26)}`, quote: 'we will no longer stop anyone' },
  power: 'write',
  async run(house, given) {
    const opened = await findExhibit(house, given.exhibit);
    const { compartment } = opened.exhibit;
    const common = {
      exhibit: given.exhibit,
      ...(given.original === undefined ? {} : { original: given.original }),
      ...(given.language === undefined ? {} : { language: given.language }),
    };
    if (given.whole === true) {
      const mark = {
        ...common,
        rendition: null,
        tool: null,
        place: { by: 'whole' as const },
        quote: '',
        prefix: '',
        suffix: '',
        pin: 'whole',
      };
      return enter({ mark, compartment }, 'whole', '');
    }
    if (given.area !== undefined) {
      const page = given.page ?? 1;
      const [left, top, right, bottom] = given.area;
      const box: [number, number, number, number] = [left * 100, top * 100, right * 100, bottom * 100];
      const pin =
        opened.exhibit.mediaType?.startsWith('image/') === true ? 'area marked' : `p. ${page}, area marked`;
      const mark = {
        ...common,
        rendition: null,
        tool: null,
        place: { by: 'area' as const, page, box },
        quote: '',
        prefix: '',
        suffix: '',
        pin,
      };
      return enter({ mark, compartment }, pin, '');
    }
    if (given.time !== undefined) {
      const [fromMs, toMs] = given.time.map(milliseconds) as [number, number];
      const length = durationOf(house.renditions.card(given.exhibit) && readingOf(house, opened));
      if (fromMs >= toMs || (length !== undefined && fromMs >= length))
        throw new Refusal(
          'READING_TIME',
          `A stretch of a recording begins before it ends${length === undefined ? '' : ` and within its ${timeInWords(length)}`}; ${given.time.join(' to ')} does not.`,
        );
      const pin = `${timeInWords(fromMs)}-${timeInWords(toMs)}`;
      const place = { by: 'time' as const, fromMs, toMs };
      const mark = { ...common, rendition: null, tool: null, place, quote: '', prefix: '', suffix: '', pin };
      return enter({ mark, compartment }, pin, '');
    }
    const extraction = readingOf(house, opened);
    const card = house.renditions.card(given.exhibit);
    if (extraction === undefined || card === undefined)
      throw new Refusal(
        'READING_NOT_READ',
        "This exhibit has not been read yet. Run 'probata reading run', or cite it as a whole.",
        { exhibit: given.exhibit },
      );
    await noteReading(house, opened, 'marking a passage');
    const span = spanOf(extraction.text, pagesOf(extraction), given);
    const { place, pin } = placeOf(extraction, span, compartment !== null);
    const quote = extraction.text.slice(span.start, span.end).normalize('NFC');
    const around = surroundings(extraction.text, span);
    const mark = {
      ...common,
      rendition: card.digest,
      tool: card.tool,
      place,
      quote,
      prefix: around.prefix.normalize('NFC'),
      suffix: around.suffix.normalize('NFC'),
      occurrence: occurrenceAt(extraction.text, { span, quote, ...around }),
      pin,
    };
    return enter({ mark, compartment }, pin, quote);

    async function enter(entered: object, withPin: string, words: string) {
      const receipt = await house.ledger.append((look, act) => enterPassage.decide(look, entered, act));
      return { passage: receipt.entries[0]?.subject ?? '', pin: withPin, quote: words };
    }
  },
});

function milliseconds(written: string): number {
  const seconds = written.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round(seconds * 1000);
}

/** What a recording says of its length, in milliseconds; undefined where it says nothing. */
function durationOf(reading: Extraction | undefined): number | undefined {
  const seconds = Number(reading?.metadata['Duration'] ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

function spanOf(
  text: string,
  pages: ReturnType<typeof pagesOf>,
  given: z.output<typeof input>,
): { readonly start: number; readonly end: number } {
  if (given.quote === undefined) {
    const [start, end] = [given.start ?? 0, given.end ?? 0];
    if (start >= end || end > text.length)
      throw new Refusal(
        'READING_PLACE',
        `The text of this exhibit has ${text.length} units; the place ${start} to ${end} is not in it.`,
      );
    return { start, end };
  }
  const within = given.page === undefined ? undefined : pages[given.page - 1];
  if (given.page !== undefined && within === undefined)
    throw new Refusal('READING_PAGE', `This exhibit has ${pages.length} pages.`);
  const found = occurrences(text, given.quote, within);
  if (found.length === 0)
    throw new Refusal(
      'READING_QUOTE_LOST',
      `These words do not stand in the exhibit${within === undefined ? '' : ` on page ${given.page}`}: “${given.quote.slice(0, 120)}”. Compare them with its text.`,
    );
  if (given.nth === undefined && found.length > 1)
    throw new Refusal(
      'READING_QUOTE_TWICE',
      `These words stand ${found.length} times in the exhibit. Say which with nth or page, or quote more of them.`,
      { occurrences: found.length },
    );
  const span = found[(given.nth ?? 1) - 1];
  if (span === undefined)
    throw new Refusal(
      'READING_QUOTE_LOST',
      `These words stand ${found.length} times in the exhibit, not ${given.nth} times.`,
    );
  return span;
}
