// Typesetting in a process of its own, with a ceiling on its memory and its time: a long document cannot take the server down.
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Fault, Refusal } from '../../base/errors.ts';
import type { Renderer, RenderInput } from '../../ports/renderer.ts';
import type { FromTypesetter, ToTypesetter } from './message.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));
/** 400 pages were set in 22 s on one core; ten minutes leave room for volumes of several thousand. */
const TIME_LIMIT_MS = 600_000;

/** A renderer that starts a process for each document and keeps none. */
export function typstRenderer(): Renderer {
  const version = (
    createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler/package.json') as {
      version: string;
    }
  ).version;
  return {
    tool: { name: 'typst-ts-node-compiler', version },
    pdf: (input) => renderIn(input),
  };
}

function renderIn(input: RenderInput): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, {
      serialization: 'advanced',
      execArgv: ['--max-old-space-size=2048'],
      env: {},
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    let answered = false;
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-2000);
    });
    const finish = (act: () => void): void => {
      if (answered) return;
      answered = true;
      clearTimeout(limit);
      act();
      child.kill('SIGKILL');
    };
    const limit = setTimeout(
      () =>
        finish(() =>
          reject(new Fault('RENDER_TIME', 'Typesetting took longer than ten minutes and was stopped.')),
        ),
      TIME_LIMIT_MS,
    );
    child.on('message', (message) => {
      const answer = message as FromTypesetter;
      finish(() => {
        if (answer.pdf !== undefined) resolve(answer.pdf);
        else
          reject(
            new Refusal('RENDER_SOURCE', `The document could not be set: ${answer.faults.join('; ')}`, {
              faults: [...answer.faults],
            }),
          );
      });
    });
    child.on('error', (cause) =>
      finish(() => reject(new Fault('RENDER_START', 'The typesetter could not be started.', { cause }))),
    );
    child.on('exit', (code, signal) =>
      finish(() =>
        reject(new Fault('RENDER_CRASHED', `The typesetter stopped (${signal ?? code}). ${said}`.trim())),
      ),
    );
    const order: ToTypesetter = {
      source: input.source,
      files: input.files,
      at: input.at,
      standard: input.standard,
    };
    child.send(order);
  });
}
