// The long story: the border case is built by its do-file as a user would build it, sealed, verified, attacked, and taken in by another house.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import '@probata/seal/node';
import { type Check, verifyBag } from '@probata/seal';
import { openFolder } from '@probata/seal/node';
import { PDFDocument } from 'mupdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openMatter } from '../../src/compose.ts';

const root = resolve(import.meta.dirname, '../../../..');
const example = join(root, 'examples/border-case');
const folder = mkdtempSync(join(tmpdir(), 'probata-story-'));
const matter = join(folder, 'matter');
const bag = join(matter, 'filings/memorial-v1');
const env = { ...process.env, PROBATA_CONFIG: join(folder, 'config'), PROBATA_STATE: join(folder, 'state') };
const LONG = 600_000;

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function node(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [...args], { cwd: folder, env: { ...env, ...more } });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, out, err }));
  });
}

const probata = (...args: readonly string[]): Promise<Ran> =>
  node([join(root, 'packages/probata/bin/probata.mjs'), ...args]);

/** Every plain file below a folder. */
function filesIn(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const vkey = (): string => readFileSync(join(bag, 'trust/log.vkey'), 'utf8').trim();

interface Cited {
  readonly exhibit?: string;
  readonly quote?: string | null;
  readonly sealedName?: string;
}

/** Every mapping of the plan that quotes an exhibit or holds a sealed name. */
function mappings(value: unknown): readonly Cited[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Cited, ...Object.values(value).flatMap(mappings)];
}

const plan = parse(readFileSync(join(example, 'case.yaml'), 'utf8')) as {
  readonly matter: { readonly compartments: readonly { readonly holds: readonly string[] }[] };
};

let built: Ran;

beforeAll(async () => {
  const work = join(folder, 'case');
  mkdirSync(work);
  for (const name of ['case.do.yaml', 'comp.yaml', 'do'])
    cpSync(join(example, name), join(work, name), { recursive: true });
  const made = await node([join(example, 'make-exhibits.ts'), join(work, 'exhibits')]);
  expect(made.code, made.err).toBe(0);
  built = await probata('do', join(work, 'case.do.yaml'), '--matter', matter, '--json');
}, LONG);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the border case', () => {
  test('is built to its last step, each screen showing what it must', () => {
    expect(built.err.split('\n').slice(-8).join('\n')).not.toMatch(/Refused|Fault|Breach/);
    expect(built.code).toBe(0);
    const answer = JSON.parse(built.out) as { steps: number; entered: number; found: readonly string[] };
    expect(answer.found).toEqual([]);
    expect(answer.steps).toBeGreaterThan(400);
    expect(answer.entered).toBeGreaterThan(400);
  });

  test(
    'is the same when all its entries are folded anew, and the ledger says which of its readings were under seal',
    async () => {
      const opened = await openMatter(matter, {
        places: { config: env.PROBATA_CONFIG, state: env.PROBATA_STATE },
      });
      try {
        const compared = await opened.house.ledger.compareViews();
        expect(compared.length).toBeGreaterThan(20);
        expect(compared.filter((table) => !table.sound)).toEqual([]);
        const { readings } = (await opened.ask('sealed.readings', {})) as {
          readings: readonly { reason: string }[];
        };
        expect(readings.filter((one) => one.reason === 'marking a passage').length).toBeGreaterThan(10);
      } finally {
        await opened.close();
      }
    },
    LONG,
  );

  test(
    'is found whole by fsck',
    async () => {
      const { code, out } = await probata('fsck', '--matter', matter, '--json');
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ sound: true, damaged: [] });
    },
    LONG,
  );

  test('leaves no name and no word of what is sealed anywhere in its folder, its bag or its PDF', () => {
    const sealed = new Set(plan.matter.compartments.flatMap(({ holds }) => holds));
    const said = mappings(plan);
    const canaries = [
      ...said.flatMap((one) =>
        one.sealedName === undefined ? [] : [/[A-Z]+-\d{4}/.exec(one.sealedName)?.[0] ?? one.sealedName],
      ),
      ...said.flatMap((one) => (one.quote != null && sealed.has(one.exhibit ?? '') ? [one.quote] : [])),
      // A person's name at the head of the house, a title, a file's name, the name of a sheet.
      ...[
        'Ada Venn',
        'Statement of Witness A, 4 October 2033',
        'E09-statement-witness-a-2033',
        'PR-33/71-A',
        'كشف',
      ],
    ];
    expect(canaries.length).toBeGreaterThan(20);
    const open = said.find((one) => one.exhibit === 'E13')?.quote ?? '';
    const needles = [...new Set([...canaries, open])].map((text) => ({
      text,
      forms: [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')],
    }));
    const found = filesIn(matter).flatMap((file) => {
      const bytes = readFileSync(file);
      const texts = file.endsWith('.pdf') ? Buffer.concat([bytes, Buffer.from(pdfText(bytes))]) : bytes;
      return needles
        .filter(({ forms }) => forms.some((form) => texts.includes(form)))
        .map(({ text }) => ({ text, file: relative(matter, file) }));
    });
    // The grep itself works: words of an open paper are found.
    expect(found.some(({ text }) => text === open)).toBe(true);
    expect(found.filter(({ text }) => text !== open)).toEqual([]);
  });
});

