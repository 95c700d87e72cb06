// Reads text PDFs beside pdftotext, turns to the first page of a very long PDF, and recognises scanned pages beside tesseract.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mupdf } from '../packages/probata/src/adapters/extract/kinds/pdf-engine.ts';
import { readSource } from '../packages/probata/src/adapters/extract/read-source.ts';
import { aesGcm } from '../packages/probata/src/adapters/keys/cipher.ts';
import { recogniser } from '../packages/probata/src/adapters/ocr/recogniser.ts';
import { pagePictures } from '../packages/probata/src/adapters/pictures/pictures.ts';
import { openRenditionStore } from '../packages/probata/src/adapters/sqlite/rendition-store.ts';
import type { Extraction } from '../packages/probata/src/ports/extractor.ts';
import { scannedPdf } from '../packages/probata/test/adapters/ocr/scans.ts';

const WORDS =
  'the border guard reported that persons were found at the strip near post Rima and counted before they were escorted to the register which the duty officer signed in the presence of two witnesses while the patrol went on along the fence'.split(
    ' ',
  );
const ROUNDS = 3;

/** `text` (pages per CPU second, beside `pdftotext -bbox`), `first` (first page of 10,000) or `print` (beside `tesseract`). */
export async function run(args: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'probata-speed-'));
  const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
  const wants = (name: string): boolean => args.length === 0 || args.includes(name);
  try {
    if (wants('text')) say(await textSpeed(folder));
    if (wants('first')) say(await firstPage(folder));
    if (wants('print')) say(await printSpeed(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An invented text PDF: about 45 lines a page, all pages different. */
export function textPdf(pages: number): Uint8Array {
  const pdf = new mupdf.PDFDocument();
  const font = pdf.addSimpleFont(new mupdf.Font('Times-Roman'), 'Latin');
  const resources = pdf.addObject({ Font: { F0: font } });
  let n = 0;
  for (let page = 0; page < pages; page += 1) {
    const lines: string[] = [];
    for (let line = 0; line < 45; line += 1) {
      const words = Array.from({ length: 12 }, () => {
        n = (n * 1_103_515_245 + 12_345) % 2_147_483_648;
        return WORDS[n % WORDS.length];
      });
      lines.push(`1 0 0 1 60 ${790 - line * 16} Tm (${words.join(' ')} ${page}) Tj`);
    }
    pdf.insertPage(-1, pdf.addPage([0, 0, 595, 842], 0, resources, `BT /F0 11 Tf ${lines.join(' ')} ET`));
  }
  return Uint8Array.from(pdf.saveToBuffer('compress').asUint8Array());
}

async function textSpeed(folder: string): Promise<object> {
  const pages = 500;
  const file = join(folder, 'text.pdf');
  writeFileSync(file, textPdf(pages));
  const bytes = readFileSync(file);
  const ours: number[] = [];
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    const before = process.cpuUsage();
    const { draft, ending } = await readSource({ bytes, name: 'text.pdf' });
    const used = process.cpuUsage(before);
    if (ending.state !== 'read' || draft.pages.length !== pages) throw new Error(`ended as ${ending.state}`);
    // The first round compiles; a reading process serves up to a thousand files.
    if (round > 0) ours.push((used.user + used.system) / 1e6);
  }
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const seconds = cpuOf(['pdftotext', '-bbox', file, join(folder, 'out.html')]);
    if (seconds === undefined) return { what: 'text', note: 'pdftotext is not here' };
    theirs.push(seconds);
  }
  const [own, other] = [Math.min(...ours), Math.min(...theirs)];
  return {
    what: 'text PDFs, pages per CPU second (best of three)',
    pages,
    probata: Math.round(pages / own),
    pdftotextBbox: Math.round(pages / other),
    ratio: round2(other / own),
  };
}

async function firstPage(folder: string): Promise<object> {
  const pages = 10_000;
  const file = join(folder, 'long.pdf');
  writeFileSync(file, textPdf(pages));
  const bytes = readFileSync(file);
  const pictures = pagePictures();
  const drawn: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // As when somebody opens the exhibit: its text is asked for first, which has a process made ready.
    await pictures.ready();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const from = performance.now();
    const exhibit = `exh_${round}`;
    await pictures.png({ exhibit, bytes: () => bytes, mediaType: 'application/pdf', page: 1, width: 1200 });
    drawn.push(Math.round(performance.now() - from));
  }
  const again = performance.now();
  await pictures.png({
    exhibit: 'exh_0',
    bytes: () => bytes,
    mediaType: 'application/pdf',
    page: 5_000,
    width: 1200,
  });
  const next = Math.round(performance.now() - again);
  await pictures.close();
  const { draft } = await readSource({ bytes, name: 'long.pdf' });
  const store = openRenditionStore(join(folder, 'renditions.db'), aesGcm);
  const extraction: Extraction = {
    state: 'read',
    kind: 'pdf',
    mediaType: 'application/pdf',
    warnings: [],
    isEncrypted: false,
    text: draft.text,
    pages: draft.pages,
    tables: [],
    cells: [],
    metadata: {},
    attachments: [],
    active: [],
    hidden: [],
    tool: { name: 'bench', version: '1' },
  };
  store.put('exh_long', 'object', extraction, 1);
  const opened: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const cpu = process.cpuUsage();
    const front = store.front('exh_long');
    const used = process.cpuUsage(cpu);
    if (front?.pages.length !== pages) throw new Error('the long reading is not there');
    opened.push(Math.round((used.user + used.system) / 1000));
  }
  const cpu = process.cpuUsage();
  store.open('exh_long');
  const whole = process.cpuUsage(cpu);
  store.close();
  return {
    what: `first page of ${pages} pages`,
    megabytes: round2(bytes.length / 1e6),
    pictureDrawnMs: drawn,
    thenPage5000Ms: next,
    textOpenedCpuMs: opened,
    wholeReadingOpenedCpuMs: Math.round((whole.user + whole.system) / 1000),
  };
}

