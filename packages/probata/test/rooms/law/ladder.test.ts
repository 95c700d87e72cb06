import { describe, expect, it } from 'vitest';
import { packShelf } from '../../../src/adapters/packs/shelf.ts';
import { type DateStatement, statedDate } from '../../../src/base/time/index.ts';
import {
  climb,
  type Ladder,
  type LadderEvent,
  type LadderResult,
  readPack,
} from '../../../src/rooms/law/index.ts';

const article20 = ((): Ladder => {
  const pack = readPack(packShelf().read('smuggling-protocol-untoc'));
  const [ladder] = pack.ladders;
  if (ladder === undefined) throw new Error('the pack holds no ladder');
  return ladder;
})();

type Given = Partial<Omit<LadderEvent, 'on' | 'received' | 'announced'>> & {
  readonly on?: string;
  readonly received?: string;
  readonly announced?: string;
};

let count = 0;
const date = (text: string | undefined): DateStatement | null =>
  text === undefined ? null : statedDate(text);
const event = (kind: string, by: LadderEvent['by'], given: Given = {}): LadderEvent => {
  count += 1;
  return {
    whose: null,
    title: kind,
    shown: 'shown',
    passage: 'pas_1',
    source: null,
    disputed: null,
    ...given,
    id: given.id ?? `${kind}-${count}`,
    kind,
    by,
    on: date(given.on),
    received: date(given.received),
    announced: date(given.announced),
  };
};
const reported = { shown: 'reported', passage: null, source: 'a newspaper' } as const;

/** Everything but reservations, declarations, requests and filing: shown by passages, and in order. */
const groundwork = (): LadderEvent[] => [
  event('in-force', 'both', { on: '2027-01-01' }),
  event('facts', 'both', { on: '2033-05-26/2033-11-30' }),
  event('no-reservation', 'respondent', { on: '2026-09-03' }),
  event('no-late-declaration', 'respondent', { on: '2037-01-01' }),
  event('claim-note', 'claimant', { on: '2035-01-17', received: '2035-01-19' }),
  event('opposition', 'respondent', { on: '2035-01-31' }),
  event('subject-matter', 'claimant', { on: '2035-01-17' }),
  event('negotiation', 'both', { on: '2035-02-21/2035-02-22' }),
  event('negotiation', 'both', { on: '2035-04-26/2035-04-27' }),
  event('deadlock', 'both', { on: '2035-07-17' }),
];
const reservation = (withdrawn: Given): LadderEvent[] => [
  event('reservation', 'claimant', { on: '2026-06-12' }),
  event('reservation-withdrawn', 'claimant', withdrawn),
];
const filing = (on: string, given: Given = {}) =>
  event('filing', 'claimant', { on, title: 'the Application', ...given });

const rungOf = (result: LadderResult, rung: string, at = result.best) => {
  const found = result.tries[at]?.rungs.find((one) => one.rung === `sp.20.ladder.${rung}`);
  if (found === undefined) throw new Error(`no rung ${rung}`);
  return found;
};
const climbing = (...events: LadderEvent[]) => climb({ ladder: article20, events });

describe('six calendar months', () => {
  // Made-up dates. The end of the six months by hand: the same day of the month, or the last day of a shorter month.
  it.each([
    ['2031-04-05', '2033-05-19', '5 October 2031', true],
    ['2023-08-31', '2024-02-29', '29 February 2024', true],
    ['2023-08-31', '2024-02-28', '29 February 2024', false],
    ['2024-12-01', '2025-05-19', '1 June 2025', false],
  ])('from %s to a filing on %s end on %s', (request, filed, end, passes) => {
    const result = climbing(event('request', 'claimant', { on: request, received: request }), filing(filed));
    const rung = rungOf(result, 'six-months');
    expect(rung.outcome).toBe(passes ? 'proved' : 'missing');
    expect(rung.failed).toBe(passes ? null : 'six-months-not-run');
    expect(rung.why[0]).toContain(`end on ${end}`);
  });

  it('are counted from sending and from receipt; where the two differ the rung is contested and says why', () => {
    const result = climbing(
      event('request', 'claimant', { title: 'Note 5', on: '2035-01-10', received: '2035-01-14' }),
      filing('2035-07-12'),
    );
    const rung = rungOf(result, 'six-months');
    expect(rung.outcome).toBe('contested');
    expect(rung.why).toEqual([
      'Counted from sending on 10 January 2035, six calendar months end on 10 July 2035: they had run by the filing of the Application (12 July 2035).',
      'Counted from receipt on 14 January 2035, six calendar months end on 14 July 2035: they had not run by the filing of the Application (12 July 2035).',
    ]);
    expect(rung.warnings[0]).toContain('give different answers');
  });

  it('cannot be told from a rough date, unless every reading of it agrees', () => {
    const rough = (filed: string) =>
      rungOf(climbing(event('request', 'claimant', { on: '2035-01' }), filing(filed)), 'six-months').outcome;
    expect(rough('2035-07-15')).toBe('contested'); // 1 July to 31 July
    expect(rough('2035-07-31')).toBe('proved');
    expect(rough('2035-06-30')).toBe('missing');
  });

  it('nothing is counted where no request is recorded', () => {
    const result = climbing(filing('2035-07-12'));
    expect(rungOf(result, 'six-months')).toMatchObject({
      outcome: 'missing',
      failed: null,
      rests: 'nothing',
    });
    expect(rungOf(result, 'request').why).toContain('No request for arbitration is recorded.');
  });
});

