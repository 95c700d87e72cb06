// The six tests that a rung may ask for. Each compares dates of recorded events and says in sentences what it found.
import type { Language } from '../../base/time/index.ts';
import type { LadderEvent } from './ladder.ts';
import {
  add,
  both,
  capital,
  dayInWords,
  flip,
  type Holds,
  later,
  notAfter,
  periodInWords,
  type Span,
  said,
  spanOf,
} from './rung-dates.ts';
import type { Ladder, Rung } from './types.ts';

export interface Ground {
  readonly ladder: Ladder;
  readonly events: readonly LadderEvent[];
  readonly tried: LadderEvent | null;
  readonly names: { readonly claimant: string; readonly respondent: string };
  readonly language: Language;
  readonly silences: ReadonlyMap<string, string>;
}

export interface Finding {
  readonly holds: Holds | 'nothing';
  readonly why: readonly string[];
  readonly warnings?: readonly string[];
  readonly used: readonly LadderEvent[];
  /** True when nobody may call it proved however well it is shown: a matter of law on which sides differ. */
  readonly open?: boolean;
}

/** Tries one rung on what is recorded. */
export function testRung(rung: Rung, ground: Ground): Finding {
  const { test } = rung;
  switch (test.test) {
    case 'in-force':
      return inForce(test, ground);
    case 'no-reservation':
      return noReservation(test, ground);
    case 'late-declaration':
      return lateDeclaration(test, ground);
    case 'occurred':
      return occurred(test, ground);
    case 'elapsed':
      return elapsed(test, ground);
    case 'none-agreed':
      return noneAgreed(test, ground);
  }
}

type TestOf<T extends Rung['test']['test']> = Extract<Rung['test'], { readonly test: T }>;

/** The events of a kind; of the kind that is tried, only the one tried now. */
function eventsOf(kind: string, ground: Ground, by?: 'claimant' | 'respondent'): readonly LadderEvent[] {
  return ground.events.filter(
    (event) =>
      event.kind === kind &&
      (kind !== ground.ladder.tries || event.id === ground.tried?.id) &&
      (by === undefined || event.by === by || event.by === 'both'),
  );
}

function titleOf(kind: string, ground: Ground): string {
  return ground.ladder.events.find((event) => event.kind === kind)?.title ?? kind;
}

/**
 * When an event took place, for comparison. Where only its announcement is known it took place on that day or later:
 * the lower bound is firm enough to count from, the upper one is open.
 */
function when(event: LadderEvent, language: Language): Span | undefined {
  if (event.on !== null) return spanOf(event.on, language);
  if (event.announced !== null) {
    const announced = spanOf(event.announced, language);
    return {
      ...announced,
      last: null,
      words: `${announced.words} or later (announced on ${announced.words})`,
    };
  }
  return event.received === null ? undefined : { ...spanOf(event.received, language) };
}

function inForce(test: TestOf<'in-force'>, ground: Ground): Finding {
  const why: string[] = [];
  const used: LadderEvent[] = [];
  const holds: Holds[] = [];
  for (const side of test.for) {
    const name = ground.names[side];
    const entered = eventsOf(test.entered, ground, side)[0];
    const start = entered === undefined ? undefined : when(entered, ground.language);
    if (entered === undefined || start === undefined) {
      why.push(`Nothing in the record says when the treaty came into force for the ${name}.`);
      return { holds: 'nothing', why, used };
    }
    used.push(entered);
    const ended = test.ended === undefined ? undefined : eventsOf(test.ended, ground, side)[0];
    const end = ended === undefined ? undefined : when(ended, ground.language);
    if (ended !== undefined) used.push(ended);
    for (const kind of test.at) {
      const at = eventsOf(kind, ground)[0];
      const moment = at === undefined ? undefined : when(at, ground.language);
      if (at === undefined || moment === undefined) {
        why.push(`Nothing in the record dates the ${titleOf(kind, ground)}.`);
        holds.push('unclear');
        continue;
      }
      used.push(at);
      const held = both([
        notAfter(start, moment),
        ...(end === undefined ? [] : [flip(notAfter(end, moment))]),
      ]);
      holds.push(held);
      why.push(
        `For the ${name} the treaty has been in force since ${start.words}${end === undefined ? '' : `, until ${end.words}`}; the ${titleOf(kind, ground)} is dated ${moment.words}.`,
      );
    }
  }
  return { holds: both(holds), why, used };
}

