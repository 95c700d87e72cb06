// Looks for print in pages that have no text of their own: searchable first by what files say, enriched later by this.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { Extraction } from '../../ports/extractor.ts';
import type { PageRecognition } from '../../ports/recogniser.ts';
import { pagesToRecognise, withRecognised } from '../../rooms/reading/index.ts';
import type { House, Watch } from '../house.ts';
import { paceOf } from '../pace.ts';
import { index } from '../reading-index.ts';
import { task } from '../task.ts';
import { bytesOf, findExhibit, type OpenedExhibit, readingOf } from './exhibit-bytes.ts';
import { READING_TASK } from './reading-queue.ts';

const output = z.object({
  exhibits: z.number(),
  recognised: z.number(),
  /** Pages with pictures and no print that could be read. */
  nothing: z.number(),
  failed: z.number(),
  /** Pages by the language whose data is not here. */
  missing: z.record(z.string(), z.number()),
  languages: z.array(z.string()),
  tool: z.string().nullable(),
  /** True when exhibits came in meanwhile and are to be read first. */
  isInterrupted: z.boolean(),
});

export const readingRecognise = task({
  name: 'reading.recognise',
  summary:
    'Recognise print in pages that have no text of their own (OCR), offline; or again, in a language named.',
  input: z.strictObject({
    /** These, whatever was recognised before; left out: all that wait for it. */
    exhibits: z.array(idOf('exhibit')).optional(),
    /** Only these pages; a page that has a text gets the recognised one beside it. */
    pages: z.array(z.number().int().min(1)).max(10_000).optional(),
    /** In these languages (lt, rus …) instead of finding them out. */
    languages: z.array(z.string().min(2).max(12)).max(4).optional(),
    /** As the server does by itself: stop as soon as exhibits wait to be read, or reading is paused. */
    yields: z.boolean().default(false),
  }),
  output,
  example: {},
  power: 'write',
  async run(house, { exhibits, pages, languages, yields }, watch) {
    const tally = {
      exhibits: 0,
      recognised: 0,
      nothing: 0,
      failed: 0,
      missing: {} as Record<string, number>,
    };
    const result = (tool: string | null, at: readonly string[], isInterrupted = false) => ({
      ...tally,
      languages: [...at],
      tool,
      isInterrupted,
    });
    // Nothing is started where no page waits.
    if (exhibits === undefined && house.renditions.unrecognised('', []).length === 0) return result(null, []);
    const tool = await house.recogniser.tool();
    if (tool === undefined) {
      if (exhibits === undefined) return result(null, []);
      throw new Refusal('READING_NO_RECOGNISER', await house.recogniser.words());
    }
    const name = `${tool.name} ${tool.version}`;
    const at = await house.recogniser.languages();
    const waiting = exhibits ?? house.renditions.unrecognised(name, at).map((card) => card.exhibit);
    const pace = paceOf(watch, 'recognising', waiting.length);
    for (const [i, exhibit] of waiting.entries()) {
      if (watch.signal.aborted) break;
      if (yields && house.renditions.isPaused()) break;
      if (yields && house.ledger.store.jobs(1, READING_TASK).length > 0) return result(name, at, true);
      const found = await recogniseOne(house, exhibit, { pages, languages }, watch);
      tally.exhibits += 1;
      for (const page of found) count(tally, page);
      pace.step(i + 1, tally.failed);
    }
    pace.end(tally.exhibits, tally.failed);
    return result(name, at);
  },
});

function count(
  tally: { recognised: number; nothing: number; failed: number; readonly missing: Record<string, number> },
  page: PageRecognition,
): void {
  if (page.state === 'language-missing') tally.missing[page.missing] = (tally.missing[page.missing] ?? 0) + 1;
  else tally[page.state] += 1;
}

async function recogniseOne(
  house: House,
  exhibit: string,
  asked: { readonly pages: readonly number[] | undefined; readonly languages: readonly string[] | undefined },
  watch: Watch,
): Promise<readonly PageRecognition[]> {
  const opened = await findExhibit(house, exhibit);
  const reading = readingOf(house, opened);
  const { object, key } = opened;
  if (reading === undefined || object === undefined) return [];
  const pages = asked.pages ?? pagesToRecognise(reading);
  const found = house.recogniser.draws(reading.mediaType)
    ? await recognisePages(house, opened, reading, pages, asked.languages ?? languagesOf(opened), watch)
    : [];
  if (watch.signal.aborted) return [];
  const tool = await house.recogniser.tool();
  const next = withRecognised(reading, found, tool);
  house.renditions.put(exhibit, object.address, next, 1, key);
  // Sealed text never enters the shared index.
  if (opened.exhibit.compartment === null) {
    await index(house, opened, next);
    await house.search.settle();
    house.likeness.settle();
  }
  return found;
}

async function recognisePages(
  house: House,
  opened: OpenedExhibit,
  reading: Extraction,
  pages: readonly number[],
  languages: readonly string[],
  watch: Watch,
): Promise<readonly PageRecognition[]> {
  let bytes: Uint8Array | undefined;
  const queue = [...pages];
  const found: PageRecognition[] = [];
  const one = async (page: number): Promise<void> => {
    const size = reading.pages[page - 1];
    if (size === undefined)
      throw new Refusal('READING_PAGE', `This exhibit has ${reading.pages.length} pages.`, { page });
    found.push(
      await house.recogniser.recognise({
        exhibit: opened.exhibit.id,
        bytes: () => {
          bytes ??= bytesOf(house, opened);
          return bytes;
        },
        mediaType: reading.mediaType,
        page,
        width: size.width,
        height: size.height,
        languages,
        signal: watch.signal,
      }),
    );
  };
  const worker = async (): Promise<void> => {
    for (let page = queue.shift(); page !== undefined && !watch.signal.aborted; page = queue.shift())
      await one(page);
  };
  // The first page alone: what it tells of the language serves the others.
  const first = queue.shift();
  if (first !== undefined) await one(first);
  await Promise.all(Array.from({ length: house.recogniser.atOnce }, worker));
  return found.sort((a, b) => a.page - b.page);
}

/** What a person said of the exhibit's language; codes that name none (`mul`, `und`, `zxx`) say nothing here. */
function languagesOf({ exhibit }: OpenedExhibit): readonly string[] {
  const { language } = exhibit;
  return language === null || /^(?:mul|und|zxx|mis)$/.test(language) ? [] : [language];
}
