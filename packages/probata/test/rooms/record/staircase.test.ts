import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statedDate } from '../../../src/base/time/index.ts';
import { daysInWords, type ExchangeDates, staircase } from '../../../src/rooms/record/staircase.ts';
import { openRig, type Rig } from './rig.ts';

const note = (
  id: string,
  from: string,
  to: string,
  sent: string | null,
  more: object = {},
): ExchangeDates => ({
  id,
  from,
  to: [to],
  kind: 'note-verbale',
  sent: sent === null ? null : statedDate(sent),
  received: null,
  answers: null,
  ...more,
});

describe('silences', () => {
  it('are counted from receipt to the sending of the answer, first day out and last day in', () => {
    // 3 March to 16 May: 28 days left of March, 30 of April, 16 of May: 74.
    const [first] = staircase(
      [
        note('n1', 'A', 'B', '2033-03-01', { received: statedDate('2033-03-03') }),
        note('n2', 'B', 'A', '2033-05-16', { answers: 'n1' }),
      ],
      [],
      null,
    );
    expect(first?.silences[0]).toMatchObject({
      by: 'B',
      countedFrom: 'received',
      endedBy: 'n2',
      assumed: false,
      days: { atLeast: 74, atMost: 74 },
    });
  });

  it('give a range where a date is rough, and nothing where nothing ended them and no last day is given', () => {
    const stairs = staircase(
      [
        note('n1', 'A', 'B', '2033-03'),
        note('n2', 'B', 'A', '2033-04-10'),
        note('n3', 'A', 'B', '2033-06-01'),
      ],
      [],
      null,
    );
    // From 31 March to 10 April at least 10 days, from 1 March at most 40.
    expect(stairs[0]?.silences[0]).toMatchObject({ days: { atLeast: 10, atMost: 40 }, assumed: true });
    expect(stairs[2]?.silences[0]).toMatchObject({ endedBy: null, days: null });
    const counted = staircase([note('n3', 'A', 'B', '2033-06-01')], [], '2033-06-30');
    expect(counted[0]?.silences[0]?.days).toEqual({ atLeast: 29, atMost: 29 });
  });

  it('are ended by talks, whoever is entered as having called them', () => {
    const stairs = staircase(
      [note('n1', 'A', 'B', '2033-03-01'), note('t', 'A', 'B', '2033-03-09', { kind: 'talks' })],
      [],
      null,
    );
    expect(stairs[0]?.silences[0]).toMatchObject({ endedBy: 't', days: { atLeast: 8, atMost: 8 } });
  });

  it('are not counted after a statement to the world or after talks, unless an answer was expected or came', () => {
    const statement = note('s', 'A', 'B', '2033-03-01', { kind: 'statement' });
    const later = note('n2', 'B', 'A', '2033-04-10');
    expect(staircase([statement, later], [], '2033-06-30')[0]?.silences).toEqual([]);
    const due = [{ answerTo: 's', from: 'B', due: statedDate('2033-03-31'), ground: 'It asks for one.' }];
    expect(staircase([statement], due, '2033-06-30')[0]?.silences).toHaveLength(1);
    const answered = [statement, { ...later, answers: 's' }];
    expect(staircase(answered, [], null)[0]?.silences[0]?.days).toEqual({ atLeast: 40, atMost: 40 });
  });

  it('tell whether an answer that was due came in time', () => {
    const due = (edtf: string) => [
      { answerTo: 'n1', from: 'B', due: statedDate(edtf), ground: 'thirty days' },
    ];
    const pair = [note('n1', 'A', 'B', '2033-03-01'), note('n2', 'B', 'A', '2033-04-10')];
    const outcome = (edtf: string, until: string | null, exchanges = pair) =>
      staircase(exchanges, due(edtf), until)[0]?.silences[0]?.dueOutcome;
    expect(outcome('2033-04-10', null)).toBe('kept');
    expect(outcome('2033-04-09', null)).toBe('missed');
    expect(outcome('2033-04~', null)).toBe('kept');
    expect(outcome('2033-03-31', '2033-04-05', pair.slice(0, 1))).toBe('missed');
    expect(outcome('2033-03-31', '2033-03-31', pair.slice(0, 1))).toBe('running');
    expect(outcome('2033-03-31', null, pair.slice(0, 1))).toBe('running');
    const rough = [note('n1', 'A', 'B', '2033-03-01'), note('n2', 'B', 'A', '2033-04')];
    expect(outcome('2033-04-10', null, rough)).toBe('unclear');
  });

  it('are worded without pretence', () => {
    expect(daysInWords({ atLeast: 1, atMost: 1 })).toBe('1 day');
    expect(daysInWords({ atLeast: 10, atMost: 40 })).toBe('10 to 40 days');
    expect(daysInWords({ atLeast: 10, atMost: null })).toBe('at least 10 days');
    expect(daysInWords({ atLeast: null, atMost: null })).toBe('an unknown number of days');
  });
});

