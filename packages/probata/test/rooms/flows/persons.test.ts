// What the words of a series propose, in several languages: a word that is not known never uncovers a person.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flowsRoom } from '../../../src/rooms/flows/index.ts';
import { type Proposed, proposedFor } from '../../../src/rooms/flows/persons.ts';
import { openRig, type Rig } from '../record/rig.ts';

const taken = (unit: string, measure = 'Figures of the year', definition = 'As printed.'): string =>
  proposedFor({ unit, measure, definition }).taken;

describe('the words of a series', () => {
  test.each([
    'persons',
    'personnes',
    'demandeurs d’asile',
    'réfugiés',
    'asmenys',
    'žmonės',
    'nepilnamečiai',
    'cilvēki',
    'osoby',
    'Flüchtlinge',
    'человек',
    'беженцы',
    'людей',
    'спроби',
    'чалавек',
    'أشخاص',
    'المهاجرون',
    'لاجئين',
    'thousand persons',
  ])('speak of persons in “%s”', (unit) => {
    const { taken: answer, why } = proposedFor({ unit, measure: 'x', definition: 'x' });
    expect(answer).toBe('persons');
    expect(why).toContain('speaks of persons');
  });

  test.each(['xyzzy', 'henkilöä', '人', 'Nr.', '1', 'incidents', 'all', 'cases'])(
    'propose persons where the unit “%s” says nothing known',
    (unit) => expect(taken(unit)).toBe('persons'),
  );

  test.each([
    'EUR',
    'EUR million',
    'x-AUC',
    'million euros',
    '%',
    'per cent',
    'km',
    'hours',
    '2015 = 100 index',
    'mln. eurų',
    'тыс. рублей',
    'flights',
    'flights a week',
    'skrydžiai',
    'рейсов',
    'رحلات',
  ])('propose something else in “%s”', (unit) => expect(taken(unit)).toBe('other'));

  test('a thing that is counted by its persons is proposed as persons, money is not', () => {
    expect(taken('flights', 'Flights with migrants on board')).toBe('persons');
    expect(taken('EUR', 'Overtime of officers')).toBe('other');
    expect(taken('EUR per person')).toBe('persons');
  });
});

interface Shown {
  readonly series: {
    readonly guard: {
      readonly least: number;
      readonly counts: { declared: string | null; proposed: Proposed };
    };
  };
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

describe('a declaration', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig([flowsRoom]);
  });
  afterEach(async () => {
    await rig.check();
    rig.close();
  });
  const fix = (unit: string, more: object = {}): Promise<string> =>
    rig.run('series.fix', { measure: 'Ilves', unit, definition: 'As printed.', ...more });
  const show = (series: string): Promise<Shown> => rig.ask<Shown>('series.show', { series });

  test('is missing at first: the series is guarded where nothing says that it is not of persons, and it is said', async () => {
    const shown = await show(await fix('henkilöä'));
    expect(shown.series.guard).toMatchObject({ least: 5, counts: { declared: null } });
    expect(shown.warnings.map((one) => one.code)).toContain('FLOWS_COUNTS_UNDECLARED');
  });

  test('made with the series or after it decides, whatever the words propose', async () => {
    const money = await fix('EUR', { counts: 'persons' });
    expect((await show(money)).series.guard.least).toBe(5);
    const things = await fix('henkilöä');
    await rig.run('series.declare', { series: things, counts: 'other', ground: 'A kind of lynx.' });
    const shown = await show(things);
    expect(shown.series.guard.least).toBe(0);
    expect(shown.warnings).toEqual([]);
  });

  test('stands when a further version is fixed without one', async () => {
    const ser = await fix('henkilöä', { counts: 'other' });
    await fix('henkilöä', { series: ser });
    expect((await show(ser)).series.guard.counts.declared).toBe('other');
  });

  test('against what the words say and without a ground is said aloud', async () => {
    const shown = await show(await fix('persons', { counts: 'other' }));
    expect(shown.warnings[0]?.code).toBe('FLOWS_COUNTS_DOUBTED');
  });

  test('of a series that is not there is refused', async () => {
    await expect(
      rig.run('series.declare', { series: `ser_${'0'.repeat(26)}`, counts: 'other' }),
    ).rejects.toThrow(/There is no series/u);
  });
});
