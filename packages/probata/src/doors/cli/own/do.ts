// Carries out a do-file: many commands in one process, with names for what earlier steps gave.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { Fault, Refusal } from '../../../base/errors.ts';
import type { OwnCommand } from '../desk.ts';
import { perform } from '../do/perform.ts';
import { readSteps } from '../do/steps.ts';
import { EXIT } from '../outcome.ts';
import { count } from '../progress.ts';

const input = z.strictObject({
  file: z.string().min(1).describe('the do-file, in YAML; docs/guide/do-files.md tells its form'),
  from: z.number().int().min(1).optional().describe('begin at this step; the ones before must be done'),
});

export const doCommand: OwnCommand = {
  name: 'do',
  summary: 'Carry out a file of commands, questions and tasks, each step once however often it is run.',
  input,
  example: { file: 'case.do.yaml' },
  positional: 'file',
  async run(given, desk) {
    const { file, from = 1 } = input.parse(given);
    const root = desk.absolute(file);
    const label = (path: string): string => {
      const near = relative(dirname(root), path).replaceAll('\\', '/');
      return near === '' ? '.' : near;
    };
    const read = (path: string): string => {
      try {
        return readFileSync(path, 'utf8');
      } catch (thrown) {
        throw new Fault('DO_READ', `${desk.near(path)} cannot be read.`, { cause: thrown });
      }
    };
    const beside = (path: string, other: string): string => resolve(dirname(path), other);
    const steps = readSteps(root, read, beside);
    const folder = desk.matterFolder();
    const done = await perform({
      steps,
      from,
      label,
      read,
      absolute: beside,
      progress: (progress) => desk.progress.show(progress),
      signal: desk.signal,
      open(create) {
        if (existsSync(join(folder, 'matter.json'))) return desk.open(folder);
        if (create === undefined)
          throw new Refusal(
            'MATTER_MISSING',
            `${desk.near(folder)} holds no matter. Make it with a first step '- init: {title: …, person: …}', or with probata init.`,
          );
        return desk.open(folder, {
          title: create.title,
          person: create.person,
          ...(create.domain === undefined ? {} : { domain: create.domain }),
          ...(create.notice === undefined ? {} : { notice: create.notice }),
        });
      },
    });
    const found = done.found.length > 0 ? ` ${done.found.join(' ')}` : '';
    return {
      answer: done,
      last: `${count(done.steps)} steps are done; ${count(done.entered)} entries are new. The matter in ${desk.near(folder)} has ${count(done.size)} entries.${found}`,
      code: done.found.length > 0 ? EXIT.found : EXIT.done,
    };
  },
};
