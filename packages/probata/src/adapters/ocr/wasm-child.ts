// The program of a recognising process: tesseract as WebAssembly, its language data from its own disk, no network.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { collectConsole } from '../extract/engine-remarks.ts';
import { encodeFrame, encodeJson, FRAME, FRAME_MAX, frameReader } from '../extract/frames.ts';
import { closeNetwork } from '../extract/no-network.ts';
import { watchOverMyself } from '../extract/watchdog.ts';

/** What the house asks: the picture's bytes follow. */
export interface WasmJob {
  /** The file of the engine's core. */
  readonly core: string;
  /** Name and file of each language's data, plain or packed with gzip. */
  readonly data: readonly { readonly name: string; readonly file: string }[];
  readonly dpi: number;
  readonly wallMs: number;
}

/** What is used of the module's interface; it ships no types. */
interface Api {
  Init(dataPath: string | null, languages: string, mode: number): number;
  SetVariable(name: string, value: string): boolean;
  SetImageFile(exif: number, angle: number): number;
  SetPageSegMode(mode: number): void;
  Recognize(monitor: null): number;
  GetTSVText(page: number): string;
}
interface Core {
  readonly FS: { writeFile(path: string, data: Uint8Array): void };
  readonly TessBaseAPI: new () => Api;
}

const LSTM_ONLY = 1;
const AUTOMATIC = 3;

collectConsole();
closeNetwork();
const deadline = watchOverMyself();
const cut = frameReader();
let job: WasmJob | undefined;
let pieces: Buffer[] = [];
let core: Core | undefined;
let api: Api | undefined;
let loaded = '';

process.stdin.on('data', (chunk: Buffer) => {
  for (const frame of cut(chunk)) {
    if (frame.type === FRAME.job)
      job = JSON.parse(frame.payload.toString('utf8')) as WasmJob; // the house wrote it
    else if (frame.type === FRAME.bytes) pieces.push(Buffer.from(frame.payload));
    else if (frame.type === FRAME.end && job !== undefined) void answer(job);
  }
});
process.stdin.on('end', () => process.exit(0));
process.stdout.on('error', () => process.exit(0));
process.stdout.write(encodeFrame(FRAME.ready, Buffer.alloc(0)));

async function answer(asked: WasmJob): Promise<void> {
  const picture = Buffer.concat(pieces);
  pieces = [];
  Atomics.store(deadline, 0, BigInt(Date.now() + asked.wallMs + 2_000));
  try {
    const tsv = Buffer.from(await recognise(asked, picture), 'utf8');
    for (let at = 0; at < tsv.length; at += FRAME_MAX)
      process.stdout.write(encodeFrame(FRAME.bytes, tsv.subarray(at, at + FRAME_MAX)));
    process.stdout.write(encodeJson(FRAME.end, { ok: true }));
  } catch (thrown) {
    process.stdout.write(encodeJson(FRAME.end, { ok: false, why: String(thrown).slice(0, 300) }));
  }
  Atomics.store(deadline, 0, 0n);
}

async function recognise(asked: WasmJob, picture: Buffer): Promise<string> {
  if (core === undefined) {
    const make = createRequire(import.meta.url)(asked.core) as (options: object) => Promise<Core>;
    core = await make({ TesseractProgress() {} });
  }
  const languages = asked.data.map((one) => one.name).join('+');
  if (api === undefined || loaded !== languages) {
    for (const { name, file } of asked.data) {
      const raw = readFileSync(file);
      core.FS.writeFile(
        `./${name}.traineddata`,
        raw[0] === 0x1f ? gunzipSync(raw, { maxOutputLength: 1 << 28 }) : raw,
      );
    }
    api = new core.TessBaseAPI();
    if (api.Init(null, languages, LSTM_ONLY) !== 0) throw new Error('the language data cannot be used');
    loaded = languages;
  }
  api.SetVariable('user_defined_dpi', String(asked.dpi));
  api.SetPageSegMode(AUTOMATIC);
  core.FS.writeFile('/input', picture);
  if (api.SetImageFile(1, 0) === 1) throw new Error('the picture cannot be taken');
  api.Recognize(null);
  return api.GetTSVText(0);
}
