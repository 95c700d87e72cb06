// Shows an exhibit as it was read: one page of text with its lines and the passages marked on it.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { isSealed } from '../../base/sealed.ts';
import type { Extraction } from '../../ports/extractor.ts';
import { FRONT_PAGES } from '../../ports/rendition-store.ts';
import { articleIn, pageAt, pagesOf, passage, passagesOf } from '../../rooms/reading/index.ts';
import { relationsOf } from '../../rooms/vault/index.ts';
import type { House } from '../house.ts';
import { standsIn } from '../passage-states.ts';
import { playedAs } from '../recordings.ts';
import { task } from '../task.ts';
import { findExhibit, noteReading, readingOf } from './exhibit-bytes.ts';

const line = z.object({ text: z.string(), start: z.number(), end: z.number(), box: z.array(z.number()) });
const wordSure = z.object({ start: z.number(), end: z.number(), sure: z.number() });
const shownPassage = passage.extend({
  state: z.enum(['exact', 'refound', 'lost', 'whole']),
  start: z.number().nullable(),
  end: z.number().nullable(),
  /** How it would be cited by the present reading; of passages on words only. */
  pinNow: z.string().optional(),
});

export const exhibitText = task({
  name: 'exhibit.text',
  summary: 'One page of an exhibit as it was read, with the passages marked on it.',
  input: z.strictObject({
    exhibit: idOf('exhibit'),
    page: z.number().int().min(1).default(1),
    reason: z.string().max(500).default('reading'),
  }),
  output: z.object({
    exhibit: z.string(),
    state: z.string(),
    errorKind: z.string().nullable(),
    reason: z.string().nullable(),
    kind: z.string(),
    language: z.string().nullable(),
    encoding: z.string().nullable(),
    pages: z.number(),
    page: z.number(),
    label: z.string(),
    width: z.number().nullable(),
    height: z.number().nullable(),
    /** True where the page has words, of its own or recognised. */
    textLayer: z.boolean(),
    /** Where this page's text comes from: the file, or recognised in its picture. */
    source: z.enum(['layer', 'recognised']),
    /** How sure the recogniser was of each word of this page, 0 to 100. */
    sure: z.array(wordSure),
    /** The other text of a page that has two, for the reader to choose. */
    other: z
      .object({
        source: z.enum(['layer', 'recognised']),
        start: z.number(),
        end: z.number(),
        text: z.string(),
        lines: z.array(line),
        sure: z.array(wordSure),
      })
      .nullable(),
    start: z.number(),
    end: z.number(),
    text: z.string(),
    lines: z.array(line),
    passages: z.array(shownPassage),
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
    hidden: z.array(z.object({ kind: z.string(), text: z.string(), page: z.number().nullable() })),
    active: z.array(z.object({ kind: z.string(), detail: z.string() })),
    metadata: z.record(z.string(), z.string()),
    mail: z.record(z.string(), z.string()).nullable(),
    /** Where the exhibit is a table: the cells that stand on this page, rows and columns from 1. */
    cells: z.array(
      z.object({ sheet: z.string(), row: z.number(), col: z.number(), start: z.number(), end: z.number() }),
    ),
    /** A press capture or web page: which stretches are its article, and what it says of itself; proposed, never entered. */
    article: z
      .object({
        title: z.string().nullable(),
        byline: z.string().nullable(),
        publisher: z.string().nullable(),
        published: z.string().nullable(),
        spans: z.array(z.object({ start: z.number(), end: z.number() })),
        /** The page on which the article begins. */
        page: z.number(),
      })
      .nullable(),
    /** A recording, and how it can be played. */
    plays: z.enum(['sound', 'film']).nullable(),
    /** A transcript: which words of this page are heard when, in milliseconds from the start of the recording. */
    cues: z.array(z.object({ start: z.number(), end: z.number(), fromMs: z.number(), toMs: z.number() })),
    /** Files inside the file, by what they claim to be. */
    attachments: z.array(
      z.object({
        name: z.string(),
        mediaType: z.string(),
        bytes: z.number(),
        /** Why it is only named: encrypted, link, unreadable … */
        note: z.string().nullable(),
        /** The exhibit that it became. */
        exhibit: z.string().nullable(),
      }),
    ),
    /** So many more are inside than are listed here. */
    moreAttachments: z.number(),
  }),
  example: { exhibit: `exh_${'0'.repeat(26)}`, page: 1 },
  power: null,
  async run(house, { exhibit, page, reason }) {
    const opened = await findExhibit(house, exhibit);
    const isFront = page <= FRONT_PAGES && opened.exhibit.state !== 'erased';
    const x = isFront ? house.renditions.front(exhibit, opened.key) : readingOf(house, opened);
    // Whoever reads the text looks at the picture next.
    if (x !== undefined && house.pictures.draws(x.mediaType))
      void house.pictures.ready().catch(() => undefined);
    if (x === undefined)
      throw new Refusal(
        'READING_NOT_READ',
        "This exhibit has not been read yet. Run 'probata reading run'.",
        { exhibit },
      );
    await noteReading(house, opened, reason);
    const pages = pagesOf(x);
    const here = pages[page - 1];
    if (here === undefined)
      throw new Refusal('READING_PAGE', `This exhibit has ${pages.length} pages.`, { pages: pages.length });
    const marks = (await passagesOf(house.ledger.look, exhibit)).filter((mark) => !mark.withdrawn);
    const onText = marks.filter((mark) => mark.place.by === 'text');
    const stands = await standsIn(house, x, onText, opened.exhibit.compartment !== null, reason);
    const quotes = await house.ledger.reveal(marks.map((mark) => mark.quote).filter(isSealed), reason);
    const cells = x.cells.flatMap(({ sheet, row, col, text, start }) =>
      start < here.end && start + text.length > here.start
        ? [{ sheet, row, col, start, end: start + text.length }]
        : [],
    );
    const passages = marks.flatMap((mark): z.input<typeof shownPassage>[] => {
      const quote = isSealed(mark.quote) ? String(quotes.get(mark.quote.ref) ?? '') : mark.quote;
      if (mark.place.by !== 'text') return [{ ...mark, quote, state: 'whole', start: null, end: null }];
      const found = stands.get(mark.id) ?? { state: 'lost' as const };
      if (found.state === 'lost') return [{ ...mark, quote, state: 'lost', start: null, end: null }];
      const { start, end } = found.span;
      const { other } = here;
      const isHere =
        (start < here.end && end > here.start) ||
        (other !== undefined && start < other.end && end > other.start);
      return isHere ? [{ ...mark, quote, state: found.state, start, end, pinNow: found.pin }] : [];
    });
    return {
      exhibit,
      state: x.state,
      errorKind: x.state === 'error' ? x.errorKind : null,
      reason: x.state === 'error' ? x.reason : null,
      kind: x.kind,
      language: x.language ?? null,
      encoding: x.encoding ?? null,
      pages: pages.length,
      page,
      label: here.label,
      width: here.width,
      height: here.height,
      textLayer: here.textLayer || x.pages[page - 1]?.source === 'recognised',
      source: x.pages[page - 1]?.source ?? 'layer',
      sure: [...(x.pages[page - 1]?.words ?? [])],
      other: otherOf(x, page),
      start: here.start,
      end: here.end,
      text: x.text.slice(here.start, here.end),
      lines: (x.pages[page - 1]?.lines ?? []).map(({ text, start, end, box }) => ({
        text,
        start,
        end,
        box: [...box],
      })),
      passages,
      warnings: [...x.warnings, ...recognitionRemarks(x, page)],
      hidden: x.hidden.slice(0, 200).map(({ kind, text, page: on }) => ({ kind, text, page: on ?? null })),
      active: x.active.slice(0, 200).map(({ kind, detail }) => ({ kind, detail })),
      metadata: { ...x.metadata },
      mail:
        x.mail === undefined
          ? null
          : Object.fromEntries(
              Object.entries(x.mail).map(([name, value]) => [
                name,
                Array.isArray(value) ? value.join(' ') : String(value),
              ]),
            ),
      cells,
      plays: playedAs(x.kind)?.as ?? null,
      cues: (x.cues ?? [])
        .filter((cue) => cue.start < here.end && cue.end > here.start)
        .map((cue) => ({ ...cue })),
      article: articleShown(x, pages),
      attachments: await insideOf(house, exhibit, x),
      moreAttachments: Math.max(0, x.attachments.length - INSIDE),
    };
  },
});

