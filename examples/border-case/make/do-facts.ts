/** Passages of the exhibits, and the facts that rest on them with everything that is known of each source. */

import { isLate, type Passage, partyOf, type References } from './do-references.ts';
import type { Line } from './do-text.ts';
import type { Citation, Fact, When } from './plan.ts';

export function passages(refs: References): readonly Line[] {
  return [{ task: 'reading.run', expect: { partlyRead: 0, error: 0 } }, ...marked(refs, false)];
}

/** The passages of the papers of one arrival, each paper under its title. */
export function marked(refs: References, late: boolean): readonly Line[] {
  const here = refs.passages.filter((one) => isLate(one.exhibit) === late);
  return [...Map.groupBy(here, (one) => one.exhibit)].flatMap(([exhibit, all]): Line[] => [
    exhibit.sealed === null ? `${exhibit.id}. ${exhibit.title}` : `${exhibit.id}, under seal.`,
    ...all.map((passage) => mark(refs, passage)),
  ]);
}

const mark = (refs: References, { alias, exhibit, quote, area, original }: Passage): Line => ({
  task: 'passage.mark',
  as: alias,
  with: {
    exhibit: refs.exhibitRef(exhibit.id),
    ...(quote === undefined ? (area === undefined ? { whole: true } : { area }) : { quote }),
    ...(original === undefined ? {} : { original: `\${${original}.passage}` }),
  },
});

export function facts(refs: References): readonly Line[] {
  const { plan } = refs;
  return [
    ...plan.facts.flatMap((fact) => [asserted(fact), ...cited(refs, fact, false)]),
    'How the actors hang together.',
    ...plan.actorRelations.map(({ from, relation, to, exhibit, quote, source, note }) => ({
      run: 'actor.relate',
      with: {
        from: `\${${from}}`,
        relation,
        to: `\${${to}}`,
        ...(exhibit === undefined
          ? { source }
          : { passages: [refs.passageRef({ exhibit, ...(quote === undefined ? {} : { quote }) })] }),
        ...(note === undefined ? {} : { note }),
      },
    })),
    ...plan.story
      .filter(({ act }) => act === 'merge-groups')
      .flatMap(({ groups = [], reason }): Line[] => [
        'Two voices are found to be one.',
        { run: 'group.merge', with: { group: groups[1], into: groups[0], reason: `${reason}.` } },
      ]),
  ];
}

function asserted(fact: Fact): Line {
  const { texts } = fact;
  return {
    run: 'fact.assert',
    as: fact.id,
    with: {
      statement:
        texts === undefined
          ? fact.statement
          : { authoritative: 'en', versions: { en: fact.statement, ...texts } },
      ...(fact.when === undefined ? {} : { when: dateOf(fact.when) }),
      ...(fact.where === undefined ? {} : { where: fact.where }),
      ...(fact.roles === undefined
        ? {}
        : { roles: fact.roles.map(({ actor, role }) => ({ actor: `\${${actor}}`, role })) }),
      account: ['${party-aurelia}'],
    },
    ...(fact.caution === undefined ? {} : { note: fact.caution }),
  };
}

const dateOf = (when: When): string =>
  typeof when === 'string' ? when : (when.sent ?? when.fromSending ?? '');

/** The citations of a fact from papers of one arrival, and the answers to those that speak against it. */
export function cited(refs: References, fact: Fact, late: boolean): readonly Line[] {
  return fact.citations.flatMap((citation, i): Line[] => {
    const exhibit = refs.exhibit(citation.exhibit);
    if (isLate(exhibit) !== late) return [];
    const alias = `${fact.id}-${i + 1}`;
    const { answer } = citation;
    return [
      {
        run: 'fact.cite',
        ...(answer === undefined ? {} : { as: alias }),
        with: citeInput(refs, fact, citation),
      },
      ...(answer === undefined
        ? []
        : [
            {
              run: 'citation.answer',
              with: {
                citation: `\${${alias}}`,
                by: answer.kind,
                reason: `${answer.reason}.`,
                ...(answer.exhibits === undefined
                  ? {}
                  : { exhibits: answer.exhibits.map((id) => refs.exhibitRef(id)) }),
              },
            },
          ]),
    ];
  });
}

function citeInput(refs: References, fact: Fact, citation: Citation): Readonly<Record<string, unknown>> {
  const exhibit = refs.exhibit(citation.exhibit);
  const isOfSomebody = citation.interest === 'against' || citation.interest === 'self-serving';
  const group = citation.groupAtFirst ?? citation.group;
  return {
    fact: `\${${fact.id}}`,
    passage: refs.passageRef(citation),
    bearing: citation.bearing,
    // Said only where it is not the origin that the paper itself names.
    ...(group === exhibit.origin.group ? {} : { group }),
    directness: citation.directness,
    contemporaneity: citation.contemporaneity,
    interest: citation.interest,
    // Minutes that both sides agreed, papers of third States: against the interest of the respondent.
    ...(isOfSomebody ? { interestOf: partyOf(exhibit.side) ?? '${party-borovia}' } : {}),
    ...(citation.hedged === true ? { hedged: true } : {}),
    ...(citation.seen === undefined ? {} : { note: `Seen in the picture: ${citation.seen}.` }),
  };
}
