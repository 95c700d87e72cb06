// Whether the States are bound: in force, reservations and their withdrawal, declarations made late.
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
import {
  eventsKnown,
  eventsOf,
  type Finding,
  type Ground,
  type TestOf,
  titleOf,
  when,
} from './rung-ground.ts';

export function inForce(test: TestOf<'in-force'>, ground: Ground): Finding {
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

export function noReservation(test: TestOf<'no-reservation'>, ground: Ground): Finding {
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

export function lateDeclaration(test: TestOf<'late-declaration'>, ground: Ground): Finding {
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
