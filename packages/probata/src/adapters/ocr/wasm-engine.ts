// tesseract.js as an engine: its WebAssembly core in a closed process, for machines without a tesseract of their own.
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endFenced, type Fence, findFence, startFenced } from '../extract/fence.ts';
import { encodeFrame, encodeJson, FRAME, FRAME_MAX, frameReader } from '../extract/frames.ts';
import { residentBytes } from '../extract/memory.ts';
import type { Engine, GreyPage } from './engine.ts';
import { type PixelWord, wordsOfTsv } from './tsv.ts';
import type { WasmJob } from './wasm-child.ts';

const PAGE_MS = 150_000;
const RSS_BYTES = 1024 * 1024 * 1024;
const OUT_MAX = 32 * 1024 * 1024;
const AT_ONCE = 2;
const IDLE_MS = 15_000;
const require = createRequire(import.meta.url);

/** Language data that npm brought, by name. */
export function packagedData(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of ['eng', 'fra', 'lit', 'ara']) {
    try {
      const folder = dirname(require.resolve(`@tesseract.js-data/${name}/package.json`));
      const file = join(folder, '4.0.0_best_int', `${name}.traineddata.gz`);
      if (existsSync(file)) found.set(name, file);
    } catch {
      // an optional package that was not installed
    }
  }
  return found;
}

/** The core of tesseract.js over the data given; undefined where the package is not installed. */
export async function wasmEngine(data: ReadonlyMap<string, string>): Promise<Engine | undefined> {
  let version: string;
  let folder: string;
  let core: string;
  try {
    // The core is tesseract.js's own dependency, and is looked for from there.
    const inner = createRequire(require.resolve('tesseract.js/package.json'));
    core = inner.resolve('tesseract.js-core/tesseract-core-simd-lstm.js');
    const file = inner.resolve('tesseract.js-core/package.json');
    version = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
    folder = file.slice(0, file.lastIndexOf(`${sep}node_modules${sep}`) + `${sep}node_modules`.length);
  } catch {
    return undefined;
  }
  if (data.size === 0) return undefined;
  const program = fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? './wasm-child.ts' : './wasm-child.js', import.meta.url),
  );
  const folders = [folder, join(dirname(program), '..', 'extract'), ...[...data.values()].map(dirname)];
  const fence = await findFence({ heapMib: 512, program, folders });
  const idle: { readonly child: ChildProcess; readonly timer: NodeJS.Timeout }[] = [];
  const running = new Set<ChildProcess>();
  let busy = 0;
  const waiting: (() => void)[] = [];
  const end = (child: ChildProcess): void => {
    running.delete(child);
    endFenced(child);
  };
  const take = (): ChildProcess => {
    const known = idle.pop();
    if (known !== undefined) {
      clearTimeout(known.timer);
      return known.child;
    }
    const child = start(fence);
    running.add(child);
    return child;
  };
  const recognise = async (
    page: GreyPage,
    wanted: readonly string[],
    signal?: AbortSignal,
  ): Promise<PixelWord[]> => {
    if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    busy += 1;
    const child = take();
    try {
      const job: WasmJob = {
        core,
        data: wanted.flatMap((name) => {
          const file = data.get(name);
          return file === undefined ? [] : [{ name, file }];
        }),
        dpi: page.dpi,
        wallMs: PAGE_MS,
      };
      const words = wordsOfTsv(await once(child, job, page.pgm, signal));
      const timer = setTimeout(() => end(child), IDLE_MS);
      timer.unref();
      idle.push({ child, timer });
      return words;
    } catch (thrown) {
      end(child);
      throw thrown;
    } finally {
      busy -= 1;
      waiting.shift()?.();
    }
  };
  return {
    tool: { name: 'tesseract.js-core', version },
    words: `tesseract.js ${version} (${fence.words})`,
    languages: new Set(data.keys()),
    tellsScript: false,
    recognise: (page, wanted, _turned, signal) => recognise(page, wanted, signal),
    script: async () => undefined,
    async close() {
      for (const { timer } of idle.splice(0)) clearTimeout(timer);
      for (const child of [...running]) end(child);
    },
  };
}

function start(fence: Fence): ChildProcess {
  const child = startFenced(fence);
  child.stdin?.on('error', () => undefined); // a dead process shows itself on its output
  child.on('error', () => undefined);
  child.stderr?.resume();
  return child;
}

function once(child: ChildProcess, job: WasmJob, picture: Uint8Array, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const cut = frameReader();
    const parts: Buffer[] = [];
    let size = 0;
    const settle = (act: () => void): void => {
      clearTimeout(clock);
      clearInterval(watch);
      child.stdout?.off('data', read);
      child.off('close', gone);
      signal?.removeEventListener('abort', abort);
      act();
    };
    const fail = (why: string): void => settle(() => reject(new Error(why)));
    const clock = setTimeout(() => fail('took longer than 150 seconds'), PAGE_MS);
    const watch = setInterval(() => {
      if (child.pid !== undefined && (residentBytes(child.pid) ?? 0) > RSS_BYTES)
        fail('needed more than 1 GiB of memory');
    }, 200);
    const abort = (): void => fail('was stopped');
    const gone = (): void => fail('ended without an answer');
    const read = (chunk: Buffer): void => {
      try {
        for (const { type, payload } of cut(chunk)) {
          if (type === FRAME.bytes) {
            size += payload.length;
            if (size > OUT_MAX) return fail('wrote more than 32 MiB');
            parts.push(Buffer.from(payload));
          } else if (type === FRAME.end) {
            const said = JSON.parse(payload.toString('utf8')) as { ok?: unknown; why?: unknown };
            if (said.ok === true) settle(() => resolve(Buffer.concat(parts).toString('utf8')));
            else fail(typeof said.why === 'string' ? said.why.slice(0, 300) : 'gave up');
          }
        }
      } catch {
        fail('gave an answer that is no record');
      }
    };
    signal?.addEventListener('abort', abort, { once: true });
    child.on('close', gone);
    child.stdout?.on('data', read);
    child.stdin?.write(encodeJson(FRAME.job, job));
    for (let at = 0; at < picture.length; at += FRAME_MAX)
      child.stdin?.write(encodeFrame(FRAME.bytes, picture.subarray(at, at + FRAME_MAX)));
    child.stdin?.write(encodeFrame(FRAME.end, Buffer.alloc(0)));
  });
}