describe('exchanges in a matter', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(async () => {
    await rig.check();
    rig.close();
  });

  it('form a dated staircase; sent and received are kept apart', async () => {
    const [a, b] = [
      await rig.run('actor.name', { kind: 'state', names: 'Aurelia' }),
      await rig.run('actor.name', { kind: 'state', names: 'Borovia' }),
    ];
    const passage = await rig.passage('1');
    const first = await rig.run('exchange.enter', {
      from: a,
      to: [b],
      kind: 'note-verbale',
      title: 'Note 1',
      sent: '2033-03-01',
      received: '2033-03-03',
      provisions: ['comp.20'],
      passage,
    });
    await rig.run('exchange.expect', {
      answerTo: first,
      from: b,
      due: '2033-04-02',
      ground: 'Asks for an answer in thirty days.',
    });
    const second = await rig.run('exchange.enter', {
      from: b,
      to: [a],
      kind: 'note-verbale',
      title: 'Note 2',
      sent: '2033-05-16',
      answers: first,
      passage,
    });
    const { stairs, longest } = await rig.ask('exchange.staircase', { between: [a, b], until: '2033-06-01' });
    expect(stairs.map((stair) => [stair.exchange.title, stair.silences[0]?.words])).toEqual([
      ['Note 1', '74 days'],
      ['Note 2', '16 days'],
    ]);
    expect(stairs[0]?.silences[0]).toMatchObject({ dueOutcome: 'missed', endedBy: second });
    expect(longest).toMatchObject({ exchange: first, by: b, days: 74 });
    const { rows } = await rig.ask('chronology.list', { from: '2033-05-01', language: 'fr' });
    expect(rows.map((row) => [row.sort, row.words])).toEqual([['exchange', '16 mai 2033']]);
  });

  it('are refused without a date, without a source, in the wrong order, or as an answer to somebody else', async () => {
    const [a, b, c] = [
      await rig.run('actor.name', { kind: 'state', names: 'Aurelia' }),
      await rig.run('actor.name', { kind: 'state', names: 'Borovia' }),
      await rig.run('actor.name', { kind: 'state', names: 'Ostmark' }),
    ];
    const enter = { from: a, to: [b], kind: 'letter', title: 'x', sent: '2033-03-01', source: 'a newspaper' };
    const { sent: _sent, ...undated } = enter;
    const { source: _source, ...unshown } = enter;
    expect(await rig.refusal('exchange.enter', undated)).toBe('RECORD_EXCHANGE_UNDATED');
    expect(await rig.refusal('exchange.enter', unshown)).toBe('RECORD_EXCHANGE_UNSHOWN');
    expect(await rig.refusal('exchange.enter', { ...enter, to: [a] })).toBe('RECORD_EXCHANGE_SELF');
    expect(await rig.refusal('exchange.enter', { ...enter, received: '2033-02-27' })).toBe(
      'RECORD_EXCHANGE_ORDER',
    );
    const first = await rig.run('exchange.enter', enter);
    expect(await rig.refusal('exchange.enter', { ...enter, from: c, to: [a], answers: first })).toBe(
      'RECORD_EXCHANGE_ANSWER',
    );
    expect(
      await rig.refusal('exchange.expect', { answerTo: first, from: c, due: '2033-04', ground: 'x' }),
    ).toBe('RECORD_EXPECTED_WHOM');
  });
});
