// Makes a new matter.
import { z } from 'zod';
import type { OwnCommand } from '../desk.ts';
import { EXIT } from '../outcome.ts';

const input = z.strictObject({
  dir: z.string().min(1).describe('the folder of the new matter; empty or absent'),
  title: z.string().min(1).max(300).describe('the title of the matter, as it is shown everywhere'),
  person: z.string().min(1).max(200).describe('your name; it is kept under seal'),
  domain: z
    .string()
    .optional()
    .describe('a domain you hold; with the matter’s id it names the log for the whole world'),
  notice: z.string().max(500).optional().describe('a notice shown on every page, screen and export'),
});

export const initCommand: OwnCommand = {
  name: 'init',
  summary: 'Make a new matter in an empty folder, with its ledger and its keys.',
  input,
  example: { dir: 'aurelia', title: 'Aurelia v. Borovia', person: 'Ada Venn' },
  positional: 'dir',
  async run(given, desk) {
    const { dir, title, person, domain, notice } = input.parse(given);
    const folder = desk.absolute(dir);
    const engine = await desk.open(folder, {
      title,
      person,
      ...(domain === undefined ? {} : { domain }),
      ...(notice === undefined ? {} : { notice }),
    });
    const { matter, origin, size } = engine.facts;
    return {
      answer: { matter, title, origin, folder, entries: size },
      last: `The matter is in ${desk.near(folder)}. Put files into it: probata add PATH --matter ${desk.near(folder)}`,
      code: EXIT.done,
    };
  },
};
