import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Evaluation, indexCase } from '../../../src/rooms/proof/evaluate.ts';
import { caseOf } from '../../../src/rooms/proof/from-record.ts';
import { heldCase } from '../../../src/rooms/proof/held.ts';
import { id, type Matter, openMatter } from './matter.ts';

let matter: Matter;
beforeEach(async () => {
  matter = await openMatter();
});
afterEach(async () => {
  await matter.check();
  matter.close();
});

interface Line {
  readonly id: string;
  readonly status: string;
  readonly words: string;
  readonly standard: string;
}
interface Elements {
  readonly elements: readonly {
    readonly id: string;
    readonly label: string;
    readonly status: string;
    readonly word: string;
    readonly facts: readonly { readonly id: string; readonly flags: Record<string, boolean> }[];
  }[];
  readonly defences: readonly { readonly live: boolean; readonly burden: string; readonly status: string }[];
}

/** Two facts on two exhibits each, under one element; and a fact that nothing shows under another. */
async function facilitation() {
  const [log, camera, report] = [
    await matter.exhibit('Border log'),
    await matter.exhibit('Camera 7', { class: 'sensor', authenticity: 'verified' }),
    await matter.exhibit('Agency report', { class: 'io-report' }),
  ];
  const opened = await matter.fact('Officers opened the barrier.');
  const escorted = await matter.fact('Officers escorted the group.');
  const visas = await matter.fact('Visas were issued for the purpose.');
  await matter.cite(opened, log);
  await matter.cite(opened, camera);
  await matter.cite(escorted, report);
  const allegation = await matter.allege('Facilitation', [
    { label: 'Conduct', element: 'sp.6.1.conduct', of: [{ fact: opened }, { fact: escorted }] },
    { label: 'Purpose', element: 'sp.6.1.purpose', of: [{ fact: visas }] },
  ]);
  return { log, camera, report, opened, escorted, visas, allegation };
}

const statusesNow = async () => {
  const { allegations } = await matter.ask<{ allegations: readonly Line[] }>('allegation.list');
  return Object.fromEntries(allegations.map((line) => [line.id, line.status]));
};

async function sameAsFromScratch(): Promise<void> {
  const { live } = await heldCase(matter.ledger.look);
  const scratch = new Evaluation(indexCase(await caseOf(matter.ledger.look)));
  for (const fact of scratch.index.facts.keys())
    for (const standard of ['convincing', 'balance', 'scintilla'])
      expect(live.evaluation.fact(fact, standard).status).toBe(scratch.fact(fact, standard).status);
  expect(live.evaluation.index.facts.size).toBe(scratch.index.facts.size);
  for (const allegation of scratch.index.allegations)
    expect(live.evaluation.allegation(allegation)).toBe(scratch.allegation(allegation));
}

