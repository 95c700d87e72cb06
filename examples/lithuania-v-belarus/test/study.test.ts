// The study holds together: every figure has its source and vintage, conflicts stand side by side, and it says its gaps.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packShelf } from '../../../packages/probata/src/adapters/packs/shelf.ts';
import { readPack } from '../../../packages/probata/src/rooms/law/index.ts';

const HERE = new URL('..', import.meta.url).pathname;
const NOTICE =
  "Illustration from public sources. Not made by or for any State. Allegations are the applicant's; statuses are house rules on public material, not findings.";
const read = (file: string): string => readFileSync(join(HERE, file), 'utf8');

/** RFC 4180: quoted fields may hold commas and doubled quotes; these tables hold no line breaks. */
function table(file: string): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = read(file)
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((field) =>
        (field[1] ?? field[2] ?? '').replaceAll('""', '"'),
      ),
    );
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])));
}

interface Step {
  readonly run?: string;
  readonly task?: string;
  readonly as?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
const PARTS = ['case', 'sources', 'facts', 'ladder', 'allegations', 'damage', 'flows'];
interface Leaf {
  readonly fact: string;
}
interface Branch {
  readonly element?: string;
  readonly of: readonly (Leaf | Branch)[];
}
const steps = (file: string): readonly Step[] => parse(read(file)) as Step[];

const sources = table('tables/sources.csv');
const FIGURES = ['crossings', 'turned-back', 'neighbours', 'flights'].map((name) => `tables/${name}.csv`);

describe('the tables', () => {
  it.each([...FIGURES, 'tables/dates.csv', 'tables/detections.csv'])(
    '%s: each row has a known source, its address and vintage',
    (file) => {
      const known = new Map(sources.map((one) => [one['source'], one]));
      for (const row of table(file)) {
        const source = known.get(row['source']);
        expect([row['source'], source?.['address'], source?.['published']]).toEqual([
          row['source'],
          row['address'],
          row['vintage'],
        ]);
        expect(row['address']).not.toBe('');
        expect(row['vintage']).not.toBe('');
      }
    },
  );

  it('a conflict has at least two rows, and its values differ or their territory does', () => {
    const rows = FIGURES.flatMap(table).filter((row) => row['conflict'] !== '');
    const groups = Map.groupBy(rows, (row) => row['conflict'] ?? '');
    expect(groups.size).toBeGreaterThan(5);
    for (const [name, group] of groups) {
      // A month told twice, and the sum of months against a minister's figure, are explained in the note.
      if (group.length === 1)
        expect([name, group[0]?.['note']]).toEqual([name, expect.stringMatching(/add up|revised|equals/)]);
      else expect(new Set(group.map((row) => `${row['value']} ${row['territory']}`)).size).toBeGreaterThan(1);
    }
  });

  it('the running totals of attempts turned back add up', () => {
    const rows = table('tables/turned-back.csv');
    const of = (from: string, to: string): number =>
      Number(rows.find((row) => row['from'] === from && row['to'] === to)?.['value']);
    const years =
      of('2021-08-03', '2021-12-31') + of('2022-01-01', '2022-12-31') + of('2023-01-01', '2023-12-31');
    expect(years + of('2024-01-01', '2024-02-26')).toBe(of('2021-08-03', '2024-02-26'));
    expect(years + of('2024-01-01', '2024-03-13')).toBe(of('2021-08-03', '2024-03-13'));
  });

  it('EU money stands in its own column, under the purpose that its source names; the barrier is a budget', () => {
    const costs = table('tables/costs.csv');
    for (const row of costs) {
      expect(row['eu_money'] === '').toBe(row['eu_purpose'] === '');
      if (row['eu_money'] !== '') expect(row['amount']).toBe('');
    }
    const barrier = costs.filter((row) => row['head'] === 'barrier');
    expect(barrier.map((row) => row['status'])).toEqual(['estimate', 'budget', 'budget']);
    expect(costs.some((row) => row['status'] === 'no figure yet')).toBe(true);
  });
});

describe('the steps', () => {
  it('note every source of the tables as an exhibit without bytes, and invent none', () => {
    const noted = steps('sources.do.yaml').filter((step) => step.run !== undefined);
    expect(noted.map((step) => step.run)).toEqual(noted.map(() => 'exhibit.note'));
    expect(
      noted.map((step) => [
        step.with?.['title'],
        step.with?.['class'],
        step.with?.['originId'],
        step.with?.['heldAt'],
      ]),
    ).toEqual(sources.map((one) => [one['title'], one['class'], one['origin'], one['address']]));
    const tasks = PARTS.flatMap((name) => steps(`${name}.do.yaml`)).flatMap((step) =>
      step.task === undefined ? [] : [step.task],
    );
    // Only the study's own tables are deposited, and read for their figures.
    const deposited = PARTS.flatMap((part) => steps(`${part}.do.yaml`)).flatMap((step) =>
      step.task === 'intake.add' ? (step.with?.['paths'] as string[]) : [],
    );
    for (const path of deposited) expect(path).toMatch(/^\.\/tables\/[a-z-]+\.csv$/);
    expect(new Set(tasks)).toEqual(
      new Set([
        'pack.adopt',
        'passage.mark',
        'intake.add',
        'reading.run',
        'series.read',
        'statement.read',
        'estimate.run',
      ]),
    );
  });

  it('concede and notice nothing, clear no law, and name firms only as the applicant or the press does', () => {
    const all = PARTS.flatMap((name) => steps(`${name}.do.yaml`));
    const runs = new Set(all.map((step) => step.run));
    for (const never of ['fact.concede', 'fact.notice', 'statement.clear', 'status.override', 'fact.review'])
      expect(runs.has(never)).toBe(false);
    const actors = all.filter((step) => step.run === 'actor.name');
    for (const { with: given } of actors)
      if (given?.['kind'] !== 'state') expect(given?.['naming']).toMatch(/^(party|press)$/);
    expect(actors.some((step) => step.with?.['kind'] === 'person')).toBe(false);
  });

  it('allegations name facts and elements that exist', () => {
    const { notice, allegations } = parse(read('allegations.yaml')) as {
      readonly notice: string;
      readonly allegations: readonly {
        readonly provisions: readonly string[];
        readonly elements: Readonly<Record<string, readonly string[]>>;
        readonly context?: readonly string[];
      }[];
    };
    expect(notice).toBe(NOTICE);
    const facts = new Set(
      steps('facts.do.yaml').flatMap((step) => (step.run === 'fact.assert' ? [step.as] : [])),
    );
    const shelf = packShelf();
    const packs = shelf.shipped().map((name) => readPack(shelf.read(name)));
    const provisions = packs
      .flatMap((pack) => pack.instruments)
      .flatMap((instrument) => instrument.provisions);
    const law = new Set([
      ...provisions.flatMap((one) => [one.id, ...one.elements.map((element) => element.id)]),
      ...packs.flatMap((pack) => pack.ladders).flatMap((ladder) => ladder.rungs.map((rung) => rung.id)),
    ]);
    for (const allegation of allegations) {
      for (const id of [...allegation.provisions, ...Object.keys(allegation.elements)])
        expect([id, law.has(id)]).toEqual([id, true]);
      for (const key of [...Object.values(allegation.elements).flat(), ...(allegation.context ?? [])])
        expect([key, facts.has(`f_${key.replaceAll('-', '_')}`)]).toEqual([key, true]);
    }
  });

  it('what a side only says serves no element: it is context', () => {
    const { allegations } = parse(read('allegations.yaml')) as {
      readonly allegations: readonly { readonly elements: Readonly<Record<string, readonly string[]>> }[];
    };
    const serving = new Set(allegations.flatMap((one) => Object.values(one.elements).flat()));
    const facts = steps('facts.do.yaml').filter((step) => step.run === 'fact.assert');
    for (const step of facts)
      if (step.with?.['account'] !== undefined)
        expect([step.as, serving.has((step.as ?? '').slice(2).replaceAll('_', '-'))]).toEqual([
          step.as,
          false,
        ]);
  });

  it('make the allegations of the plain table, element by element', () => {
    const { allegations } = parse(read('allegations.yaml')) as {
      readonly allegations: readonly {
        readonly text: string;
        readonly elements: Readonly<Record<string, readonly string[]>>;
      }[];
    };
    const made = steps('allegations.do.yaml');
    expect(made.map((step) => step.with?.['text'])).toEqual(allegations.map((one) => one.text));
    made.forEach((step, i) => {
      const found: Record<string, readonly string[]> = {};
      const walk = (node: Branch): void => {
        if (node.element === undefined) for (const part of node.of) walk(part as Branch);
        else
          found[node.element] = node.of.map((leaf) =>
            ((leaf as Leaf).fact.match(/f_(\w+)/)?.[1] ?? '').replaceAll('_', '-'),
          );
      };
      walk(step.with?.['tree'] as Branch);
      expect(found).toEqual(allegations[i]?.elements);
    });
  });

  it('carry the one notice', () => {
    const [init] = parse(read('case.do.yaml')) as [{ readonly init: { readonly notice: string } }];
    expect(init.init.notice).toBe(NOTICE);
    expect(read('README.md').replaceAll(/\s+/g, ' ')).toContain(NOTICE);
  });

  it('hold no figure of a fact that is not in a table', () => {
    const values = new Set(
      readdirSync(join(HERE, 'tables'))
        .flatMap((file) => table(`tables/${file}`))
        .flatMap((row) => [row['value'], row['amount'], row['eu_money'], row['note'], row['what']])
        .flatMap((text) => (text ?? '').replaceAll(',', '').match(/\d+/g) ?? []),
    );
    for (const step of steps('facts.do.yaml')) {
      if (step.run !== 'fact.assert') continue;
      // Counts with a thousands mark: each stands in a table as it stands in the fact.
      for (const figure of String(step.with?.['statement']).match(/\b\d{1,3}(,\d{3})+\b/g) ?? [])
        expect([figure, values.has(figure.replaceAll(',', ''))]).toEqual([figure, true]);
    }
  });
});

describe('the matter built by probata do alone', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'probata-study-'));
  const env = {
    ...process.env,
    PROBATA_CONFIG: join(scratch, 'config'),
    PROBATA_STATE: join(scratch, 'state'),
  };
  const matter = join(scratch, 'matter');
  const probata = (...words: string[]): string =>
    execFileSync(
      process.execPath,
      [new URL('../../../packages/probata/bin/probata.ts', import.meta.url).pathname, ...words],
      {
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  const ask = <A>(...words: string[]): A => JSON.parse(probata(...words, '--matter', matter, '--json')) as A;

  beforeAll(() => {
    probata('do', join(HERE, 'case.do.yaml'), '--matter', matter);
  }, 300_000);
  afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  it('the ladder says its gaps: nothing is proved, and the order of request and withdrawal is a warning', () => {
    const { ladders } = ask<{ ladders: readonly { id: string; outcome: string; proved: number }[] }>(
      'ladder',
      'list',
    );
    expect(ladders).toMatchObject([{ outcome: 'missing', proved: 0 }]);
    const shown = ask<{
      warnings: readonly string[];
      tries: readonly {
        rungs: readonly { rung: string; outcome: string; rests: string; toBeChecked: boolean }[];
      }[];
    }>('ladder', 'show', '--ladder', ladders[0]?.id ?? '');
    expect(shown.warnings).toEqual([
      'The only request for arbitration known was announced on 5 April 2023, before the withdrawal of the applicant’s reservation reported for May 2023.',
      'The objection of Austria is dated 31 July 2024, the last day of the window.',
      'Sending and receipt of the note proposing arbitration announced on 5 April 2023 are not public.',
    ]);
    const rungs = shown.tries[0]?.rungs ?? [];
    expect(
      Object.fromEntries(rungs.map((rung) => [rung.rung.replace('sp.20.ladder.', ''), rung.outcome])),
    ).toEqual({
      bond: 'contested',
      'reservation-claimant': 'contested',
      'reservation-respondent': 'missing',
      'late-declaration': 'contested',
      dispute: 'missing',
      'subject-matter': 'missing',
      negotiation: 'contested',
      'reasonable-time': 'missing',
      request: 'contested',
      'six-months': 'contested',
      'no-agreement': 'contested',
      seisin: 'contested',
    });
    expect(rungs.every((rung) => rung.toBeChecked)).toBe(true);
  });

  it('no fact of the study is without a source, and none is conceded', () => {
    const { facts } = ask<{ facts: readonly { trays: readonly string[]; premise: unknown }[] }>(
      'fact',
      'list',
    );
    expect(facts).toHaveLength(38);
    expect(facts.every((fact) => fact.premise === null && !fact.trays.includes('no-source'))).toBe(true);
  });

  it('no allegation is proved: each has an element that nothing public serves', () => {
    const { allegations } = ask<{ allegations: readonly { kind: string; status: string }[] }>(
      'allegation',
      'list',
    );
    expect(allegations).toHaveLength(8);
    for (const allegation of allegations) expect(allegation.status).not.toBe('proved');
  });

  it('the one total that cannot stand with the others is found, and leads to its cell', () => {
    const { series } = ask<{ series: readonly { id: string; measure: string }[] }>('series', 'list');
    const attempts = series.find((one) => one.measure === 'Attempts turned back')?.id ?? '';
    const { suspects, statements, months, leftOut } = ask<{
      suspects: readonly { statements: readonly string[]; words: readonly string[] }[];
      statements: readonly { id: string; passages: readonly string[] }[];
      leftOut: readonly string[];
      months: readonly { month: string; low: string; high: string | null }[];
    }>('series', 'envelope', '--series', attempts);
    expect(suspects.map((one) => one.words)).toEqual([
      ['2643 attempts, 2025-01-01 to 2025-10-18 (lrytas-2025-10-18)'],
    ]);
    expect(leftOut).toEqual(suspects[0]?.statements);
    const wrong = statements.find((one) => one.id === leftOut[0]);
    const { passage } = ask<{ passage: { quote: string; pin: string } }>(
      'passage',
      'show',
      '--passage',
      wrong?.passages[0] ?? '',
    );
    expect(passage.quote).toBe('2643');
    // Between the totals of 30 October and of the year 169 are left for its last two months.
    expect(months.at(-1)).toMatchObject({ month: '2025-12', low: '0', high: '169' });
  });

  it('its money is a range under stated assumptions, with one step that nothing public carries', () => {
    const { joint, sentence } = ask<{
      joint: {
        heads: readonly { low: { amount: string }; high: { amount: string }; formula: readonly string[] }[];
        varianceShares: readonly { title: string; share: number }[];
      };
      sentence: string;
    }>('claim', 'joint');
    // 4,115 to 4,200 persons × 900 to 916.67 × 3 to 24 months: 2.5 % of the draws lie below 3.525 months, 2.5 % above 23.475.
    const [head] = joint.heads;
    expect(Number(head?.low.amount) / (4157.5 * 908.3 * 3.525)).toBeCloseTo(1, 1);
    expect(Number(head?.high.amount) / (4157.5 * 908.3 * 23.475)).toBeCloseTo(1, 1);
    expect(head?.formula[0]).toContain('Months that a person stayed');
    expect(joint.varianceShares[0]?.title).toBe('Months that a person stayed');
    expect(joint.varianceShares[0]?.share).toBeGreaterThan(0.95);
    expect(sentence).toContain('100000 joint draws');
    const { quotes, stale } = ask<{
      quotes: readonly { field: string; now: string | null }[];
      stale: number;
    }>('figure', 'quotes');
    expect(stale).toBe(0);
    // Of the estimate only the ends are printed, never its middle.
    expect(quotes.filter((one) => one.field === 'total' && one.now?.includes('(') === true)).toEqual([]);
    const { claim } = ask<{
      claim: {
        shows: string;
        heads: readonly {
          title: string;
          funded: { amount: string };
          fundedNotTied: { amount: string };
          total: { sum: unknown };
        }[];
      };
    }>('claim', 'total');
    const netted = claim.heads.filter((one) => Number(one.funded.amount) !== 0);
    expect(netted).toEqual([]);
    // Never one number: no sum of a column, a head, a line or a reading, and no middle of the draws.
    expect(claim).toMatchObject({
      shows: 'ranges',
      itemised: { sum: null },
      estimated: { state: 'range', sum: null },
      global: { sum: null },
    });
    expect(claim.heads.map((one) => one.total.sum)).toEqual(claim.heads.map(() => null));
    expect(joint).toMatchObject({ point: null, total: { mean: null, median: null } });
    const { heads } = ask<{ heads: readonly { items: readonly { figure: unknown; amount: unknown }[] }[] }>(
      'head',
      'list',
    );
    for (const item of heads.flatMap((one) => one.items))
      expect(item).toMatchObject({ figure: null, amount: null });
    const { cases } = ask<{ cases: readonly { id: string }[] }>('counter-case', 'list');
    for (const { id } of cases)
      expect(ask<{ countered: object }>('counter-case', 'compare', '--case', id).countered).toMatchObject({
        itemised: null,
        estimated: null,
        global: null,
      });
    // The median of the draws near fifty million stands nowhere among what is answered.
    for (const words of [
      probata('claim', 'total', '--matter', matter),
      probata('claim', 'joint', '--matter', matter, '--json').replace(/"histogram":.*?\]/su, ''),
    ])
      expect(words).not.toMatch(/5[01][\s\u202f]?\d{3}[\s\u202f]?\d{3}\.\d\d/u);
    expect(claim.heads.some((one) => Number(one.fundedNotTied.amount) > 0)).toBe(true);
  });

  it('built again it enters nothing', () => {
    const told = probata('do', join(HERE, 'case.do.yaml'), '--matter', matter, '--json');
    expect(JSON.parse(told)).toMatchObject({ entered: 0 });
  }, 300_000);
});
