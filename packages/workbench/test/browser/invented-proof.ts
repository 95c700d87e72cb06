// A small invented matter for the proof screens: two parties, exhibits of several origins, facts for and against, rival allegations.
import { join } from 'node:path';
import { SENTENCE, writePapers } from './papers.ts';
import type { Stage } from './stage.ts';

const QUIET = { progress: () => undefined, signal: new AbortController().signal };
const STRONG = { directness: 'direct', contemporaneity: 'at-time', interest: 'disinterested' };

export interface Invented {
  readonly exhibits: ReadonlyMap<string, string>;
  readonly applicant: string;
  readonly respondent: string;
  readonly flights: string;
  readonly stopped: string;
  readonly paid: string;
  readonly facilitation: string;
  readonly denial: string;
  /** What shows the flights beside the report: without these they rest on the report alone. */
  readonly otherCitations: readonly string[];
  run(name: string, input: object): Promise<string>;
}

/** Enters it by commands alone, as a user would. */
export async function inventProof({ engine, folder }: Stage): Promise<Invented> {
  const run = async (name: string, input: object): Promise<string> =>
    (await engine.run(name, input)).entries[0]?.subject ?? '';
  await engine.task('compartment.open', { name: 'witnesses', purpose: 'Protected persons' }, QUIET);
  writePapers(join(folder, 'papers'), 'witnesses');
  const added = (await engine.task('intake.add', { paths: [join(folder, 'papers')] }, QUIET)) as {
    exhibits: Record<string, string>;
  };
  // Whoever reads them, the house by itself or this task: all must have been read before words are marked.
  for (let waiting = 1; waiting > 0; ) {
    await engine.task('reading.run', {}, QUIET);
    ({ waiting } = (await engine.task('reading.states', {}, QUIET)) as { waiting: number });
    if (waiting > 0) await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const exhibits = new Map(Object.entries(added.exhibits));
  const mark = async (file: string, words: string, page = 1): Promise<string> => {
    const exhibit = exhibits.get(file) ?? '';
    const shown = (await engine.task('exhibit.text', { exhibit, page }, QUIET)) as {
      text: string;
      start: number;
    };
    const found = shown.text.indexOf(words);
    if (found < 0) throw new Error(`“${words}” does not stand on page ${page} of ${file}.`);
    const start = shown.start + found;
    const marked = (await engine.task(
      'passage.mark',
      { exhibit, start, end: start + words.length },
      QUIET,
    )) as { passage: string };
    return marked.passage;
  };
  const proceeding = await run('proceeding.open', {
    title: 'Organised movement of persons',
    court: 'International Court of Justice',
    kind: 'contentious',
    forum: 'icj',
  });
  const party = async (name: string, role: string): Promise<string> =>
    run('party.name', { proceeding, actor: await run('actor.name', { kind: 'state', names: name }), role });
  const applicant = await party('Aurelia', 'applicant');
  const respondent = await party('Borovia', 'respondent');
  const flights = await run('fact.assert', { statement: 'The flights rose steeply.', when: '2033-06' });
  const stopped = await run('fact.assert', {
    statement: 'The flights stopped for seven days.',
    when: '2033-09',
  });
  const paid = await run('fact.assert', { statement: 'The passengers were paid for.', when: '2034' });
  const cite = (fact: string, passage: string, more: object = {}): Promise<string> =>
    run('fact.cite', { fact, passage, bearing: 'supports', ...STRONG, ...more });
  await cite(flights, await mark('report.pdf', SENTENCE), { group: 'mission' });
  const otherCitations = [
    await cite(flights, await mark('log.csv', '121'), { group: 'border-log' }),
    await cite(flights, await mark('list.txt', 'Visas issued in groups.'), { group: 'visa-office' }),
  ];
  await cite(stopped, await mark('report.pdf', 'On two dates the flights stopped for seven days.', 2), {
    group: 'mission',
  });
  await cite(stopped, await mark('thread.eml', 'The clocks stay on UTC+2 all year.'), {
    group: 'registry',
    bearing: 'contradicts',
  });
  const allege = (text: string, by: string, against: string, of: readonly object[], more: object = {}) =>
    run('allegation.make', { text, by: [by], against: [against], tree: { label: text, of }, ...more });
  const facilitation = await allege(
    'Borovia facilitated the movement.',
    applicant,
    respondent,
    [
      { label: 'Carriage', of: [{ fact: flights }] },
      { label: 'Control', of: [{ fact: stopped }] },
      { label: 'Benefit', of: [{ fact: paid }] },
    ],
    { standard: 'balance' },
  );
  await allege(
    'The Court has jurisdiction.',
    applicant,
    respondent,
    [{ label: 'The request', of: [{ fact: flights }] }],
    { kind: 'jurisdiction' },
  );
  const denial = await allege(
    'The movement was private business.',
    respondent,
    applicant,
    [{ label: 'Private carriers', of: [{ fact: stopped }] }],
    { rivalOf: facilitation },
  );
  return {
    exhibits,
    applicant,
    respondent,
    flights,
    stopped,
    paid,
    facilitation,
    denial,
    otherCitations,
    run,
  };
}