describe('a ladder whose first request came before the withdrawal', () => {
  const events = [
    ...groundwork(),
    ...reservation({ title: 'the withdrawal', on: '2035-04-10', received: '2035-05-12' }),
    event('request', 'claimant', { id: 'first', title: 'Note 4', on: '2035-04-11', received: '2035-04-13' }),
    event('request', 'claimant', { id: 'second', title: 'Note 7', on: '2035-07-17', received: '2035-07-19' }),
    event('organisation', 'respondent', { title: 'Note 8', on: '2035-09-12' }),
    filing('2037-05-26'),
  ];
  const result = climbing(...events);

  it('stands on the second request, and says of the first what is wrong with it', () => {
    expect(result.tries.map((one) => [one.event, one.outcome])).toEqual([
      ['first', 'contested'],
      ['second', 'proved'],
    ]);
    expect(rungOf(result, 'reservation-claimant', 0).warnings).toEqual([
      'Note 4 is dated 11 April 2035, before the withdrawal of the applicant’s reservation which takes effect on 12 May 2035.',
    ]);
    expect(rungOf(result, 'request', 0).warnings).toContain(
      'Note 4 is dated 11 April 2035, before deadlock of 17 July 2035.',
    );
    expect(rungOf(result, 'request', 0).outcome).toBe('contested');
    expect(rungOf(result, 'reservation-claimant', 1).warnings).toEqual([]);
    expect(rungOf(result, 'request', 1).warnings).toEqual([]);
  });

  it('prefers the request that came in order', () => {
    expect(result.tries[result.best]?.event).toBe('second');
    expect(result.outcome).toBe('proved');
  });
});

describe('what only the press reports', () => {
  it('is never called proved, and the gaps are said in sentences', () => {
    const result = climbing(
      event('in-force', 'both', { on: '2004-01-28', ...reported, title: 'entry into force' }),
      event('facts', 'both', { on: '2021-05-26/..', ...reported, title: 'the period of the facts' }),
      ...reservation({ on: '2023-05', ...reported, title: 'the withdrawal of the reservation' }),
      event('late-declaration', 'respondent', { on: '2023-07-31', ...reported, title: 'the declaration' }),
      event('objection', 'third', {
        whose: 'Austria',
        on: '2024-07-31',
        ...reported,
        title: 'the objection',
      }),
      event('request', 'claimant', {
        announced: '2023-04-05',
        ...reported,
        title: 'the note announced on 5 April 2023',
      }),
      filing('2025-05-19', reported),
    );
    expect(result.tries[0]?.rungs.map((rung) => rung.outcome)).not.toContain('proved');
    expect(result.warnings).toContain(
      'The only request for arbitration known was announced on 5 April 2023, before the withdrawal of the applicant’s reservation reported for May 2023.',
    );
    expect(result.warnings).toContain(
      'Sending and receipt of the note announced on 5 April 2023 are not public.',
    );
    expect(result.warnings).toContain(
      'The objection of Austria is dated 31 July 2024, the last day of the window.',
    );
    const months = rungOf(result, 'six-months');
    expect(months.outcome).toBe('contested');
    expect(months.why[0]).toBe(
      'Sending and receipt are not known. Counted from the announcement of 5 April 2023, six calendar months would end on 5 October 2023; the filing of the Application is dated 19 May 2025.',
    );
    expect(rungOf(result, 'late-declaration')).toMatchObject({ outcome: 'contested' });
    expect(rungOf(result, 'late-declaration').why[0]).toBe(
      'The respondent’s later declaration is dated 31 July 2023. Twelve calendar months counted from its date (the depositary’s notice is not dated here) end on 31 July 2024.',
    );
    expect(rungOf(result, 'negotiation')).toMatchObject({ outcome: 'missing', rests: 'nothing' });
    expect(rungOf(result, 'reservation-respondent').why[0]).toMatch(
      /^Nothing in the record says whether the respondent/,
    );
    expect(result.outcome).toBe('missing');
  });
});