describe('the sealed bag', () => {
  test('verifies check by check under the key of its log', async () => {
    const { verdict, checks } = await verifyBag(openFolder(bag), { vkeys: [vkey()] });
    expect(checks.filter((check) => check.state === 'failed')).toEqual([]);
    expect(verdict).toBe('verified');
    // Nobody else vouches, and nobody stamped the time: the bag says so instead of passing over it.
    expect(checks.filter((check) => check.state === 'not-checked').map((check) => check.name)).toEqual([
      'checkpoint.witnesses',
      'time.token',
    ]);
  });

  test.skipIf(process.platform === 'win32')(
    'verifies by VERIFY.txt alone, with a shell and openssl',
    () => {
      const ran = spawnSync('sh', ['VERIFY.txt'], {
        cwd: bag,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], VKEY: vkey() },
      });
      expect(ran.stdout).toMatch(/Every step holds\.\s*$/);
      expect(ran.stdout).not.toMatch(/^FAILED/m);
      expect(ran.status).toBe(0);
    },
    LONG,
  );

  test(
    'shows one byte turned in any of its layers, and names the file',
    async () => {
      const copy = join(folder, 'bag');
      cpSync(bag, copy, { recursive: true });
      const first = (path: string): string => `${path}/${readdirSync(join(copy, path)).sort()[0]}`;
      const layers = [
        first('data/pleading'),
        first('data/annexes'),
        'data/annexes.csv',
        'data/sealed-annexes.csv',
        'proofs/checkpoint',
        'proofs/filing.tlog-proof',
        first('proofs/annexes'),
        first('proofs/entries'),
        first('proofs/leaves'),
        first('proofs/previous'),
        'manifest-sha256.txt',
        'tagmanifest-sha256.txt',
        'bag-info.txt',
        'trust/log.vkey',
        'VERIFY.txt',
      ];
      for (const path of layers) {
        const file = join(copy, path);
        const sound = readFileSync(file);
        const turned = Buffer.from(sound);
        const at = Math.floor(turned.length / 2);
        turned[at] = (turned[at] ?? 0) ^ 1;
        writeFileSync(file, turned);
        const { verdict, checks } = await verifyBag(openFolder(copy), { vkeys: [vkey()] });
        expect(verdict, path).toBe('failed');
        expect(namesOf(checks), path).toContain(path);
        writeFileSync(file, sound);
      }
      expect((await verifyBag(openFolder(copy), { vkeys: [vkey()] })).verdict).toBe('verified');
    },
    LONG,
  );

  test(
    'is taken in by another house: its annexes are exhibits there, with the proof kept',
    async () => {
      const other = join(folder, 'other');
      const begun = await probata('init', other, '--title', 'The other side', '--person', 'Bo Lind');
      expect(begun.code, begun.err).toBe(0);
      const { code, out, err } = await probata(
        'bundle',
        'admit',
        '--path',
        bag,
        '--from',
        'The Registry',
        '--vkey',
        vkey(),
        '--matter',
        other,
        '--json',
      );
      expect(code, err).toBe(0);
      const admitted = JSON.parse(out) as {
        verdict: string;
        annexes: readonly { annex: string; exhibit: string; state: string }[];
      };
      expect(admitted.verdict).toBe('verified');
      const listed = readFileSync(join(bag, 'data/annexes.csv'), 'utf8').trim().split('\n').length - 1;
      expect(admitted.annexes).toHaveLength(listed);
      expect(admitted.annexes.every(({ state }) => state === 'deposited')).toBe(true);
      const counts = JSON.parse((await probata('exhibit', 'counts', '--matter', other, '--json')).out) as {
        total: number;
      };
      expect(counts.total).toBe(listed);
      const checked = await probata('fsck', '--matter', other, '--json');
      expect(checked.code, checked.out).toBe(0);
    },
    LONG,
  );
});

describe('the do-files', () => {
  test(
    'are those that the plan gives',
    async () => {
      const current = await node([
        '--input-type=module',
        '--eval',
        `import { makeDoFiles } from ${JSON.stringify(join(example, 'make-do.ts'))};
       process.stdout.write(JSON.stringify([...(await makeDoFiles())]));`,
      ]);
      expect(current.code, current.err).toBe(0);
      for (const [file, text] of JSON.parse(current.out) as [string, string][])
        expect(
          readFileSync(join(example, file), 'utf8') === text,
          `${file}: run node examples/border-case/make-do.ts`,
        ).toBe(true);
    },
    LONG,
  );
});

/** The files that failed checks speak of, whether the check is about one file or lists them. */
function namesOf(checks: readonly Check[]): string {
  return checks
    .filter((check) => check.state === 'failed')
    .map((check) => `${check.about} ${check.sentence}`)
    .join('\n');
}

function pdfText(bytes: Uint8Array): string {
  const document = PDFDocument.openDocument(bytes, 'application/pdf');
  return Array.from({ length: document.countPages() }, (_, page) =>
    document.loadPage(page).toStructuredText('preserve-whitespace').asText(),
  ).join('\n');
}
