// Small rules on every file of the project: no path of a machine, no unfinished work, a first sentence in each source.
import { extname } from 'node:path';
import { read } from './tree.ts';

const TEXT = new Set([
  '.ts',
  '.tsx',
  '.mjs',
  '.js',
  '.json',
  '.md',
  '.yaml',
  '.yml',
  '.css',
  '.html',
  '.sh',
  '',
]);
// Absolute paths of somebody's machine. Words such as /home are allowed inside longer paths of examples.
const MACHINE = /(?<![\w.$}*-])\/(?:work|root|home\/\w+|Users\/\w+)\/[\w.-]/;
const UNFINISHED = /\b(?:TODO|FIXME|XXX)\b/;
const NAMES = /(?:^|-)(?:manager|helper|helpers|util|utils|misc)(?:-|\.|$)/;

/** Every breach, as `file:line: sentence`. */
export function fileFaults(files: readonly string[]): readonly string[] {
  return files.flatMap((path) => {
    const name = path.split('/').at(-1) ?? '';
    const faults = NAMES.test(name) ? [`${path}:1: name it for its noun or verb.`] : [];
    if (!TEXT.has(extname(name)) || name === 'package-lock.json' || path === 'scripts/check/files.ts')
      return faults;
    const text = read(path);
    text.split('\n').forEach((line, i) => {
      if (MACHINE.test(line)) faults.push(`${path}:${i + 1}: names a path of one machine.`);
      if (/\.tsx?$/.test(name) && UNFINISHED.test(line))
        faults.push(`${path}:${i + 1}: unfinished work is not kept in comments.`);
    });
    if (/^packages\/[^/]+\/src\/.*\.tsx?$/.test(path) && !/^(?:#!.*\n)?\s*(?:\/\/|\/\*)/.test(text))
      faults.push(`${path}:1: begins with one sentence that a lawyer could follow.`);
    return faults;
  });
}
