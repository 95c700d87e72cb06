// Questions about filings: versions, annex numbers, copies, and bundles taken in.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { fromJson } from '../../base/stable-json.ts';
import { dateStatement } from '../../base/time/index.ts';
import { type Question, question } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import type { BundleTables } from './view.ts';

export interface Filing {
  readonly id: string;
  readonly pleading: string;
  readonly title: string;
  readonly cover: readonly string[];
  readonly by: string | null;
  readonly partyName: string | null;
}

/** The filing as opened, or undefined. */
export async function filingRow(look: Look, id: string): Promise<Filing | undefined> {
  const row = await look
    .tables<BundleTables>()
    .selectFrom('bundle_filing')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    pleading: row.pleading,
    title: row.title,
    cover: fromJson<string[]>(row.cover) ?? [],
    by: row.by,
    partyName: row.party_name,
  };
}

/** The last version sealed (0 when none was) and the annex number of each exhibit in it. */
export async function lastVersion(
  look: Look,
  filing: string,
): Promise<{ readonly version: number; readonly numbers: ReadonlyMap<string, number> }> {
  const tables = look.tables<BundleTables>();
  const row = await tables
    .selectFrom('bundle_version')
    .select('version')
    .where('filing', '=', filing)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  if (row === undefined) return { version: 0, numbers: new Map() };
  const annexes = await tables
    .selectFrom('bundle_annex')
    .selectAll()
    .where('filing', '=', filing)
    .where('version', '=', row.version)
    .execute();
  return { version: row.version, numbers: new Map(annexes.map((annex) => [annex.exhibit, annex.number])) };
}

const version = z.object({
  version: z.number(),
  status: z.string(),
  state: z.string(),
  at: z.string(),
  manifest: z.string(),
  annexes: z.number(),
  seq: z.number(),
});
const annex = z.object({
  number: z.number(),
  exhibit: z.string(),
  entry: z.number(),
  file: z.string().nullable(),
  digest: z.string().nullable(),
  bytes: z.number(),
});
const copy = z.object({
  id: z.string(),
  version: z.number(),
  to: z.string(),
  at: dateStatement,
  how: z.string(),
  receipt: z.string().nullable(),
});

export const BUNDLE_QUESTIONS: readonly Question[] = [
  question({
    name: 'filing.list',
    summary: 'The filings of the matter with their versions.',
    input: z.strictObject({}),
    output: z.object({
      filings: z.array(
        z.object({ id: z.string(), pleading: z.string(), title: z.string(), versions: z.array(version) }),
      ),
    }),
    example: {},
    async answer(look) {
      const tables = look.tables<BundleTables>();
      const filings = await tables.selectFrom('bundle_filing').selectAll().orderBy('seq').execute();
      const versions = await tables.selectFrom('bundle_version').selectAll().orderBy('version').execute();
      const counts = await tables
        .selectFrom('bundle_annex')
        .select((e) => ['filing', 'version', e.fn.countAll<number>().as('n')])
        .groupBy(['filing', 'version'])
        .execute();
      return {
        filings: filings.map((filing) => ({
          id: filing.id,
          pleading: filing.pleading,
          title: filing.title,
          versions: versions
            .filter((row) => row.filing === filing.id)
            .map(({ version: n, status, state, at, manifest, seq }) => ({
              version: n,
              status,
              state,
              at,
              manifest,
              annexes: Number(
                counts.find((count) => count.filing === filing.id && count.version === n)?.n ?? 0,
              ),
              seq,
            })),
        })),
      };
    },
  }),
  question({
    name: 'filing.show',
    summary: 'One version of a filing: its annexes by number, and the copies delivered.',
    input: z.strictObject({ filing: idOf('filing'), version: z.number().int().min(1).optional() }),
    output: z.object({
      filing: z.string(),
      title: z.string(),
      version: z.number(),
      annexes: z.array(annex),
      copies: z.array(copy),
    }),
    example: { filing: `fil_${'0'.repeat(26)}` },
    async answer(look, input) {
      const tables = look.tables<BundleTables>();
      const filing = await filingRow(look, input.filing);
      const n = input.version ?? (await lastVersion(look, input.filing)).version;
      const annexes = await tables
        .selectFrom('bundle_annex')
        .selectAll()
        .where('filing', '=', input.filing)
        .where('version', '=', n)
        .orderBy('number')
        .execute();
      const copies = await tables
        .selectFrom('bundle_copy')
        .selectAll()
        .where('filing', '=', input.filing)
        .orderBy('seq')
        .execute();
      return {
        filing: input.filing,
        title: filing?.title ?? '',
        version: n,
        annexes: annexes.map(({ number, exhibit, entry, file, digest, bytes }) => ({
          number,
          exhibit,
          entry,
          file,
          digest,
          bytes,
        })),
        copies: copies.map((row) => ({
          id: row.id,
          version: row.version,
          to: row.recipient,
          at: fromJson<z.input<typeof dateStatement>>(row.at) as never,
          how: row.how,
          receipt: row.receipt,
        })),
      };
    },
  }),
  question({
    name: 'bundle.list',
    summary: 'The foreign bundles taken in.',
    input: z.strictObject({}),
    output: z.object({
      bundles: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          from: z.string(),
          origin: z.string(),
          keyGiven: z.boolean(),
          files: z.number(),
          annexes: z.number(),
          failed: z.number(),
        }),
      ),
    }),
    example: {},
    async answer(look) {
      const rows = await look
        .tables<BundleTables>()
        .selectFrom('bundle_admitted')
        .selectAll()
        .orderBy('seq')
        .execute();
      return {
        bundles: rows.map(({ id, title, source, origin, key_given, files, annexes, failed }) => ({
          id,
          title,
          from: source,
          origin,
          keyGiven: key_given === 1,
          files,
          annexes,
          failed,
        })),
      };
    },
  }),
];
