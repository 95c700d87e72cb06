// What was tried between the States: what occurred and in which order, what time went by, what was not agreed.
import type { LadderEvent } from './ladder.ts';
import {
  add,
  both,
  capital,
  dayInWords,
  type Holds,
  notAfter,
  periodInWords,
  type Span,
  spanOf,
} from './rung-dates.ts';
import { eventsOf, type Finding, type Ground, type TestOf, titleOf, when } from './rung-ground.ts';

export function occurred(test: TestOf<'occurred'>, ground: Ground): Finding {
  const why: string[] = [];
  const warnings: string[] = [];
  const used: LadderEvent[] = [];
  const limit = test.before === undefined ? undefined : eventsOf(test.before, ground)[0];
  const limitSpan = limit === undefined ? undefined : when(limit, ground.language);
  const found = test.events.map((kind): Holds | 'nothing' => {
    const events = eventsOf(kind, ground);
    if (events.length === 0) {
      why.push(`No ${titleOf(kind, ground)} is recorded.`);
      return 'nothing';
    }
    used.push(...events);
    const holds = events.map((event): Holds => {
      const moment = when(event, ground.language);
      if (moment === undefined) {
        why.push(`${capital(event.title)} is not dated.`);
        return 'unclear';
      }
      why.push(`${capital(event.title)}: ${moment.words}.`);
      return limitSpan === undefined ? 'yes' : notAfter(moment, limitSpan);
    });
    return holds.includes('yes') ? 'yes' : holds.includes('unclear') ? 'unclear' : 'no';
  });
  if (test.before !== undefined && limitSpan === undefined)
    why.push(`Nothing in the record dates the ${titleOf(test.before, ground)}.`);
  if (test.after !== undefined) warnings.push(...warnOrder(test.events, test.after, ground));
  const open = warnings.length > 0;
  for (const event of used) warnings.push(...notPublic(event, ground));
  const kinds = found.filter((one) => one !== 'nothing');
  if (test.need === 'any' ? kinds.length === 0 : kinds.length < found.length)
    return { holds: 'nothing', why, warnings, used };
  const real = kinds as readonly Holds[];
  const holds =
    test.need === 'any'
      ? real.includes('yes')
        ? 'yes'
        : real.includes('unclear')
          ? 'unclear'
          : 'no'
      : both(real);
  return {
    holds: holds === 'yes' && test.before !== undefined && limitSpan === undefined ? 'unclear' : holds,
    why,
    warnings,
    used,
    open,
  };
}

/** A warning for each event that is dated before the latest event after which it should come. */
function warnOrder(kinds: readonly string[], after: string, ground: Ground): readonly string[] {
  const earlier = eventsOf(after, ground);
  return kinds.flatMap((kind) =>
    eventsOf(kind, ground).flatMap((event) =>
      earlier.flatMap((other) => {
        const [moment, mark] = [when(event, ground.language), when(other, ground.language)];
        if (moment === undefined || mark === undefined || notAfter(mark, moment) === 'yes') return [];
        const surely = notAfter(mark, moment) === 'no' ? 'before' : 'possibly before';
        return [
          `${capital(event.title)} is dated ${moment.words}, ${surely} ${other.title} of ${mark.words}.`,
        ];
      }),
    ),
  );
}

/** Says so when sending or receipt of something that has both is not known. */
function notPublic(event: LadderEvent, ground: Ground): readonly string[] {
  const defined = ground.ladder.events.find((one) => one.kind === event.kind);
  if (defined?.received !== true) return [];
  const lacking = [
    event.on === null ? 'sending' : undefined,
    event.received === null ? 'receipt' : undefined,
  ].filter((part) => part !== undefined);
  if (lacking.length === 0) return [];
  const verb = lacking.length === 1 ? 'is' : 'are';
  return [
    `${capital(lacking.join(' and '))} of ${event.title} ${verb} not ${event.shown === 'reported' ? 'public' : 'in the record'}.`,
  ];
}