describe('single rungs', () => {
  it('a reservation never withdrawn fails the rung; one that the depositary’s list excludes passes it', () => {
    const kept = climbing(event('reservation', 'claimant', { on: '2026-06-12' }), filing('2037-05-26'));
    expect(rungOf(kept, 'reservation-claimant')).toMatchObject({
      outcome: 'missing',
      failed: 'applicant-reservation',
    });
    const none = climbing(event('no-reservation', 'claimant', { on: '2037-01-01' }), filing('2037-05-26'));
    expect(rungOf(none, 'reservation-claimant').outcome).toBe('proved');
  });

  it('of several reservations each must be withdrawn, and in time', () => {
    const two = [
      event('reservation', 'claimant', { on: '2026-06-12', title: 'the first reservation' }),
      event('reservation', 'claimant', { on: '2028-01-01', title: 'the second reservation' }),
      event('reservation-withdrawn', 'claimant', { on: '2035-04-10', received: '2035-05-12' }),
    ];
    const one = rungOf(climbing(...two, filing('2037-05-26')), 'reservation-claimant');
    expect(one).toMatchObject({ outcome: 'missing', failed: 'applicant-reservation' });
    expect(one.why).toEqual([
      'The applicant made 2 reservations, and only 1 of them is recorded as withdrawn.',
    ]);
    const second = (received: string) =>
      rungOf(
        climbing(
          ...two,
          event('reservation-withdrawn', 'claimant', { on: received, received }),
          filing('2037-05-26'),
        ),
        'reservation-claimant',
      );
    expect(second('2036-01-01').outcome).toBe('proved');
    expect(second('2037-06-01').failed).toBe('applicant-reservation');
  });

  it('a withdrawal after the filing fails the rung', () => {
    const late = climbing(...reservation({ on: '2037-06-01', received: '2037-06-05' }), filing('2037-05-26'));
    expect(rungOf(late, 'reservation-claimant').failed).toBe('applicant-reservation');
  });

  it('the bond must hold for both, at the facts and at the filing', () => {
    const early = climbing(
      event('in-force', 'both', { on: '2034-01-01' }),
      event('facts', 'both', { on: '2033-05-26/2033-11-30' }),
      filing('2037-05-26'),
    );
    expect(rungOf(early, 'bond').failed).toBe('no-treaty-bond');
    const one = climbing(event('in-force', 'claimant', { on: '2027-01-01' }), filing('2037-05-26'));
    expect(rungOf(one, 'bond')).toMatchObject({ outcome: 'missing', failed: null });
  });

  it('an objection after the window, or one whose date leaves it open, is said to be so', () => {
    const objected = (on: string) =>
      rungOf(
        climbing(
          event('late-declaration', 'respondent', { on: '2035-08-31', received: '2035-09-12' }),
          event('objection', 'third', { whose: 'Ostmark', on }),
          filing('2037-05-26'),
        ),
        'late-declaration',
      );
    expect(objected('2036-09-12').warnings).toEqual([
      'The objection of Ostmark is dated 12 September 2036, the last day of the window.',
    ]);
    expect(objected('2036-09-13').warnings[0]).toContain(
      'came after the window had ended on 12 September 2036',
    );
    expect(objected('2036-09').warnings[0]).toContain('cannot be told from its date');
    expect(objected('2036-03-01').warnings).toEqual([]);
  });

  it('an agreement on the organisation brings the ladder down; silence alone leaves it contested', () => {
    const base = [
      event('request', 'claimant', { id: 'r', on: '2035-07-17', received: '2035-07-19', title: 'Note 7' }),
      filing('2037-05-26'),
    ];
    expect(rungOf(climbing(...base), 'no-agreement').outcome).toBe('contested');
    const silent = climb({ ladder: article20, events: base, silences: new Map([['r', '676 days']]) });
    expect(rungOf(silent, 'no-agreement').why[0]).toContain('no answer to Note 7 in 676 days');
    const agreed = climbing(...base, event('organisation-agreed', 'both', { on: '2035-10-01' }));
    expect(rungOf(agreed, 'no-agreement').failed).toBe('arbitration-organised');
    const shown = climbing(...base, event('organisation', 'claimant', { on: '2036-01-22' }));
    expect(rungOf(shown, 'no-agreement').outcome).toBe('proved');
  });

  it('what the other side disputes is contested, with its reason', () => {
    const result = climbing(
      event('request', 'claimant', {
        title: 'Note 7',
        on: '2035-07-17',
        received: '2035-07-19',
        disputed: 'it asks for talks.',
      }),
      filing('2037-05-26'),
    );
    expect(rungOf(result, 'request')).toMatchObject({ outcome: 'contested' });
    expect(rungOf(result, 'request').why).toContain('Note 7 is disputed: it asks for talks.');
  });

  it('a rung rests on unchecked law until a person has cleared it', () => {
    const marked = (cleared: ReadonlySet<string>) =>
      rungOf(climb({ ladder: article20, events: [], cleared }), 'six-months').toBeChecked;
    expect(marked(new Set())).toBe(true);
    expect(marked(new Set(['sp.20.ladder.six-months']))).toBe(false);
  });
});