/** So many of the files inside are listed; all that became exhibits stand among its relations. */
const INSIDE = 200;

/** The files inside, each with the exhibit it became where the relation names its place in clear. */
async function insideOf(house: House, exhibit: string, { attachments }: Extraction) {
  if (attachments.length === 0) return [];
  const became = new Map<string, string>();
  for (const one of await relationsOf(house.ledger.look, exhibit))
    if (one.relation === 'attachment-of' && one.to === exhibit) {
      const { place } = (one.detail ?? {}) as { readonly place?: unknown };
      if (typeof place === 'string' && !became.has(place)) became.set(place, one.from);
    }
  return attachments.slice(0, INSIDE).map(({ name, mediaType, bytes, note }) => ({
    name,
    mediaType,
    bytes,
    note: note ?? null,
    exhibit: became.get(name.slice(0, 300)) ?? null,
  }));
}

/** The article as the reader found it, or as it can be told in a capture that is plain text. */
function articleShown(x: Extraction, pages: ReturnType<typeof pagesOf>) {
  const found =
    x.article ?? (x.pages.length === 0 && (x.kind === 'txt' || x.kind === 'md') ? articleIn(x.text) : null);
  const first = found?.spans[0];
  if (found === null || first === undefined) return null;
  return {
    title: found.title ?? null,
    byline: found.byline ?? null,
    publisher: found.publisher ?? null,
    published: found.published ?? null,
    spans: found.spans.map(({ start, end }) => ({ start, end })),
    page: pageAt(pages, first.start)?.page ?? 1,
  };
}