async function printSpeed(folder: string): Promise<object> {
  const count = 8;
  const lines = Array.from({ length: 24 }, (_, i) =>
    Array.from({ length: 9 }, (_w, k) => WORDS[(i * 7 + k * 3) % WORDS.length]).join(' '),
  );
  const pdf = scannedPdf(Array.from({ length: count }, () => lines));
  const file = join(folder, 'scan.pdf');
  writeFileSync(file, pdf);
  const open = recogniser();
  const tool = await open.tool();
  const request = (page: number) => ({
    exhibit: 'exh_scan',
    bytes: () => pdf,
    mediaType: 'application/pdf',
    page,
    width: 595,
    height: 842,
    languages: ['eng'],
  });
  await open.recognise(request(1)); // starts what has to be started once
  const from = performance.now();
  const queue = Array.from({ length: count }, (_, i) => i + 1);
  let words = 0;
  await Promise.all(
    [0, 1].map(async () => {
      for (let page = queue.shift(); page !== undefined; page = queue.shift()) {
        const found = await open.recognise(request(page));
        if (found.state !== 'recognised') throw new Error(found.state);
        words += found.words.length;
      }
    }),
  );
  const own = (performance.now() - from) / 60_000;
  await open.close();
  // The same pages as pictures of the same size, drawn beforehand, through Debian's program as two processes beside each other.
  if (!existsSync('/usr/bin/tesseract')) return { what: 'print', probata: round2(count / own), tool };
  const drawn = spawnSync('pdftoppm', ['-r', '300', '-gray', '-png', file, join(folder, 'page')]);
  if (drawn.status !== 0)
    return { what: 'print', probata: round2(count / own), tool, note: 'pdftoppm is not here' };
  const script = `ls ${folder}/page*.png | xargs -P 2 -I{} tesseract {} {} -l eng tsv`;
  const begun = performance.now();
  spawnSync('sh', ['-c', script], { env: { ...process.env, OMP_THREAD_LIMIT: '1' } });
  const other = (performance.now() - begun) / 60_000;
  return {
    what: `scanned pages recognised per minute, ${count} pages, two at once`,
    tool,
    words,
    probata: round2(count / own),
    tesseract: round2(count / other),
    ratio: round2(other / own),
  };
}

/** Processor seconds (user and system) of a program, by the shell's own account. */
function cpuOf(command: readonly string[]): number | undefined {
  const done = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1', 'bash', ...command],
    {
      encoding: 'utf8',
    },
  );
  const found = /^([\d.]+) ([\d.]+)$/m.exec(done.stderr);
  return done.status !== 0 || found === null ? undefined : Number(found[1]) + Number(found[2]);
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