function noReservation(test: TestOf<'no-reservation'>, ground: Ground): Finding {
  const name = ground.names[test.of];
  const made = eventsOf(test.made, ground, test.of);
  const withdrawals = eventsOf(test.withdrawn, ground, test.of);
  const none = eventsOf(test.none, ground, test.of)[0];
  const at = eventsOf(test.at, ground)[0];
  if (made.length === 0 && withdrawals.length === 0) {
    if (none !== undefined)
      return {
        holds: 'yes',
        why: [`The depositary’s list shows no reservation of the ${name}.`],
        used: [none],
      };
    return {
      holds: 'nothing',
      why: [
        `Nothing in the record says whether the ${name} made a reservation. Record the depositary’s list.`,
      ],
      used: [],
    };
  }
  if (withdrawals.length < Math.max(1, made.length))
    return {
      holds: 'no',
      why: [
        withdrawals.length === 0
          ? `The ${name} made a reservation, and no withdrawal of it is recorded.`
          : `The ${name} made ${made.length} reservations, and only ${withdrawals.length} of them ${withdrawals.length === 1 ? 'is' : 'are'} recorded as withdrawn.`,
      ],
      used: [...made, ...withdrawals],
    };
  const found = withdrawals.map((withdrawn) => withdrawalAt(test, withdrawn, at, name, ground));
  const warnings = found.flatMap((one) => one.warnings);
  return {
    holds: both(found.map(({ holds }) => holds)),
    why: found.map(({ why }) => why),
    warnings,
    used: [...made, ...withdrawals, ...(at === undefined ? [] : [at])],
    // Whether a step taken while the reservation stood can count is a question of law: the rung is then open.
    open: warnings.length > 0,
  };
}

/** One withdrawal against the moment asked about; it takes effect when its notice is received (VCLT, art. 22(3)(a)). */
function withdrawalAt(
  test: TestOf<'no-reservation'>,
  withdrawn: LadderEvent,
  at: LadderEvent | undefined,
  name: string,
  ground: Ground,
): { readonly holds: Holds; readonly why: string; readonly warnings: readonly string[] } {
  const effect =
    withdrawn.received === null
      ? when(withdrawn, ground.language)
      : later(spanOf(withdrawn.received, ground.language), test.effectAfter, ground.language);
  const moment = at === undefined ? undefined : when(at, ground.language);
  const warnings =
    effect === undefined || test.warnAt === undefined
      ? []
      : warnAgainst(test.warnAt, withdrawn, effect, name, ground);
  if (effect === undefined || moment === undefined)
    return {
      holds: 'unclear',
      why:
        effect === undefined
          ? `The withdrawal of the reservation of the ${name} is not dated.`
          : `Nothing in the record dates the ${titleOf(test.at, ground)}.`,
      warnings,
    };
  return {
    holds: notAfter(effect, moment),
    why: `The withdrawal of the reservation of the ${name} takes effect ${said(effect)}${withdrawn.shown === 'reported' ? ' (as reported)' : ''}; the ${titleOf(test.at, ground)} is dated ${moment.words}.`,
    warnings,
  };
}

/** The order problem: something done while the reservation still stood. */
function warnAgainst(
  kind: string,
  withdrawn: LadderEvent,
  effect: Span,
  name: string,
  ground: Ground,
): readonly string[] {
  return eventsOf(kind, ground).flatMap((event) => {
    const effected =
      withdrawn.shown === 'reported' ? `reported for ${effect.words}` : `which takes effect ${said(effect)}`;
    if (event.on === null && event.announced !== null) {
      const announced = spanOf(event.announced, ground.language);
      if (notAfter(effect, announced) === 'yes') return [];
      const only =
        eventsKnown(kind, ground) === 1 ? `The only ${titleOf(kind, ground)} known` : capital(event.title);
      return [
        `${only} was announced on ${announced.words}, before the withdrawal of the ${name}’s reservation ${effected}.`,
      ];
    }
    const moment = when(event, ground.language);
    if (moment === undefined) return [];
    const held = notAfter(effect, moment);
    if (held === 'yes') return [];
    const surely = held === 'no' ? 'before' : 'possibly before';
    return [
      `${capital(event.title)} is dated ${moment.words}, ${surely} the withdrawal of the ${name}’s reservation ${effected}.`,
    ];
  });
}

