// The files that were written for use outside the house: orders of proof, chronologies, figures, sealed filings.
import { z } from 'zod';
import { task } from '../task.ts';

/** What a folder is, as far as its files tell. */
export const WRITTEN_KINDS = ['filing', 'order-of-proof', 'chronology', 'figure', 'other'] as const;
export type WrittenKind = (typeof WRITTEN_KINDS)[number];

/** Of a folder with more files (a bag with its annexes) so many are told, until that folder is asked for by name. */
const FEW = 6;

export const writtenList = task({
  name: 'written.list',
  summary:
    'The files that were written beside the filings: their kind, their day, their size and where they lie.',
  input: z.strictObject({
    /** Left out: every folder, each with its first files. */
    folder: z.string().min(1).max(255).optional(),
    limit: z.number().int().min(1).max(500).default(100),
    offset: z.number().int().min(0).default(0),
  }),
  output: z.object({
    total: z.number(),
    folders: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(WRITTEN_KINDS),
        at: z.string(),
        /** Where the folder lies on the machine on which Probata runs. */
        path: z.string(),
        /** Of all its files, told or not. */
        count: z.number(),
        bytes: z.number(),
        files: z.array(z.object({ path: z.string(), bytes: z.number() })),
      }),
    ),
  }),
  example: {},
  power: null,
  async run(house, { folder, limit, offset }) {
    const all = house.outgoing.written().filter(({ name }) => folder === undefined || name === folder);
    return {
      total: all.length,
      folders: all.slice(offset, offset + limit).map(({ name, at, path, files }) => ({
        name,
        kind: kindOf(files.map((file) => file.path)),
        at,
        path,
        count: files.length,
        bytes: files.reduce((sum, file) => sum + file.bytes, 0),
        files: mainFirst(files).slice(0, folder === undefined ? FEW : files.length),
      })),
    };
  },
});

/** Of a bag, what a person opens stands first: the pleading, and the page that verifies the bag. */
function mainFirst<T extends { readonly path: string }>(files: readonly T[]): T[] {
  const isMain = ({ path }: T): boolean =>
    /^data\/(?:pleading|study)\/[^/]+\.pdf$/u.test(path) || path === 'verify.html';
  return [...files.filter(isMain), ...files.filter((file) => !isMain(file))];
}

/** A sealed filing is a bag and says so by its first file; what else we write is named after what it is. */
export function kindOf(paths: readonly string[]): WrittenKind {
  const has = (path: string): boolean => paths.includes(path);
  if (has('bagit.txt')) return 'filing';
  if (has('order-of-proof.pdf')) return 'order-of-proof';
  if (has('chronology.docx')) return 'chronology';
  // A figure is one picture in four forms under one name.
  const drawn = paths.find((path) => path.endsWith('.svg'))?.slice(0, -'.svg'.length);
  return drawn !== undefined && has(`${drawn}.pdf`) && has(`${drawn}.csv`) ? 'figure' : 'other';
}