describe('clauses of other kinds are data too', () => {
  const clause = (rungs: Ladder['rungs'], more: Partial<Ladder> = {}): Ladder => ({
    id: 'x',
    title: 'An invented clause',
    toBeChecked: true,
    events: ['talks-failed', 'procedure', 'notice', 'filing'].map((kind) => ({
      kind,
      title: kind,
      by: 'either' as const,
      received: false,
      need: 'a date',
    })),
    rungs,
    ...more,
  });
  const occurred = (id: string, kind: string): Ladder['rungs'][number] => ({
    id,
    title: id,
    asks: id,
    fails: 'no',
    authorities: [],
    test: { test: 'occurred', events: [kind], need: 'all', before: 'filing' },
  });

  it('two conditions that must both hold, or of which one is enough', () => {
    const twin = [occurred('x.talks', 'talks-failed'), occurred('x.procedure', 'procedure')];
    const events = [
      event('talks-failed', 'both', { on: '2035-01-01' }),
      event('filing', 'claimant', { on: '2036-01-01' }),
    ];
    expect(climb({ ladder: clause(twin), events }).outcome).toBe('missing');
    const either = clause(twin, { formula: { any: ['x.talks', 'x.procedure'] } });
    expect(climb({ ladder: either, events }).outcome).toBe('proved');
    const twoOf = clause(twin, { formula: { atLeast: 2, of: ['x.talks', 'x.procedure'] } });
    expect(climb({ ladder: twoOf, events }).outcome).toBe('missing');
  });

  it('a cooling-off in days', () => {
    const cooling = clause([
      {
        id: 'x.cooling',
        title: 'Cooling-off',
        asks: 'Ninety days from the notice.',
        fails: 'too-soon',
        authorities: [],
        test: { test: 'elapsed', from: 'notice', period: { days: 90 }, until: 'filing' },
      },
    ]);
    // 1 January and 90 days: 30 left of January, 28 of February, 31 of March make 89 on 31 March; the 90th is 1 April.
    const filed = (on: string) =>
      climb({
        ladder: cooling,
        events: [event('notice', 'claimant', { on: '2035-01-01' }), event('filing', 'claimant', { on })],
      });
    expect(filed('2035-03-31').tries[0]?.rungs[0]?.failed).toBe('too-soon');
    expect(filed('2035-04-01').outcome).toBe('proved');
  });

  it('a withdrawal that takes effect some days after its receipt', () => {
    const ladder = clause([
      {
        id: 'x.reservation',
        title: 'Reservation',
        asks: 'None in force.',
        fails: 'reservation',
        authorities: [],
        test: {
          test: 'no-reservation',
          of: 'claimant',
          made: 'made',
          withdrawn: 'withdrawn',
          none: 'none',
          at: 'filing',
          effectAfter: { days: 30 },
        },
      },
    ]);
    const at = (on: string) =>
      climb({
        ladder,
        events: [
          event('made', 'claimant', { on: '2026-06-12' }),
          event('withdrawn', 'claimant', { on: '2035-04-10', received: '2035-04-12' }),
          event('filing', 'claimant', { on }),
        ],
      }).outcome;
    expect(at('2035-05-11')).toBe('missing');
    expect(at('2035-05-12')).toBe('proved');
  });
});