function otherOf({ text, pages }: Extraction, page: number) {
  const other = pages[page - 1]?.other;
  if (other === undefined) return null;
  const { source, start, end, lines, words } = other;
  return {
    source,
    start,
    end,
    text: text.slice(start, end),
    lines: lines.map((one) => ({ ...one, box: [...one.box] })),
    sure: [...(words ?? [])],
  };
}

/** What recognition could not do on this page, and what to do about it. */
function recognitionRemarks({ recognised }: Extraction, page: number): { code: string; message: string }[] {
  const one = recognised?.find((found) => found.page === page);
  if (one?.state === 'language-missing')
    return [
      {
        code: 'language-missing',
        message: `This page has no text of its own, and its print (${one.missing}) is not recognised here: the language data is missing. Install it (on Debian: tesseract-ocr-${one.missing.replace('_', '-')}) or put ${one.missing}.traineddata into the folder tessdata beside your keys, then recognise the exhibit again.`,
      },
    ];
  if (one?.state === 'failed') return [{ code: 'recognition-failed', message: one.reason }];
  if (one?.state === 'nothing')
    return [{ code: 'no-print', message: 'No print was recognised in the picture of this page.' }];
  return [];
}

export const readingStates = task({
  name: 'reading.states',
  summary:
    'How many exhibits are read, partly read or in error, by kind of error and of file, and how many wait.',
  input: z.strictObject({}),
  output: z.object({
    states: z.array(z.object({ state: z.string(), errorKind: z.string().nullable(), n: z.number() })),
    /** The same by kind of file. */
    kinds: z.array(
      z.object({ kind: z.string(), read: z.number(), partlyRead: z.number(), error: z.number() }),
    ),
    waiting: z.number(),
    paused: z.boolean(),
    indexed: z.number(),
    fence: z.string(),
  }),
  example: {},
  power: null,
  async run(house) {
    const states = new Map<string, { state: string; errorKind: string | null; n: number }>();
    const kinds = new Map<string, { kind: string; read: number; partlyRead: number; error: number }>();
    for (const { state, errorKind, kind, n } of house.renditions.counts()) {
      const one = states.get(`${state} ${errorKind}`) ?? { state, errorKind, n: 0 };
      states.set(`${state} ${errorKind}`, { ...one, n: one.n + Number(n) });
      const of = kinds.get(kind) ?? { kind, read: 0, partlyRead: 0, error: 0 };
      const field = state === 'read' ? 'read' : state === 'partly-read' ? 'partlyRead' : 'error';
      kinds.set(kind, { ...of, [field]: of[field] + Number(n) });
    }
    return {
      states: [...states.values()],
      kinds: [...kinds.values()].sort(
        (a, b) => b.read + b.partlyRead + b.error - (a.read + a.partlyRead + a.error),
      ),
      waiting: house.ledger.store.jobCount(),
      paused: house.renditions.isPaused(),
      indexed: house.search.size(),
      fence: await house.extractor.fence(),
    };
  },
});

export const readingRecogniser = task({
  name: 'reading.recogniser',
  summary:
    'Which recogniser of print (OCR) is here, behind which fence, in which languages, and what waits for it.',
  input: z.strictObject({}),
  output: z.object({
    recogniser: z.string(),
    tool: z.string().nullable(),
    languages: z.array(z.string()),
    /** Exhibits with pages that have no text and were not looked at by it. */
    waiting: z.number(),
  }),
  example: {},
  power: null,
  async run({ recogniser, renditions }) {
    const tool = await recogniser.tool();
    const name = tool === undefined ? null : `${tool.name} ${tool.version}`;
    const languages = await recogniser.languages();
    return {
      recogniser: await recogniser.words(),
      tool: name,
      languages: [...languages],
      waiting: renditions.unrecognised(name ?? '', languages).length,
    };
  },
});
