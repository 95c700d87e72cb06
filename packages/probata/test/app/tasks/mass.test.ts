// A mass claim from a sealed register to a bound to plead, through the tasks of the house; no claimant leaves the seal.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Matter } from '../../../src/app/matter.ts';
import { createMatter } from '../../../src/compose.ts';
import { Generator } from '../../../src/rooms/flows/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'probata-mass-'));
const QUIET = { progress: () => undefined, signal: new AbortController().signal };
let matter: Matter;
let exhibits: Record<string, string> = {};
const accepted = new Map<string, string>();
const task = async <T>(name: string, input: object): Promise<T> =>
  (await matter.task(name, input, QUIET)) as T;
const run = async (name: string, input: object): Promise<string> =>
  (await matter.run(name, input)).entries[0]?.subject ?? '';
const ask = async <T>(name: string, input: object = {}): Promise<T> => (await matter.ask(name, input)) as T;
const codeOf = async (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'nothing refused',
    (thrown: { code?: string }) => thrown.code ?? 'no code',
  );

beforeAll(async () => {
  matter = await createMatter(
    join(folder, 'matter'),
    { title: 'Aurelia v. Borovia', person: 'A. Counsel', notice: 'Invented.' },
    { places: { config: join(folder, 'config'), state: join(folder, 'state') } },
  );
  const random = new Generator(3);
  const rows = Array.from({ length: 900 }, (_, i) => {
    const id = `K${String(i + 1).padStart(5, '0')}`;
    const district = ['Vess', 'Drohn', 'Lumen'][i % 3];
    const category = i % 10 === 0 ? 'B' : 'A';
    const minor = 50_000 + random.below(200_000);
    accepted.set(id, (Math.floor(minor * (random.uniform() < 0.2 ? 0 : 0.7)) / 100).toFixed(2));
    // The last claim repeats the document of the first.
    const document = i === 899 ? 'PX-00001' : `PX-${String(i + 1).padStart(5, '0')}`;
    return `${id},Zyxwv Person${i},${document},F${Math.floor(i / 4)},${district},${category},${(minor / 100).toFixed(2)}`;
  });
  const papers = join(folder, 'papers');
  mkdirSync(papers);
  const text = `id,name,document,family,district,category,claimed\n${rows.join('\n')}\n`;
  writeFileSync(join(papers, 'register.csv'), text);
  const compartment = await task<{ id: string }>('compartment.open', {
    name: 'claimants',
    purpose: 'Persons who claim.',
  });
  ({ exhibits } = await task<{ exhibits: Record<string, string> }>('intake.add', {
    paths: [papers],
    compartment: compartment.id,
  }));
  const open = join(folder, 'open');
  mkdirSync(open);
  writeFileSync(join(open, 'open-register.csv'), text.replace('K00001', 'K99999'));
  Object.assign(
    exhibits,
    (await task<{ exhibits: Record<string, string> }>('intake.add', { paths: [open] })).exhibits,
  );
}, 120_000);
afterAll(async () => {
  await matter.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a mass claim', () => {
  let register = '';
  let sample = '';
  const COLUMNS = {
    title: 'Persons held',
    currency: 'EUR',
    strata: ['district', 'category'],
    category: 'category',
  };

  it('needs a sealed register, or one that names nobody', async () => {
    expect(await codeOf(task('register.lay', { exhibit: exhibits['open-register.csv'], ...COLUMNS }))).toBe(
      'QUANTUM_REGISTER_OPEN',
    );
    const laid = await task<{ register: string; count: number; strata: number }>('register.lay', {
      exhibit: exhibits['register.csv'],
      ...COLUMNS,
    });
    register = laid.register;
    expect([laid.count, laid.strata]).toEqual([900, 6]);
  });

  it('finds the claimant who stands in it twice', async () => {
    const found = await task<{ document: number; pairs: readonly { first: string; second: string }[] }>(
      'register.match',
      { register, document: 'document', first: 1 },
    );
    expect([found.document, found.pairs[0]?.first, found.pairs[0]?.second]).toEqual([1, 'K00001', 'K00900']);
  });

  it('is drawn from a seed, and drawn again to the same claims', async () => {
    const drawn = await task<{ sample: string; drawn: number; listHash: string }>('sample.draw', {
      register,
      size: 120,
      seed: 20350526,
      seedGround: 'The day of the filing.',
    });
    sample = drawn.sample;
    expect(drawn.drawn).toBe(120);
    const again = await task<{ same: boolean; claims: readonly string[] }>('sample.redraw', { sample });
    expect([again.same, again.claims.length]).toEqual([true, 120]);
  });

  it('is examined, extrapolated with a bound, and says who did not answer', async () => {
    await run('fixed-sum.set', {
      register,
      category: 'B',
      form: 'ceiling',
      sum: { amount: '900.00', currency: 'EUR' },
      ground: 'A ceiling.',
    });
    const { claims } = await task<{ claims: readonly string[] }>('sample.redraw', { sample });
    const results = join(folder, 'results');
    mkdirSync(results);
    writeFileSync(
      join(results, 'results.csv'),
      `id,accepted\n${claims.map((id, i) => `${id},${i < 6 ? '' : accepted.get(id)}`).join('\n')}\n`,
    );
    const added = await task<{ exhibits: Record<string, string> }>('intake.add', { paths: [results] });
    const examined = await task<{ drawn: number; answered: number; rules: number }>('sample.examine', {
      sample,
      exhibit: added.exhibits['results.csv'],
    });
    expect(examined).toMatchObject({ drawn: 120, answered: 114, rules: 1 });
    const total = await ask<{
      pleaded: { silence: string; estimate: { amount: string }; lowerBound: { amount: string } };
      all: readonly object[];
      strata: readonly { drawn: number | null }[];
      warnings: readonly { code: string }[];
      challenge: readonly { attack: string; result: string; status: string }[];
      sentence: string;
    }>('register.total', { register });
    const truth = [...accepted].reduce((sum, [id, amount]) => {
      const isB = (Number(id.slice(1)) - 1) % 10 === 0;
      return sum + (isB ? Math.min(900, Number(amount)) : Number(amount));
    }, 0);
    expect(total.all).toHaveLength(6);
    const said = new Map(total.challenge.map((one) => [one.attack, one]));
    expect(said.size).toBe(total.challenge.length);
    expect(said.get('The sample is not like the register.')?.status).toBe('answered');
    expect(said.get('Those who did not answer differ from those who did.')?.result).toContain('6 of 120');
    // The ceiling was set after the draw and before the results were added up: that is said.
    expect(said.get('Fixed sums and ceilings were set once the results were known.')?.status).toBe('open');
    expect(total.pleaded.silence).toBe('nothing');
    expect(Number(total.pleaded.lowerBound.amount)).toBeLessThan(truth);
    expect(Math.abs(Number(total.pleaded.estimate.amount) / truth - 1)).toBeLessThan(0.25);
    expect(total.warnings.map((one) => one.code)).toContain('QUANTUM_NOT_ANSWERED');
    // Strata of which fewer than five were drawn do not say how many.
    expect(total.strata.filter((one) => one.drawn === null).length).toBeGreaterThan(0);
    await run('fixed-sum.set', {
      register,
      category: 'B',
      form: 'ceiling',
      sum: { amount: '800.00', currency: 'EUR' },
      ground: 'Another ceiling.',
    });
    expect(
      (await ask<{ warnings: readonly { code: string }[] }>('register.total', { register })).warnings.map(
        (one) => one.code,
      ),
    ).toContain('QUANTUM_RULES_NEWER');
    const { challenge } = await ask<{ challenge: readonly { status: string; result: string }[] }>(
      'register.total',
      { register },
    );
    expect(challenge.filter((one) => one.status === 'failed').map((one) => one.result)).toEqual([
      '1 of 1 were set after the results were added up.',
    ]);
  });

  it('whole families are drawn, drawn again, examined and extrapolated as families', async () => {
    const drawn = await task<{
      sample: string;
      drawn: number;
      groups: number;
      strata: readonly { name: string; of: number }[];
      sentence: string;
    }>('sample.draw', {
      register,
      group: 'family',
      size: 40,
      seed: 7,
      seedGround: 'A lottery held in public.',
    });
    // Families of four here reach across districts: they are drawn from all together.
    expect(drawn.strata).toEqual([{ name: 'all groups', of: 225, drawn: 40 }]);
    expect([drawn.groups, drawn.drawn]).toEqual([40, 160]);
    expect(drawn.sentence).toContain('40 of 225 groups by “family” are drawn whole, with 160 claims');
    const again = await task<{ same: boolean; groups: number; claims: readonly string[] }>('sample.redraw', {
      sample: drawn.sample,
    });
    expect([again.same, again.groups, again.claims.length]).toEqual([true, 40, 160]);
    const place = join(folder, 'families');
    mkdirSync(place);
    writeFileSync(
      join(place, 'families.csv'),
      `id,accepted\n${again.claims.map((id) => `${id},${accepted.get(id)}`).join('\n')}\n`,
    );
    const added = await task<{ exhibits: Record<string, string> }>('intake.add', { paths: [place] });
    expect(
      await task('sample.examine', { sample: drawn.sample, exhibit: added.exhibits['families.csv'] }),
    ).toMatchObject({ drawn: 160, answered: 160 });
    const total = await ask<{
      sample: string;
      sentence: string;
      strata: readonly { groups: object | null; count: number; drawn: number }[];
      challenge: readonly { attack: string; result: string }[];
    }>('register.total', { register });
    expect(total.sample).toBe(drawn.sample);
    expect(total.sentence).toContain('of 160 drawn in 40 whole groups 160 were answered');
    expect(total.strata).toEqual([
      expect.objectContaining({ count: 900, drawn: 160, groups: { of: 225, drawn: 40 } }),
    ]);
    expect(total.challenge.map((one) => one.result).join(' ')).toContain('40 of 225 groups by “family”');
    const { samples } = await ask<{ samples: readonly { id: string; groups: object | null }[] }>(
      'sample.list',
    );
    expect(samples.find((one) => one.id === drawn.sample)?.groups).toMatchObject({ drawn: 40, of: 225 });
    expect(
      await codeOf(task('sample.draw', { register, group: 'clan', size: 40, seed: 7, seedGround: 'x' })),
    ).toBe('QUANTUM_REGISTER_COLUMN');
    await run('item.withdraw', { item: drawn.sample, ground: 'The sample of claims is pleaded.' });
  });

  it('a sample drawn elsewhere is extrapolated out of its exhibit, and nothing is entered', async () => {
    const place = join(folder, 'theirs');
    mkdirSync(place);
    writeFileSync(
      join(place, 'theirs.csv'),
      `office,in office,accepted\n${Array.from({ length: 60 }, (_, i) => `O${i % 6},${40},${100 + ((i * 31) % 90)}.50`).join('\n')}\n`,
    );
    const { exhibits } = await task<{ exhibits: Record<string, string> }>('intake.add', { paths: [place] });
    const given = { exhibit: exhibits['theirs.csv'], group: 'office', groupSize: 'in office', groups: 25 };
    const made = await task<{
      estimate: string;
      lowerBound: string;
      sentence: string;
      challenge: readonly { status: string }[];
    }>('survey.estimate', { ...given, estimator: 'cluster' });
    // 60 claims of mean 144 or so stand for 25 offices of 40.
    expect(Number(made.estimate) / (1000 * 144)).toBeCloseTo(1, 1);
    expect(Number(made.lowerBound)).toBeLessThan(Number(made.estimate));
    expect(made.sentence).toContain('by the cluster estimator');
    expect(made.challenge.map((one) => one.status)).toContain('failed');
    expect(await codeOf(task('survey.estimate', { ...given, estimator: 'ratio' }))).toBe(
      'FLOWS_SURVEY_NEEDS',
    );
  });

  it('carries an estimated head, with its doubt or by its bound, and says when it no longer does', async () => {
    const { pleaded } = await ask<{
      pleaded: {
        estimate: { amount: string };
        standardError: { amount: string };
        lowerBound: { amount: string };
      };
    }>('register.total', { register });
    const head = await run('head.open', { title: 'Persons held', mode: 'estimated', why: 'By a sample.' });
    const given = { title: 'Claims of persons', register, ground: 'The sample of the register.' };
    const assumption = await run('assumption.enter', given);
    const model = {
      head,
      terms: [{ title: 'claims', factors: [{ assumption }] }],
      ground: 'As extrapolated.',
    };
    await run('head.model', model);
    const joint = async () =>
      (
        await ask<{ joint: { point: { amount: string }; total: { standardDeviation: { amount: string } } } }>(
          'claim.joint',
        )
      ).joint;
    const drawn = await joint();
    expect(Number(drawn.point.amount) / Number(pleaded.estimate.amount)).toBeCloseTo(1, 2);
    expect(Number(drawn.total.standardDeviation.amount) / Number(pleaded.standardError.amount)).toBeCloseTo(
      1,
      1,
    );
    await run('assumption.enter', { id: assumption, ...given, reading: 'lower-bound' });
    expect((await joint()).point.amount).toBe(pleaded.lowerBound.amount);
    // It stands on the register and the results, and on no passage of its own.
    expect((await ask<{ outsideGlobal: number }>('claim.unsourced')).outsideGlobal).toBe(0);
    const { registers } = await ask<{ registers: readonly { exhibit: string }[] }>('register.list');
    const struck = await ask<{ estimatesFallen: readonly { title: string }[] }>('claim.struck', {
      exhibits: [registers.find((one) => one.exhibit !== '')?.exhibit],
    });
    expect(struck.estimatesFallen.map((one) => one.title)).toContain('Mass claim');
    expect(
      await codeOf(run('assumption.enter', { ...given, distribution: { kind: 'stated', value: '1' } })),
    ).toBe('QUANTUM_DISTRIBUTION_TWICE');
    // Withdrawn, the sample speaks no more, and the head says so.
    await run('item.withdraw', { item: sample, ground: 'Drawn anew.' });
    const { claim } = await ask<{ claim: { deficiencies: readonly { code: string; subject: string }[] } }>(
      'claim.total',
    );
    expect(claim.deficiencies).toContainEqual(
      expect.objectContaining({ code: 'QUANTUM_ESTIMATE_STALE', subject: assumption }),
    );
  });

  it('is counted in tables whose small cells are hidden', async () => {
    const table = await task<{ rows: readonly { cells: readonly (number | null)[] }[]; sentence: string }>(
      'register.table',
      { register, rows: 'district', columns: 'category' },
    );
    expect(table.rows.map((one) => one.cells)).toEqual([
      [270, 30],
      [270, 30],
      [270, 30],
    ]);
    expect(await codeOf(task('register.table', { register, rows: 'family', columns: 'category' }))).toBe(
      'QUANTUM_TABLE_SMALL',
    );
  });

  it('leaves no name of a claimant in the clear, anywhere in its folder but in the file that was open', () => {
    const found = readdirSync(join(folder, 'matter'), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))
      .filter((file) => readFileSync(file).includes('K00001,Zyxwv'));
    expect(found).toEqual([]);
  });
});
