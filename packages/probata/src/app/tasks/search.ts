// Searches the text of all open exhibits: one search, a list of them with a report, and those that were saved.
import { z } from 'zod';
import { errorShape, Refusal } from '../../base/errors.ts';
import { sealable } from '../../base/sealed.ts';
import type { IndexQuery } from '../../ports/search-index.ts';
import {
  exhibitsWith,
  FIELD_HELP,
  openExhibitsAfter,
  parseQuery,
  type Query,
  savedSearches,
  wordsOf,
} from '../../rooms/reading/index.ts';
import { exhibitsByIds } from '../../rooms/vault/index.ts';
import type { House } from '../house.ts';
import { task } from '../task.ts';

/** Answers the fields of a search from the vault, so that the index can be asked. */
async function resolved(house: House, query: Query): Promise<IndexQuery> {
  switch (query.is) {
    case 'field':
      return { is: 'exhibits', ids: await exhibitsWith(house.ledger.look, query.field, query.value) };
    case 'and':
    case 'or':
      return { is: query.is, of: await Promise.all(query.of.map((one) => resolved(house, one))) };
    case 'not':
      return { is: 'not', of: await resolved(house, query.of) };
    default:
      return query;
  }
}

const hit = z.object({
  exhibit: z.string(),
  title: sealable(z.string()),
  page: z.number(),
  spans: z.array(z.object({ start: z.number(), end: z.number() })),
  snippet: z.string(),
  marks: z.array(z.object({ start: z.number(), end: z.number() })),
});

export const searchFind = task({
  name: 'search.find',
  summary:
    'Search the text of all open exhibits: words, "phrases", begin*, near~, a NEAR/8 b, OR, -without, (brackets), kind:pdf.',
  input: z.strictObject({
    query: z.string().min(1).max(500),
    limit: z.number().int().min(1).max(200).default(20),
    offset: z.number().int().min(0).default(0),
  }),
  output: z.object({
    query: z.string(),
    /** Pages that fit, and the exhibits they belong to. */
    total: z.number(),
    exhibits: z.number(),
    hits: z.array(hit),
    indexed: z.number(),
    /** Where nothing was found: words of the exhibits that are spelt nearly like those asked for. */
    alike: z.array(z.string()),
  }),
  example: { query: '"no longer stop" border*' },
  power: null,
  async run(house, { query, limit, offset }) {
    const found = house.search.search(await resolved(house, parseQuery(query)), { limit, offset });
    const known = await exhibitsByIds(house.ledger.look, [...new Set(found.hits.map((h) => h.exhibit))]);
    return {
      query,
      total: found.total,
      exhibits: found.exhibits,
      indexed: house.search.size(),
      alike: found.total > 0 ? [] : alikeFor(house, query),
      hits: found.hits.map(({ exhibit, page, spans, snippet, marks }) => ({
        exhibit,
        title: known.get(exhibit)?.title ?? '',
        page,
        spans: [...spans],
        snippet,
        marks: [...marks],
      })),
    };
  },
});

function alikeFor(house: House, query: string): string[] {
  const words = wordsOf(query.replace(/\p{L}+:\S+/gu, ' ')).map((word) => word.folded);
  return [
    ...new Set(words.filter((word) => word.length > 3).flatMap((word) => house.search.alike(word, 4))),
  ].slice(0, 8);
}

const TERMS = 2000;
const NAMED = 5;
const line = z.object({
  query: z.string(),
  pages: z.number(),
  exhibits: z.number(),
  /** The first exhibits, best first. */
  first: z.array(z.string()),
  /** Why it could not be asked, with the place. */
  refused: z.string().nullable(),
  alike: z.array(z.string()),
});

