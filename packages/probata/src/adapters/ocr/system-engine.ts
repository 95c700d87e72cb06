// The tesseract of this system as an engine: started for each page behind a fence, picture in, table of words out.
import { dirname } from 'node:path';
import { fenceProgram, findProgram } from '../extract/fence.ts';
import type { Engine } from './engine.ts';
import { runFenced } from './fenced-program.ts';
import { wordsOfTsv } from './tsv.ts';

const PAGE_MS = 120_000;

/** Finds tesseract on `path`, tries it once, and asks which languages it has. Undefined where there is none. */
export async function systemEngine(path: string): Promise<Engine | undefined> {
  const command = findProgram('tesseract', path);
  if (command === undefined) return undefined;
  const program = await fenceProgram(command, [dirname(dirname(command))], ['--version']);
  try {
    const version = /tesseract v?(\S+)/.exec(await runFenced(program, ['--version'], [], 20_000))?.[1];
    const listed = await runFenced(program, ['--list-langs'], [], 20_000);
    const names = listed
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (version === undefined || names.length === 0) return undefined;
    const languages = new Set(names.filter((name) => name !== 'osd' && !name.includes('/')));
    const tellsScript = names.includes('osd');
    return {
      tool: { name: 'tesseract', version },
      words: `tesseract ${version} of this system (${program.words})`,
      languages,
      tellsScript,
      async recognise(page, wanted, turned, signal) {
        const mode = turned && tellsScript ? '1' : '3';
        const args = [
          'stdin',
          'stdout',
          '-l',
          wanted.join('+'),
          '--psm',
          mode,
          '--dpi',
          String(page.dpi),
          'tsv',
        ];
        return wordsOfTsv(await runFenced(program, args, [page.pgm], PAGE_MS, signal));
      },
      async script(page, signal) {
        if (!tellsScript) return undefined;
        const args = ['stdin', 'stdout', '--psm', '0', '--dpi', String(page.dpi)];
        const said = await runFenced(program, args, [page.pgm], PAGE_MS, signal).catch(() => '');
        const script = /^Script: (\S+)/m.exec(said)?.[1];
        const sure = Number(/^Script confidence: (\S+)/m.exec(said)?.[1] ?? 0);
        return script === undefined || !(sure > 0.5) ? undefined : script === 'Fraktur' ? 'Latin' : script;
      },
      close: async () => undefined,
    };
  } catch {
    return undefined; // a tesseract that does not start here is none
  }
}
