/**
 * Writes the do-files of the border case from its plan (case.yaml) and from what its exhibits say of themselves.
 *
 * Use: node examples/border-case/make-do.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { facts, passages } from './make/do-facts.ts';
import { filing, memorial, screens, story } from './make/do-filing.ts';
import { flows } from './make/do-flows.ts';
import { exhibitsOf, house } from './make/do-house.ts';
import { law } from './make/do-law.ts';
import { quantum } from './make/do-quantum.ts';
import { references } from './make/do-references.ts';
import { doFile } from './make/do-text.ts';
import { here, readPlan } from './make/plan.ts';
import { makeExhibits } from './make-exhibits.ts';

const MADE = ['Written by make-do.ts from case.yaml. Change those, and run it again.'];

/** Every do-file of the case, by its path within this folder. */
export async function makeDoFiles(): Promise<ReadonlyMap<string, string>> {
  const plan = readPlan();
  const refs = references(plan, await makeExhibits());
  const parts: readonly (readonly [file: string, about: string, lines: Parameters<typeof doFile>[1]])[] = [
    [
      'do/1-house.yaml',
      'Who may see what, before which court, between whom, and who else acts.',
      house(refs),
    ],
    [
      'do/2-exhibits.yaml',
      'The papers as they came, whose they are, and on what ground each counts as genuine.',
      exhibitsOf(refs),
    ],
    [
      'do/3-passages.yaml',
      'The papers are read, and the words are marked on which the case rests.',
      passages(refs),
    ],
    [
      'do/4-facts.yaml',
      'What is said to have happened, and what shows it, or speaks against it.',
      facts(refs),
    ],
    [
      'do/5-law.yaml',
      'The Convention, the exchanges between the States, the ladder to the Court, and what is alleged.',
      law(refs),
    ],
    ['do/6-flows.yaml', 'What was counted week by week, and what may be said of it in time.', flows()],
    ['do/7-money.yaml', 'What is claimed, line by line.', quantum(refs)],
    [
      'do/8-memorial.yaml',
      'The Memorial. It holds no typed figure and no typed number of an annex.',
      memorial(refs),
    ],
    ['do/9-story.yaml', 'What came later: a witness goes and speaks again.', story(refs)],
    ['do/10-filing.yaml', 'The Memorial is filed.', filing(refs)],
    [
      'do/11-screens.yaml',
      'What the screens must show at the end; a step that does not hold stops the build.',
      screens(refs),
    ],
  ];
  const main = doFile(
    [
      'Aurelia v. Borovia, from its sources to a sealed bag.',
      plan.notice,
      '',
      'node examples/border-case/make-exhibits.ts examples/border-case/exhibits',
      'probata do examples/border-case/case.do.yaml --matter FOLDER',
      '',
      ...MADE,
    ],
    [
      { init: { title: plan.matter.title, person: 'Ada Venn', notice: plan.notice } },
      ...parts.map(([file]) => ({ include: `./${file}` })),
    ],
  );
  return new Map([
    ['case.do.yaml', main],
    ...parts.map(([file, about, lines]): [string, string] => [file, doFile([about, ...MADE], lines)]),
  ]);
}

if (import.meta.main) {
  const files = await makeDoFiles();
  for (const [file, text] of files) writeFileSync(join(here, file), text);
  process.stdout.write(`${files.size} do-files\n`);
}
