// Runs every document of a folder through the product's own readers and names every difference from its manifest.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openFile } from '../../packages/probata/src/adapters/extract/open-file.ts';
import { type ExtractorPool, openExtractorPool } from '../../packages/probata/src/adapters/extract/pool.ts';
import { readFile } from '../../packages/probata/src/app/read-file.ts';
import type { Extraction } from '../../packages/probata/src/ports/extractor.ts';
import { checkExpectation, type Expectation, isObject } from './documents-expect.ts';

export interface ReferenceFailure {
  readonly case: string;
  readonly why: string;
}

export interface DocumentsOutcome {
  readonly passed: number;
  readonly failed: ReferenceFailure[];
  /** What the manifest asks that is not the extractor's to answer, or that no machine can check from here. */
  readonly skipped: ReferenceFailure[];
}

interface Listed {
  readonly file: string;
  readonly sha256?: string;
  readonly expect: Expectation;
}

/** How many containers inside each other are opened to look for expected words. */
const CHILDREN_DEPTH = 2;
const CHILDREN_MAX = 200;

/**
 * Every file of every `manifest.json` under `dir`, through the pool of reading processes. A file passes when all its
 * expectations hold. A kind that is not read counts as failed, unless the manifest allows `unsupported`.
 */
export async function run(dir: string): Promise<DocumentsOutcome> {
  const outcome: DocumentsOutcome & { passed: number } = { passed: 0, failed: [], skipped: [] };
  const pool = await openExtractorPool();
  try {
    const queue = manifestsUnder(dir).flatMap((path) =>
      listOf(path).map((listed) => ({ root: dirname(path), listed })),
    );
    const workers = [0, 1].map(async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const whys = await checkFile(pool, next.root, next.listed, outcome.skipped);
        if (whys.length === 0) outcome.passed += 1;
        for (const why of whys) outcome.failed.push({ case: next.listed.file, why });
      }
    });
    await Promise.all(workers);
    const left = pool.load();
    if (left.running + left.waiting !== 0)
      outcome.failed.push({ case: 'pool', why: 'files are still being read after the run' });
  } finally {
    await pool.close();
  }
  const left = pool.load().processes.length;
  if (left !== 0) outcome.failed.push({ case: 'pool', why: `${left} reading processes were left behind` });
  outcome.failed.sort((a, b) => (a.case < b.case ? -1 : a.case > b.case ? 1 : 0));
  return outcome;
}

function manifestsUnder(dir: string): string[] {
  if (existsSync(join(dir, 'manifest.json'))) return [join(dir, 'manifest.json')];
  return readdirSync(dir)
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isDirectory())
    .flatMap(manifestsUnder);
}

function listOf(path: string): Listed[] {
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const files = isObject(manifest) ? manifest['files'] : undefined;
  if (!Array.isArray(files)) return [];
  return files.flatMap((one: unknown) => {
    if (!isObject(one) || typeof one['file'] !== 'string' || !isObject(one['expect'])) return [];
    return [
      {
        file: one['file'],
        expect: one['expect'],
        ...(typeof one['sha256'] === 'string' ? { sha256: one['sha256'] } : {}),
      },
    ];
  });
}

async function checkFile(
  pool: ExtractorPool,
  root: string,
  listed: Listed,
  skipped: ReferenceFailure[],
): Promise<string[]> {
  const path = join(root, listed.file);
  if (!existsSync(path)) return ['the file is missing'];
  const before = digestOf(path);
  if (listed.sha256 !== undefined && before !== listed.sha256)
    return ['the file is not the one of the manifest'];
  const started = performance.now();
  const world = { extractor: pool, open: openFile };
  const extraction = await readFile(world, path);
  const ms = performance.now() - started;
  const password = listed.expect['password'] ?? listed.expect['password_by_name'];
  const unlocked = typeof password === 'string' ? await readFile(world, path, { password }) : undefined;
  const whys = checkExpectation({
    expect: listed.expect,
    bytes: readFileSync(path),
    extraction,
    unlocked,
    ms,
    words: await wordsOf(pool, extraction, 0),
    skip: (why) => void skipped.push({ case: listed.file, why }),
  });
  if (digestOf(path) !== before) whys.push('the file was changed by reading it');
  return whys;
}

/** The text of a file and, for containers, of what is inside: as the house makes children of every member. */
async function wordsOf(pool: ExtractorPool, extraction: Extraction, depth: number): Promise<string> {
  const texts = [extraction.text];
  if (depth < CHILDREN_DEPTH) {
    for (const child of extraction.attachments.slice(0, CHILDREN_MAX)) {
      if (child.content === undefined || child.content.length === 0 || child.note === 'picture') continue;
      const inner = await pool.extract({ bytes: child.content, name: child.name, compartment: 'read-file' });
      texts.push(await wordsOf(pool, inner, depth + 1));
    }
  }
  return texts.join('\n');
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