export function elapsed(test: TestOf<'elapsed'>, ground: Ground): Finding {
  const from = eventsOf(test.from, ground)[0];
  const until = eventsOf(test.until, ground)[0];
  if (from === undefined)
    return {
      holds: 'nothing',
      why: [`No ${titleOf(test.from, ground)} is recorded from which to count.`],
      used: [],
    };
  const end = until === undefined ? undefined : when(until, ground.language);
  const used = [from, ...(until === undefined ? [] : [until])];
  if (end === undefined)
    return {
      holds: 'unclear',
      why: [`Nothing in the record dates the ${titleOf(test.until, ground)}.`],
      used,
    };
  const variants = [
    { label: 'sending', date: from.on },
    { label: 'receipt', date: from.received },
  ].flatMap(({ label, date }) => (date === null ? [] : [{ label, span: spanOf(date, ground.language) }]));
  const why: string[] = [];
  const warnings: string[] = [];
  if (variants.length === 0) {
    const announced = from.announced === null ? undefined : spanOf(from.announced, ground.language);
    if (announced === undefined || announced.first === null)
      return {
        holds: 'unclear',
        why: [`${capital(from.title)} is not dated.`],
        warnings: notPublic(from, ground),
        used,
      };
    const earliest = add(announced.first, test.period);
    const hypothetical: Span = {
      first: earliest,
      last: earliest,
      firm: announced.firm,
      words: dayInWords(earliest, ground.language),
    };
    const held = notAfter(hypothetical, end);
    why.push(
      `Sending and receipt are not known. Counted from the announcement of ${announced.words}, ${periodInWords(test.period)} would end on ${hypothetical.words}${held === 'no' ? ', after' : '; '}${held === 'no' ? ` the ${titleOf(test.until, ground)} of ${end.words}.` : `the ${titleOf(test.until, ground)} is dated ${end.words}.`}`,
    );
    // Sent later than announced, it can only end later: what fails from the announcement fails altogether.
    return { holds: held === 'no' ? 'no' : 'unclear', why, warnings: notPublic(from, ground), used };
  }
  const results = variants.map(({ label, span }): Holds => {
    if (span.first === null || span.last === null) {
      why.push(
        `Counted from ${label} (${span.words}) the end of ${periodInWords(test.period)} has no bound.`,
      );
      return 'unclear';
    }
    const [first, last] = [add(span.first, test.period), add(span.last, test.period)];
    const close: Span = {
      first,
      last,
      firm: span.firm,
      words:
        first === last
          ? dayInWords(first, ground.language)
          : `between ${dayInWords(first, ground.language)} and ${dayInWords(last, ground.language)}`,
    };
    const held = notAfter(close, end);
    const verdict = held === 'yes' ? 'had run' : held === 'no' ? 'had not run' : 'may or may not have run';
    why.push(
      `Counted from ${label} on ${span.words}, ${periodInWords(test.period)} ${first === last ? 'end on' : 'end'} ${close.words}: they ${verdict} by the ${titleOf(test.until, ground)} (${end.words}).`,
    );
    return held;
  });
  if (results.length === 2 && results[0] !== results[1])
    warnings.push(
      `Counted from sending and from receipt, ${periodInWords(test.period)} give different answers: ${why.join(' ')}`,
    );
  if (variants.length === 1) warnings.push(...notPublic(from, ground));
  // The stricter count decides (receipt is never before sending); where the two differ the step is open.
  const holds: Holds = results.every((one) => one === 'yes')
    ? 'yes'
    : results.every((one) => one === 'no')
      ? 'no'
      : 'unclear';
  return { holds, why, warnings, used };
}

export function noneAgreed(test: TestOf<'none-agreed'>, ground: Ground): Finding {
  const from = eventsOf(test.from, ground)[0];
  const until = eventsOf(test.until, ground)[0];
  if (from === undefined)
    return {
      holds: 'nothing',
      why: [`No ${titleOf(test.from, ground)} is recorded that could have been answered.`],
      used: [],
    };
  const end = until === undefined ? undefined : when(until, ground.language);
  const agreed = eventsOf(test.agreed, ground).filter((event) => {
    const moment = when(event, ground.language);
    return moment === undefined || end === undefined || notAfter(moment, end) !== 'no';
  });
  const base = [from, ...(until === undefined ? [] : [until])];
  if (agreed.length > 0) {
    const firm = agreed.some((event) => event.disputed === null);
    return {
      holds: firm ? 'no' : 'unclear',
      why: agreed.map(
        (event) =>
          `${capital(event.title)} is recorded${event.on === null ? '' : ` (${spanOf(event.on, ground.language).words})`}.`,
      ),
      used: [...base, ...agreed],
    };
  }
  // What was exchanged before this request was about another one.
  const start = when(from, ground.language);
  const exchanges = test.exchanges
    .flatMap((kind) => eventsOf(kind, ground))
    .filter((event) => {
      const moment = when(event, ground.language);
      return start === undefined || moment === undefined || notAfter(start, moment) !== 'no';
    });
  const why = exchanges.map((event) => {
    const moment = when(event, ground.language);
    return `${capital(event.title)}${moment === undefined ? '' : `: ${moment.words}`}.`;
  });
  if (exchanges.length > 0)
    return {
      holds: 'yes',
      why: [...why, 'No agreement on the organisation is recorded.'],
      used: [...base, ...exchanges],
    };
  if (!test.silenceIsEnough)
    return {
      holds: 'nothing',
      why: ['Nothing in the record says what was exchanged on the organisation.'],
      used: base,
    };
  const silence = ground.silences.get(from.id);
  if (silence !== undefined)
    return {
      holds: 'unclear',
      why: [
        `The register of exchanges holds no answer to ${from.title} in ${silence} up to the ${titleOf(test.until, ground)}, and no agreement is recorded. Silence can be enough; the register shows what was entered, not that nothing else was said.`,
      ],
      used: base,
    };
  return {
    holds: 'unclear',
    why: [
      'No agreement and no exchange on the organisation is recorded. Silence can be enough; that there was silence must be shown, by a note that says so or by the register of exchanges.',
    ],
    used: base,
  };
}