describe('the matter held between questions', () => {
  it('is evaluated once, and answers the same question again without reading the ledger', async () => {
    await facilitation();
    const first = await heldCase(matter.ledger.look);
    expect(await heldCase(matter.ledger.look)).toBe(first);
  });

  it('follows each act: a passage cited, weighed, answered, withdrawn; a fact asserted, conceded; a standard edited', async () => {
    const { opened, visas, report, log } = await facilitation();
    const held = await heldCase(matter.ledger.look);
    await sameAsFromScratch();
    const register = await matter.exhibit('Visa register', { class: 'admission' });
    const cited = await matter.cite(visas, register);
    await sameAsFromScratch();
    expect((await heldCase(matter.ledger.look)).live).toBe(held.live);
    await matter.run('citation.weigh', { citation: cited, to: 1, reason: 'A copy.' });
    await sameAsFromScratch();
    const against = await matter.cite(opened, report, {
      bearing: 'contradicts',
      interest: 'unknown',
    });
    await sameAsFromScratch();
    await matter.run('citation.answer', {
      citation: against,
      by: 'evidence',
      reason: 'The log shows the hour.',
      exhibits: [log],
    });
    await sameAsFromScratch();
    await matter.run('citation.withdraw', { citation: cited, ground: 'Cited by mistake.' });
    await sameAsFromScratch();
    await matter.run('status.override', { fact: visas, to: 'proved', reason: 'Pending.' });
    await sameAsFromScratch();
    await matter.run('inference.draw', { to: opened, from: [visas], strength: 2, warrant: 'Warrant.' });
    await sameAsFromScratch();
    await matter.run('group.merge', { group: 'border-log', into: 'camera-7', reason: 'One source.' });
    await sameAsFromScratch();
    await matter.run('exhibit.describe', { exhibit: log, class: 'press', ground: 'It is a cutting.' });
    await sameAsFromScratch();
    await matter.run('standard.adopt', {
      name: 'convincing',
      label: 'convincing',
      sufficiency: [{ w3: 0, w2: 0, w1: 1 }],
      contradiction: { minWeight: 1, outweighMargin: null },
      inferenceMin: 1,
      authority: 'House rule.',
    });
    await sameAsFromScratch();
  });

  it('is not held inside a write, which may be rolled back', async () => {
    await facilitation();
    const before = await heldCase(matter.ledger.look);
    await expect(
      matter.ledger.append(async (look) => {
        const inside = await heldCase(look);
        expect(inside).not.toBe(before);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await heldCase(matter.ledger.look)).toBe(before);
  });
});

describe('the order of acts', () => {
  it('makes no difference to the statuses: two orders of the same citations end alike', async () => {
    const outcomes: unknown[] = [];
    for (const order of [
      [0, 1, 2, 3],
      [3, 1, 0, 2],
      [2, 3, 1, 0],
    ]) {
      const other = await openMatter();
      const exhibits = [
        await other.exhibit('A'),
        await other.exhibit('B', { class: 'witness' }),
        await other.exhibit('C', { class: 'admission' }),
      ];
      const facts = [await other.fact('One.'), await other.fact('Two.')];
      const acts = [
        () => other.cite(facts[0] ?? '', exhibits[0] ?? ''),
        () => other.cite(facts[0] ?? '', exhibits[1] ?? '', { bearing: 'contradicts' }),
        () => other.cite(facts[1] ?? '', exhibits[2] ?? ''),
        () => other.cite(facts[1] ?? '', exhibits[0] ?? ''),
      ];
      const allegation = await other.allege(
        'Both',
        facts.map((fact) => ({ fact })),
      );
      for (const n of order) {
        await acts[n]?.();
        await heldCase(other.ledger.look);
      }
      const shown = await other.ask<Elements>('allegation.elements', { allegation });
      outcomes.push(
        shown.elements.map(({ label, status, word, facts: parts }) => ({
          label,
          status,
          word,
          flags: parts.map(({ flags }) => flags),
        })),
      );
      other.close();
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[2]).toEqual(outcomes[0]);
  });
});

describe('the words of a cell', () => {
  it('are counted by independent origin, and never a percentage', async () => {
    const { allegation, opened, escorted, visas } = await facilitation();
    const spare = await matter.fact('The weather was fair.');
    await matter.run('fact.concede', {
      fact: visas,
      party: matter.respondent,
      passage: id('passage', '1'),
      ground: 'Counter-Memorial, paragraph 12.',
    });
    const shown = await matter.ask<{
      disclaimer: string;
      groups: {
        rows: {
          label: string;
          whole: { word: string; for: number; against: number };
          cells: { word: string; facts: string[] }[];
        }[];
      }[];
      withoutElement: { id: string }[];
    }>('proof.matrix', { allegation });
    const rows = shown.groups.flatMap((group) => group.rows);
    expect(rows.map((row) => [row.label, row.whole.word, row.whole.for])).toEqual([
      ['Conduct', 'single origin', 3],
      ['Purpose', 'admitted', 0],
    ]);
    expect(rows[0]?.cells.map((cell) => [cell.facts[0], cell.word])).toEqual([
      [opened, 'supported'],
      [escorted, 'single origin'],
    ]);
    expect(shown.withoutElement.map(({ id: fact }) => fact)).toEqual([spare]);
    expect(JSON.stringify(shown)).not.toContain('%');
    const byPeriod = await matter.ask<typeof shown>('proof.matrix', {
      allegation,
      periods: ['2031-08', '2032/2033'],
    });
    expect(byPeriod.groups[0]?.rows[0]?.cells.map((cell) => cell.word)).toEqual(['supported', 'empty']);
  });

  it('lays facts in trays, also those that serve no element', async () => {
    const { visas } = await facilitation();
    const spare = await matter.fact('The weather was fair.');
    const { trays } = await matter.ask<{ trays: { tray: string; facts: { id: string }[] }[] }>('proof.trays');
    const lying = Object.fromEntries(trays.map(({ tray, facts }) => [tray, facts.map((fact) => fact.id)]));
    expect(lying['no-element']).toEqual([spare]);
    expect(lying['no-source']).toEqual([visas, spare]);
  });
});

describe('the claim and the accounts', () => {
  it('shows jurisdiction and merits apart, each to its own standard, and says what is not alleged', async () => {
    const { opened } = await facilitation();
    const view = async () =>
      (
        await matter.ask<{
          claims: {
            complete: boolean;
            sentence: string;
            sides: { kind: string; weakest: { standard: string } | null }[];
          }[];
        }>('case.view')
      ).claims[0];
    expect((await view())?.sentence).toContain('Nothing is alleged on jurisdiction');
    await matter.allege('Article 20', [{ fact: opened }], { kind: 'jurisdiction' });
    const claim = await view();
    expect(claim?.sides.map(({ kind, weakest }) => [kind, weakest?.standard])).toEqual([
      ['jurisdiction', 'balance'],
      ['merits', 'convincing'],
    ]);
    expect(claim?.complete).toBe(false);
  });

  it('puts a rival account beside the allegation it answers', async () => {
    const { allegation, visas, report } = await facilitation();
    await matter.cite(visas, report, { bearing: 'contradicts' });
    const told = await matter.fact('The guards never left their posts.', { account: [matter.respondent] });
    const rival = await matter.allege('No conduct', [{ fact: told }], {
      by: [matter.respondent],
      against: [matter.applicant],
      rivalOf: allegation,
    });
    const shown = await matter.ask<{
      accounts: { party: { id: string; label: string }; allegations: Line[]; facts: { id: string }[] }[];
      pairs: { allegation: Line; rival: Line; sameStandard: boolean }[];
    }>('account.list');
    expect(shown.pairs.map((pair) => [pair.allegation.id, pair.rival.id, pair.sameStandard])).toEqual([
      [allegation, rival, true],
    ]);
    const theirs = shown.accounts.find(({ party }) => party.id === matter.respondent);
    expect([theirs?.party.label, theirs?.allegations.map((line) => line.id)]).toEqual(['Borovia', [rival]]);
    expect(theirs?.facts.map((fact) => fact.id)).toEqual([told]);
  });

  it('shows a defence with its burden, and as live once it is arguable; it is no part of cut sets', async () => {
    const { opened } = await facilitation();
    const necessity = await matter.fact('A grave peril was imminent.');
    const allegation = await matter.allege('With a defence', [{ fact: opened }], {
      standard: 'scintilla',
      defences: [{ burden: matter.respondent, tree: { label: 'Necessity', of: [{ fact: necessity }] } }],
    });
    const shown = () => matter.ask<Elements>('allegation.elements', { allegation });
    expect((await shown()).defences).toMatchObject([
      { burden: matter.respondent, live: false, status: 'empty' },
    ]);
    for (const title of ['Statement one', 'Statement two'])
      await matter.cite(necessity, await matter.exhibit(title, { class: 'witness' }));
    expect((await shown()).defences).toMatchObject([{ live: true }]);
    const stress = await matter.ask<{ cuts: string[][] }>('allegation.stress', { allegation });
    expect(stress.cuts.every((set) => set.length === 2)).toBe(true);
  });
});

describe('what falls', () => {
  it('is said in sentences, with the order that was looked to', async () => {
    const { opened, log, camera } = await facilitation();
    const allegation = await matter.allege('Opened', [{ fact: opened }], { standard: 'balance' });
    const { points } = await matter.ask<{ points: { sentence: string; size: number | null }[] }>(
      'allegation.weakest',
      { allegation },
    );
    expect(points[0]?.sentence).toBe(
      'The allegation “Opened” rests on exhibits “Border log” and “Camera 7” only: without them it is no longer proved.',
    );
    expect(await statusesNow()).toMatchObject({ [allegation]: 'proved' });
    const stress = await matter.ask<{
      cuts: string[][];
      paths: Record<string, number>;
      importance: { unit: string; pivotal: number }[];
      leanest: { set: string[] }[];
    }>('allegation.stress', { allegation, order: null });
    expect(stress.cuts).toEqual([[log, camera].sort()]);
    expect(stress.paths).toEqual({ 1: 2 });
    expect(stress.importance.map(({ pivotal }) => pivotal)).toEqual([1, 1]);
    expect(stress.leanest.map(({ set }) => set.length)).toEqual([1, 1]);
  });

  it('is judged by saved selections, whose members are read anew', async () => {
    const fact = await matter.fact('A thing happened.');
    const early = await matter.exhibit('Statement of May', { class: 'witness', madeAt: '2031-05-01' });
    const late = await matter.exhibit('Statement of June', { class: 'witness', madeAt: '2035-06-01' });
    await matter.cite(fact, early);
    await matter.cite(fact, late);
    const allegation = await matter.allege('Happened', [{ fact }], { standard: 'balance' });
    const selection = await matter.run('selection.save', {
      title: 'Statements after filing',
      rule: { classes: ['witness'], madeFrom: '2035-05-20' },
    });
    const listed = () => matter.ask<{ selections: { exhibits: { id: string }[] }[] }>('selection.list');
    expect((await listed()).selections[0]?.exhibits.map((one) => one.id)).toEqual([late]);
    const stress = await matter.ask<{ cuts: string[][]; names: Record<string, string> }>(
      'allegation.stress',
      { allegation, by: 'selection' },
    );
    expect(stress.cuts).toEqual([[selection]]);
    expect(stress.names[selection]).toBe('Statements after filing');
    const later = await matter.exhibit('Statement of July', { class: 'witness', madeAt: '2035-07-01' });
    await matter.cite(fact, later);
    expect((await listed()).selections[0]?.exhibits.map((one) => one.id)).toEqual([late, later]);
    const scenario = await matter.run('scenario.save', {
      title: 'Without them',
      exclude: [],
      mode: 'strike',
      excludeSelections: [selection],
    });
    const shown = await matter.ask<{ allegations: { id: string; before: string; after: string }[] }>(
      'scenario.show',
      { scenario },
    );
    expect(shown.allegations).toMatchObject([{ id: allegation, before: 'proved', after: 'single-sourced' }]);
    await matter.run('scenario.judge', {
      scenario,
      ref: `allegation:${allegation}`,
      verdict: 'falls',
      because: 'Nothing else shows it.',
    });
    await matter.run('selection.withdraw', { selection, ground: 'No longer of use.' });
    const { scenarios } = await matter.ask<{ scenarios: { fault: string | null }[] }>('scenario.list');
    expect(scenarios[0]?.fault).toContain('no selection');
  });

  it('names the facts that one more contradiction would turn', async () => {
    const { opened } = await facilitation();
    const allegation = await matter.allege('Opened', [{ fact: opened }], { standard: 'balance' });
    const { exposures } = await matter.ask<{ exposures: { fact: string; weight: number }[] }>(
      'allegation.exposures',
      { allegation },
    );
    expect(exposures).toMatchObject([{ fact: opened, weight: 3 }]);
  });
});

describe('contradiction cards', () => {
  it('show both sides with dates, origins, answers, and whether the contradiction weighs', async () => {
    const { opened, log, report, allegation } = await facilitation();
    const against = await matter.cite(opened, report, { bearing: 'contradicts', eventAt: '2031-08-15' });
    const cards = () =>
      matter.ask<{
        cards: {
          word: string;
          supports: { exhibit: string }[];
          undermines: {
            materialUnder: string[];
            event: { edtf: string };
            answer: { holds: boolean } | null;
          }[];
          sentence: string;
        }[];
      }>('contradiction.list', { open: true });
    const [card] = (await cards()).cards;
    expect(card?.word).toBe('contested');
    expect(card?.supports).toHaveLength(2);
    expect(card?.undermines).toMatchObject([
      { materialUnder: ['convincing'], event: { edtf: '2031-08-15' }, answer: null },
    ]);
    await matter.run('citation.answer', {
      citation: against,
      by: 'evidence',
      reason: 'The log is of the same hour.',
      exhibits: [log],
    });
    expect((await cards()).cards).toEqual([]);
    expect(await statusesNow()).toMatchObject({ [allegation]: 'empty' });
  });
});

describe('standards', () => {
  it('can be tried before they are adopted: statuses before and after, and a warning where they do not nest', async () => {
    const { opened } = await facilitation();
    const allegation = await matter.allege('Opened', [{ fact: opened }], { standard: 'balance' });
    const edited = {
      name: 'balance',
      label: 'balance of evidence',
      sufficiency: [{ w3: 3, w2: 3, w1: 3 }],
      contradiction: { minWeight: 1, outweighMargin: 1 },
      inferenceMin: 2,
      authority: 'Decision of the team of 3 March.',
    };
    const tried = await matter.ask<{
      warnings: { message: string }[];
      allegations: { id: string; before: string; after: string }[];
    }>('standard.try', edited);
    expect(tried.allegations).toContainEqual(
      expect.objectContaining({ id: allegation, before: 'proved', after: 'arguable' }),
    );
    expect(tried.warnings.length).toBeGreaterThan(0);
    expect(await statusesNow()).toMatchObject({ [allegation]: 'proved' });
    await matter.run('standard.adopt', edited);
    expect(await statusesNow()).toMatchObject({ [allegation]: 'arguable' });
    const history = await matter.ask<{ versions: { version: number; toBeChecked: boolean; by: string }[] }>(
      'standard.history',
      { name: 'balance' },
    );
    expect(history.versions).toMatchObject([{ version: 2, toBeChecked: false, by: matter.user }]);
  });

  it('are named with every status, and in a matter with a notice so is its material', async () => {
    const { opened } = await facilitation();
    await matter.allege('Opened', [{ fact: opened }], { standard: 'balance' });
    const list = () => matter.ask<{ notice: string | null; allegations: Line[] }>('allegation.list');
    expect((await list()).allegations[1]?.words).toBe('proved under the house rule “balance of evidence”');
    await matter.enter([
      {
        kind: 'matter.opened',
        subject: id('matter', '1'),
        said: {
          title: 'A study',
          origin: 'probata.invalid/test',
          logKey: '0'.repeat(64),
          notice: 'An illustration from public sources.',
        },
      },
    ]);
    expect(await list()).toMatchObject({
      notice: 'An illustration from public sources.',
      allegations: [{}, { words: expect.stringContaining('not a finding about any State') as string }],
    });
  });
});

describe('overrides and expectations', () => {
  it('are shown with who, when and why, also when they were taken back', async () => {
    const { visas } = await facilitation();
    await matter.run('status.override', { fact: visas, to: 'arguable', reason: 'Being authenticated.' });
    await matter.run('status.override', { fact: visas, to: null, reason: 'Authentication failed.' });
    const { statuses } = await matter.ask<{
      statuses: { to: string | null; inForce: boolean; by: string }[];
    }>('override.list');
    expect(statuses.map(({ to, inForce }) => [to, inForce])).toEqual([
      ['arguable', false],
      [null, false],
    ]);
  });

  it('are judged anew after every act', async () => {
    const { opened, log } = await facilitation();
    const allegation = await matter.allege('Opened', [{ fact: opened }], { standard: 'balance' });
    const expectation = await matter.run('expectation.set', { allegation, level: 'proved', without: [log] });
    const judged = async () =>
      (await matter.ask<{ expectations: { holds: boolean; sentence: string }[] }>('expectation.list'))
        .expectations;
    expect(await judged()).toMatchObject([{ holds: true }]);
    const camera = await matter.exhibit('Denial', { class: 'admission' });
    await matter.cite(opened, camera, { bearing: 'contradicts' });
    expect(await judged()).toMatchObject([
      { holds: false, sentence: expect.stringContaining('it is contested') as string },
    ]);
    await matter.run('expectation.withdraw', { expectation, ground: 'Not relied on.' });
    expect(await judged()).toEqual([]);
  });

  it('break at once when another exhibit is excluded later, and hold again when it is reinstated', async () => {
    const fact = await matter.fact('The barrier stood open.');
    const [log, camera, book] = [
      await matter.exhibit('Guard log'),
      await matter.exhibit('Camera 9'),
      await matter.exhibit('Order book'),
    ];
    for (const exhibit of [log, camera, book]) await matter.cite(fact, exhibit);
    const allegation = await matter.allege('Opened', [{ label: 'Conduct', of: [{ fact }] }]);
    const [node] = (await matter.ask<Elements>('allegation.elements', { allegation })).elements;
    await matter.run('expectation.set', { allegation, node: node?.id, level: 'proved', without: [log] });
    const holds = async () =>
      (await matter.ask<{ expectations: { holds: boolean; status: string }[] }>('expectation.list'))
        .expectations;
    expect(await holds()).toMatchObject([{ holds: true, status: 'proved' }]);
    await matter.run('exhibit.exclude', { exhibit: camera, ground: 'Obtained in breach of article 15.' });
    expect(await holds()).toMatchObject([{ holds: false, status: 'single-sourced' }]);
    await matter.run('exhibit.reinstate', { exhibit: camera, ground: 'The objection was dismissed.' });
    expect(await holds()).toMatchObject([{ holds: true }]);
  });
});

describe('gaps', () => {
  it('name elements that no fact answers yet, and propose what to do about them', async () => {
    const { opened } = await facilitation();
    const allegation = await matter.allege('With an empty element', [
      { fact: opened },
      { label: 'Aim', of: [] },
    ]);
    const gaps = await matter.ask<{
      sets: string[][];
      items: { fact: string }[];
      places: { node: string; label: string }[];
    }>('allegation.gaps', { allegation });
    const [place] = gaps.places;
    expect(place?.label).toBe('Aim');
    expect(gaps.sets).toEqual([[`node:${place?.node}`]]);
    const { proposals } = await matter.ask<{ proposals: { node: string | null; title: string }[] }>(
      'todo.propose',
      { allegation },
    );
    expect(proposals.map(({ node }) => node)).toContain(place?.node);
    const todo = await matter.run('todo.open', { title: 'Find it.', node: place?.node, allegation });
    const { todos } = await matter.ask<{ todos: { id: string; element: { label: string } }[] }>('todo.list');
    expect(todos).toMatchObject([{ id: todo, element: { label: 'Aim' } }]);
  });
});

describe('to-dos', () => {
  it('are proposed by the gaps, kept by people, and overdue after their day', async () => {
    const { allegation, visas } = await facilitation();
    const proposed = () =>
      matter.ask<{ proposals: { fact: string; title: string; kept: string[] }[] }>('todo.propose', {
        allegation,
      });
    const first = (await proposed()).proposals.find(({ fact }) => fact === visas);
    expect(first?.title).toContain('Find what shows “Visas were issued for the purpose.”');
    const todo = await matter.run('todo.open', {
      title: first?.title,
      fact: visas,
      allegation,
      due: '2033-02-01',
    });
    expect((await proposed()).proposals.find(({ fact }) => fact === visas)?.kept).toEqual([todo]);
    const list = (on: string) =>
      matter.ask<{
        overdue: number;
        todos: { id: string; overdue: boolean; daysLeft: number; status: string }[];
      }>('todo.list', { on });
    expect(await list('2033-01-31')).toMatchObject({
      overdue: 0,
      todos: [{ id: todo, overdue: false, daysLeft: 1, status: 'empty' }],
    });
    expect(await list('2033-02-02')).toMatchObject({ overdue: 1, todos: [{ overdue: true }] });
    await matter.run('todo.assign', { todo, due: '2033-03-01' });
    expect(await list('2033-02-02')).toMatchObject({ overdue: 0 });
    await matter.run('todo.do', { todo, note: 'The register is exhibit 4.' });
    expect(await list('2033-02-02')).toMatchObject({ todos: [] });
    expect(await matter.refusal('todo.do', { todo, note: 'Again.' })).toBe('PROOF_TODO_UNKNOWN');
    expect(await matter.refusal('todo.open', { title: 'x', due: '2033-02' })).toBe('INPUT_INVALID');
  });
});
