// Reads every Word file of a folder through the product's own readers and compares which citations came back.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openFile } from '../../packages/probata/src/adapters/extract/open-file.ts';
import { type ExtractorPool, openExtractorPool } from '../../packages/probata/src/adapters/extract/pool.ts';
import { readFile } from '../../packages/probata/src/app/read-file.ts';
import { type CameBack, cameBack } from '../../packages/probata/src/rooms/pleading/came-back.ts';

export interface ReferenceFailure {
  readonly case: string;
  readonly why: string;
}

export interface ReferenceOutcome {
  readonly passed: number;
  readonly failed: ReferenceFailure[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Every file that an `expected.json` under `dir` names, `{file: {ids, lost}}`. The ids and the lost of a case together are
 * what the draft was written with: which of them still stand is the question. A copy saved without a change
 * by LibreOffice (`NAME.lo747-saved.docx` beside `NAME.docx`) must also show the same words for each of them.
 */
export async function run(dir: string): Promise<ReferenceOutcome> {
  const outcome: { passed: number; readonly failed: ReferenceFailure[] } = { passed: 0, failed: [] };
  const pool = await openExtractorPool();
  try {
    for (const path of expectedUnder(dir))
      for (const [file, wanted] of Object.entries(readJson(path))) {
        const whys = await checkFile(pool, dirname(path), file, isRecord(wanted) ? wanted : {});
        if (whys.length === 0) outcome.passed += 1;
        for (const why of whys) outcome.failed.push({ case: file, why });
      }
  } finally {
    await pool.close();
  }
  return outcome;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readJson(path: string): Fields {
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return isRecord(json) ? json : {};
}

function expectedUnder(dir: string): string[] {
  return readdirSync(dir)
    .sort()
    .map((name) => join(dir, name))
    .flatMap((path) => {
      if (statSync(path).isDirectory()) return expectedUnder(path);
      return path.endsWith('expected.json') ? [path] : [];
    });
}

async function checkFile(pool: ExtractorPool, dir: string, file: string, wanted: Fields): Promise<string[]> {
  const ids = textsOf(wanted['ids']);
  const lost = textsOf(wanted['lost']);
  const path = join(dir, file);
  if (!existsSync(path)) return ['the file is missing'];
  const came = await citationsOf(pool, path, [...ids, ...lost]);
  if (typeof came === 'string') return ids.length === 0 ? [] : [came];
  const whys: string[] = [];
  compare(
    'ids',
    ids,
    came.standing.map((one) => one.id),
    whys,
  );
  if ('lost' in wanted)
    compare(
      'lost',
      lost,
      came.lost.map((one) => one.id),
      whys,
    );
  const before = /^(.+)\.lo\d*-saved\.docx$/u.exec(file)?.[1];
  const base = before === undefined ? '' : join(dir, `${before}.docx`);
  if (base !== '' && existsSync(base)) {
    const written = await citationsOf(pool, base, ids);
    if (typeof written !== 'string')
      for (const { id, text } of came.standing) {
        const first = written.standing.find((one) => one.id === id)?.text;
        if (first !== undefined && plain(first) !== plain(text))
          whys.push(`${id} was “${first}” and is “${text}”`);
      }
  }
  return whys;
}

/** What came back of a file that is given the ids it was written with; why not, where it cannot be read at all. */
async function citationsOf(
  pool: ExtractorPool,
  path: string,
  issued: readonly string[],
): Promise<CameBack | string> {
  const read = await readFile({ extractor: pool, open: openFile }, path, { asDraft: true });
  if (read.state === 'error') return read.reason;
  if (read.word === undefined) return `a file of kind ${read.kind} is no Word file`;
  return cameBack(read.word.paragraphs, issued);
}

const plain = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Ids are Crockford's base 32, in which small letters and capitals are one. */
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((one) => (typeof one === 'string' ? [one.toUpperCase()] : [])) : [];

function compare(what: string, wanted: readonly string[], came: readonly string[], whys: string[]): void {
  const missing = [...new Set(wanted)].filter((id) => !came.includes(id));
  const more = [...new Set(came)].filter((id) => !wanted.includes(id));
  if (missing.length > 0) whys.push(`${what}: ${missing.sort().join(', ')} expected and not there`);
  if (more.length > 0) whys.push(`${what}: ${more.sort().join(', ')} there and not expected`);
}