export const searchBatch = task({
  name: 'search.batch',
  summary:
    'Ask a list of searches, one to a line, and report what each finds; those without a hit are named.',
  input: z.strictObject({
    terms: z.array(z.string().max(500)).max(TERMS).default([]),
    /** Several searches as one text, one to a line; lines that begin with # are left out. */
    list: z.string().max(500_000).optional(),
    /** A text file of such lines, in UTF-8. */
    file: z.string().min(1).optional(),
  }),
  output: z.object({
    asked: z.number(),
    withHits: z.number(),
    withoutHits: z.number(),
    refused: z.number(),
    /** Exhibits found by at least one of them. */
    exhibits: z.number(),
    indexed: z.number(),
    report: z.array(line),
  }),
  example: { terms: ['"hot line"', 'Minsk OR Hrodna', 'escort* NEAR/8 fence'] },
  power: null,
  async run(house, { terms, list, file }, watch) {
    const lines = [
      ...terms,
      ...(list ?? '').split(/\r?\n/u),
      ...(file === undefined ? [] : linesOf(house, file)),
    ]
      .map((one) => one.trim())
      .filter((one) => one !== '' && !one.startsWith('#'));
    const asked = [...new Set(lines)];
    if (asked.length === 0)
      throw new Refusal('READING_BATCH_EMPTY', 'The list holds no search. Give one to a line.');
    if (asked.length > TERMS)
      throw new Refusal(
        'READING_BATCH_LONG',
        `A list may hold ${TERMS} searches; this one has ${asked.length}.`,
      );
    const everywhere = new Set<string>();
    const report: z.input<typeof line>[] = [];
    for (const query of asked) {
      if (watch.signal.aborted) break;
      report.push(await reported(house, query, everywhere));
      watch.progress({ stage: 'searching', done: report.length, all: asked.length, errors: 0 });
      // Lets an abort, and whoever else asks, have their turn.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    const refused = report.filter((one) => one.refused !== null).length;
    const withHits = report.filter((one) => one.pages > 0).length;
    return {
      asked: report.length,
      withHits,
      withoutHits: report.length - withHits - refused,
      refused,
      exhibits: everywhere.size,
      indexed: house.search.size(),
      report,
    };
  },
});

async function reported(house: House, query: string, everywhere: Set<string>): Promise<z.input<typeof line>> {
  try {
    const asked = await resolved(house, parseQuery(query));
    const found = house.search.search(asked, { limit: 50, offset: 0 });
    for (const exhibit of house.search.exhibitsOf(asked)) everywhere.add(exhibit);
    return {
      query,
      pages: found.total,
      exhibits: found.exhibits,
      first: [...new Set(found.hits.map((one) => one.exhibit))].slice(0, NAMED),
      refused: null,
      alike: found.total > 0 ? [] : alikeFor(house, query),
    };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return { query, pages: 0, exhibits: 0, first: [], refused: errorShape(thrown).message, alike: [] };
  }
}

const FILE_BYTES = 1024 * 1024;

function linesOf(house: House, path: string): string[] {
  const [found] = house.sources.walk([house.sources.resolve(path)]);
  const opened =
    found === undefined
      ? undefined
      : house.sources.open(found, { maxBytes: FILE_BYTES, wholeBytes: FILE_BYTES });
  if (opened?.state !== 'whole')
    throw new Refusal('READING_BATCH_FILE', `${path} is not a text file of at most 1 MB that can be read.`, {
      path,
    });
  try {
    return new TextDecoder('utf-8', { fatal: true })
      .decode(opened.bytes)
      .replace(/^\ufeff/u, '')
      .split(/\r?\n/u);
  } catch {
    throw new Refusal('READING_BATCH_FILE', `${path} is not UTF-8 text. Save it as UTF-8 and ask again.`, {
      path,
    });
  }
}

export const searchSaved = task({
  name: 'search.saved',
  summary:
    'The saved searches with what each finds now, and how much of it came in after the search was saved.',
  input: z.strictObject({}),
  output: z.object({
    searches: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        query: z.string(),
        by: z.string(),
        at: z.string(),
        pages: z.number(),
        exhibits: z.number(),
        /** Exhibits that were deposited after the search was saved. */
        fresh: z.number(),
        refused: z.string().nullable(),
      }),
    ),
    fields: z.array(z.object({ field: z.string(), asks: z.string(), example: z.string() })),
  }),
  example: {},
  power: null,
  async run(house) {
    const { look } = house.ledger;
    const searches = [];
    for (const { id, name, query, by, at, seq } of await savedSearches(look)) {
      try {
        const asked = await resolved(house, parseQuery(query));
        const { total, exhibits } = house.search.search(asked, { limit: 1, offset: 0 });
        const later: IndexQuery = { is: 'exhibits', ids: await openExhibitsAfter(look, seq) };
        const fresh = house.search.search(
          { is: 'and', of: [asked, later] },
          { limit: 1, offset: 0 },
        ).exhibits;
        searches.push({ id, name, query, by, at, pages: total, exhibits, fresh, refused: null });
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown;
        searches.push({ id, name, query, by, at, pages: 0, exhibits: 0, fresh: 0, refused: thrown.message });
      }
    }
    return { searches, fields: FIELD_HELP.map((one) => ({ ...one })) };
  },
});