const eventsKnown = (kind: string, ground: Ground): number =>
  ground.events.filter((event) => event.kind === kind).length;

function lateDeclaration(test: TestOf<'late-declaration'>, ground: Ground): Finding {
  const name = ground.names[test.of];
  const made = eventsOf(test.made, ground, test.of);
  if (made.length === 0) {
    const none = eventsOf(test.none, ground, test.of)[0];
    if (none !== undefined)
      return {
        holds: 'yes',
        why: [`The depositary’s list shows no later declaration of the ${name}.`],
        used: [none],
      };
    return {
      holds: 'nothing',
      why: [
        `Nothing in the record says whether the ${name} made a later declaration. Record the depositary’s list.`,
      ],
      used: [],
    };
  }
  const objections = eventsOf(test.objected, ground);
  const why: string[] = [];
  const warnings: string[] = [];
  for (const declaration of made) {
    // The window runs from the depositary's notice; where its date is not known, from the declaration.
    const start =
      declaration.received === null
        ? when(declaration, ground.language)
        : spanOf(declaration.received, ground.language);
    if (start === undefined || start.first === null || start.last === null) {
      why.push(
        `The later declaration of the ${name} is not dated; its window for objections cannot be counted.`,
      );
      continue;
    }
    const lastDays = [add(start.first, test.window), add(start.last, test.window)] as const;
    const end: Span = {
      first: lastDays[0],
      last: lastDays[1],
      firm: start.firm,
      words:
        lastDays[0] === lastDays[1]
          ? dayInWords(lastDays[0], ground.language)
          : `between ${dayInWords(lastDays[0], ground.language)} and ${dayInWords(lastDays[1], ground.language)}`,
    };
    const counted =
      declaration.received === null
        ? 'from its date (the depositary’s notice is not dated here)'
        : 'from the depositary’s notice';
    why.push(
      `The ${name}’s later declaration is dated ${start.words}. ${capital(periodInWords(test.window))} counted ${counted} end on ${end.words}.`,
    );
    if (objections.length === 0)
      warnings.push(
        `No objection to the ${name}’s later declaration is recorded within the window that ended on ${end.words}.`,
      );
    for (const objection of objections) {
      const moment = when(objection, ground.language);
      if (moment === undefined) continue;
      const who = objection.whose ?? 'A Party';
      const held = notAfter(moment, end);
      const isLastDay =
        held === 'yes' && moment.first === end.first && moment.last === end.last && end.first === end.last;
      if (isLastDay)
        warnings.push(`The objection of ${who} is dated ${moment.words}, the last day of the window.`);
      else if (held === 'no')
        warnings.push(
          `The objection of ${who} of ${moment.words} came after the window had ended on ${end.words}.`,
        );
      else if (held === 'unclear')
        warnings.push(
          `Whether the objection of ${who} (${moment.words}) came within the window that ended on ${end.words} cannot be told from its date.`,
        );
      else why.push(`${capital(who)} objected on ${moment.words}, within the window.`);
    }
  }
  why.push(
    'Whether the declaration only interprets or is a reservation in substance is a question of law; if it is a reservation, it came late.',
  );
  return { holds: 'unclear', why, warnings, used: [...made, ...objections], open: true };
}

function occurred(test: TestOf<'occurred'>, ground: Ground): Finding {
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

function elapsed(test: TestOf<'elapsed'>, ground: Ground): Finding {
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

function noneAgreed(test: TestOf<'none-agreed'>, ground: Ground): Finding {
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
