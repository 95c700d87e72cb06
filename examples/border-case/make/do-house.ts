/** Compartments, actors, the proceeding and its parties; then the exhibits, their grounds and their relations. */

import { isLate, partyOf, type References } from './do-references.ts';
import type { Line } from './do-text.ts';
import type { Actor } from './plan.ts';

const KINDS: Readonly<Record<string, string>> = {
  organ: 'organ',
  office: 'organ',
  firm: 'enterprise',
  organisation: 'group',
  person: 'person',
};

export function house({ plan }: References): readonly Line[] {
  const { proceeding } = plan.matter;
  const witnesses = plan.matter.compartments.find(({ id }) => id === 'witnesses');
  return [
    {
      task: 'compartment.open',
      as: 'witnesses',
      with: { name: 'witnesses', purpose: `Statements of protected witnesses: ${witnesses?.who}.` },
    },
    'The States.',
    ...[
      ['aurelia', 'Aurelia'],
      ['borovia', 'Borovia'],
      ['qamar', 'Qamar'],
      ['ostmark', 'Ostmark'],
    ].map(([id, name]) => ({ run: 'actor.name', as: id, with: { kind: 'state', names: name } })),
    {
      run: 'proceeding.open',
      as: 'case',
      with: {
        title: 'Organised movement of persons (Aurelia v. Borovia)',
        court: 'The Court',
        kind: 'contentious',
        forum: 'icj',
      },
    },
    ...plan.parties.map(({ id, role, name }) => ({
      run: 'party.name',
      as: `party-${id}`,
      with: { proceeding: '${case}', actor: `\${${id}}`, role, note: name },
    })),
    {
      run: 'acting.declare',
      with: {
        proceeding: '${case}',
        actingFor: 'applicant',
        parties: ['${party-aurelia}'],
        ground: 'Letter of the Agent of Aurelia.',
      },
    },
    {
      run: 'step.order',
      as: 'memorial-due',
      with: {
        proceeding: '${case}',
        phase: 'merits',
        kind: 'pleading',
        title: 'Application with the Memorial',
        limits: [{ what: 'Memorial', party: '${party-aurelia}', due: proceeding.filing }],
        source: 'Plan of the Office of the Agent.',
      },
    },
    'Organs, firms and organisations.',
    ...plan.actors.filter((actor) => actor.kind !== 'person').map(named),
    'Persons. Their names are sealed; a pseudonym stands for each.',
    ...plan.actors.filter((actor) => actor.kind === 'person').map(named),
  ];
}

function named(actor: Actor): Line {
  if (actor.kind === 'person')
    return {
      run: 'actor.name',
      as: actor.id,
      with: {
        kind: 'person',
        names: actor.sealedName ?? 'not known',
        ...(actor.sealed === undefined ? {} : { compartment: `\${${actor.sealed}}` }),
        called: actor.shownAs?.startsWith('Witness') === true ? 'Witness' : 'Driver',
        ...(actor.note === undefined ? {} : { note: `${actor.shownAs}, ${actor.note}.` }),
      },
    };
  const second = actor.nameOriginal;
  const script =
    second === undefined
      ? undefined
      : /\p{Script=Cyrl}/u.test(second)
        ? 'Cyrl'
        : /\p{Script=Arab}/u.test(second)
          ? 'Arab'
          : 'Latn';
  const language = script === 'Cyrl' ? 'art-x-borovian' : script === 'Arab' ? 'ar' : 'art-x-aurelian';
  return {
    run: 'actor.name',
    as: actor.id,
    with: {
      kind: KINDS[actor.kind],
      names:
        second === undefined
          ? actor.name
          : [
              { text: actor.name, language: 'en', script: 'Latn' },
              { text: second, language, script },
            ],
      ...(actor.note === undefined
        ? {}
        : { note: `${actor.note.charAt(0).toUpperCase()}${actor.note.slice(1)}.` }),
    },
  };
}

/** What is known of each paper stands beside it in exhibits.json; whose it is is said here, by the parties' ids. */
export function intake(refs: References, late: boolean): Line {
  const here = refs.exhibits.filter((one) => isLate(one) === late);
  return {
    task: 'intake.add',
    as: late ? 'later' : 'papers',
    with: {
      paths: [`../exhibits/${late ? 'received-in-2037' : 'received-to-2036'}`],
      files: Object.fromEntries(
        here.flatMap((one) => {
          const side = partyOf(one.side);
          return side === undefined ? [] : [[one.file, { side }]];
        }),
      ),
    },
    expect: { state: 'closed', counts: { deposited: here.length }, unmatched: [] },
  };
}

/** The ground on which a paper counts as genuine, or as disputed: an act of its own, for somebody answers for it. */
export const grounds = (refs: References, late: boolean): readonly Line[] =>
  refs.exhibits
    .filter((one) => isLate(one) === late && one.authenticityGround !== undefined)
    .map((one) => ({
      run: 'exhibit.describe',
      with: {
        exhibit: refs.exhibitRef(one.id),
        authenticity: one.authenticity,
        ground: `${one.authenticityGround?.charAt(0).toUpperCase()}${one.authenticityGround?.slice(1)}.`,
      },
    }));

export function exhibitsOf(refs: References): readonly Line[] {
  const { plan } = refs;
  return [
    'Sealed papers are enciphered before they reach the disk; exhibits.json names the compartment of each.',
    intake(refs, false),
    'What makes them genuine, or not.',
    ...grounds(refs, false),
    'Papers that are not here, and how they hang together with those that are.',
    ...plan.withoutBytes.flatMap(({ id, title, heldAt, why, relation }): Line[] => [
      { run: 'exhibit.note', as: id, with: { title, heldAt, why: `${why}.` } },
      relation.to === undefined
        ? {
            run: 'exhibit.relate',
            with: {
              exhibit: refs.exhibitRef(relation.of ?? ''),
              as: relation.kind,
              to: `\${${id}}`,
              ...(relation.part === undefined ? {} : { part: relation.part }),
              ...(relation.kind === 'copy-of-paper' ? { place: heldAt } : {}),
            },
          }
        : {
            run: 'exhibit.relate',
            with: { exhibit: `\${${id}}`, as: relation.kind, to: refs.exhibitRef(relation.to) },
          },
    ]),
    'Relied on and not annexed.',
    ...plan.authorities.map(({ id, title, point }) => ({
      run: 'authority.cite',
      as: id,
      with: {
        title: `${title.replace(/, Judgment.*$/, '')} (invented)`,
        sort: 'judgment',
        citation: title.replace(/^.*?, (?=Judgment)/, ''),
        locator: `It is relied on for this: ${point}.`,
      },
    })),
  ];
}
