// Commands about actors: naming them (persons under seal, shown by a pseudonym) and saying how they hang together.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { given } from '../../base/given.ts';
import { idOf } from '../../base/ids.ts';
import { dateStatementInput } from '../../base/time/index.ts';
import type { HouseTables } from '../../ledger/house.ts';
import { command } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { actorNamed, actorRelated } from './entries.ts';
import { knownActor, knownParty, tablesOf } from './state.ts';
import { type NameForm, nameForm, sampleId, words } from './types.ts';

const namesInput = z.union([
  words(200).transform((text): NameForm[] => [{ text }]),
  z.array(nameForm).min(1).max(20),
]);

const STEMS: Readonly<Record<string, string>> = {
  person: 'Witness',
  organ: 'Organ',
  enterprise: 'Enterprise',
  group: 'Group',
};

interface Naming {
  readonly compartment: string | undefined;
  readonly actors: readonly { readonly kind: string; readonly pseudonym: string | null }[];
}

/** The compartment in which the names of persons are sealed by default: the one called `persons`. */
export async function personsCompartment(look: Look): Promise<string | undefined> {
  const row = await look
    .tables<HouseTables>()
    .selectFrom('house_compartment')
    .select('id')
    .where('name', '=', 'persons')
    .orderBy('seq')
    .executeTakeFirst();
  return row?.id;
}

export const nameActor = command({
  name: 'actor.name',
  summary:
    'Name a State, organ, enterprise, group or person. A person’s name is sealed; a pseudonym stands for it.',
  input: z.strictObject({
    kind: actorNamed.shape.kind,
    names: namesInput,
    /** Where the name is sealed. Persons: the compartment `persons`, unless another is given. */
    compartment: idOf('compartment').optional(),
    /** Why a person's name may stand in clear (a public office-holder acting in public). */
    openGround: words(500).optional(),
    /** The word of the pseudonym: `Witness` gives Witness A, Witness B … */
    called: z
      .string()
      .regex(/^\p{Lu}[\p{L} ]{0,39}$/u, 'must be a word such as Witness or Official')
      .optional(),
    naming: actorNamed.shape.naming.default('record'),
    namedBy: actorNamed.shape.namedBy,
    namedIn: actorNamed.shape.namedIn,
    note: actorNamed.shape.note,
  }),
  example: { kind: 'enterprise', names: [{ text: 'Borovair', language: 'en', script: 'Latn' }] },
  async load(look, input): Promise<Naming> {
    if (input.namedBy !== undefined) await knownParty(look, input.namedBy);
    return {
      compartment:
        input.compartment ?? (input.kind === 'person' ? await personsCompartment(look) : undefined),
      actors: await tablesOf(look).selectFrom('record_actor').select(['kind', 'pseudonym']).execute(),
    };
  },
  decide(input, state, act) {
    const { kind, names, openGround, called, compartment: asked, ...rest } = input;
    if (kind === 'person' && openGround === undefined && state.compartment === undefined)
      throw new Refusal(
        'RECORD_NO_PERSONS_COMPARTMENT',
        'There is no compartment called persons to seal this name in. Open one, or name another with --compartment.',
        {},
      );
    if (openGround !== undefined && asked !== undefined)
      throw new Refusal(
        'RECORD_NAME_BOTH',
        'A name is either sealed in a compartment or open on a ground, not both.',
        {},
      );
    if (input.naming === 'party' && input.namedBy === undefined)
      throw new Refusal('RECORD_NAMED_BY', 'Say which party names this actor (namedBy).', {});
    if (input.naming === 'press' && input.namedIn === undefined)
      throw new Refusal('RECORD_NAMED_IN', 'Say which publication names this actor (namedIn).', {});
    if (kind === 'state' && asked !== undefined)
      throw new Refusal('RECORD_STATE_SEALED', 'The name of a State is not sealed.', {});
    const sealed = openGround === undefined && state.compartment !== undefined;
    const note = [rest.note, openGround === undefined ? undefined : `Name open: ${openGround}`]
      .filter((part) => part !== undefined)
      .join(' ');
    return [
      {
        kind: 'actor.named',
        subject: act.newId('actor'),
        refs: input.namedBy === undefined ? [] : [input.namedBy],
        said: given({
          kind,
          ...rest,
          note: note === '' ? undefined : note,
          names:
            sealed && state.compartment !== undefined
              ? act.seal(
                  state.compartment,
                  names.map((name) => given(name)),
                )
              : names,
          pseudonym: sealed ? nextPseudonym(called ?? STEMS[kind] ?? 'Actor', state.actors) : undefined,
        }),
      },
    ];
  },
});

/**
 * The next free pseudonym of a stem: A to Z, then AA, AB … A letter once given is never given to somebody else, even
 * if the entry that gave it was erased: erased actors are counted as if each had held a letter of this stem.
 */
export function nextPseudonym(
  stem: string,
  actors: readonly { readonly kind: string; readonly pseudonym: string | null }[],
): string {
  let highest = 0;
  let held = 0;
  for (const { kind, pseudonym } of actors) {
    if (kind === 'erased') held += 1;
    if (pseudonym === null || !pseudonym.startsWith(`${stem} `)) continue;
    held += 1;
    highest = Math.max(highest, lettersToNumber(pseudonym.slice(stem.length + 1)));
  }
  return `${stem} ${numberToLetters(Math.max(highest, held) + 1)}`;
}

function lettersToNumber(letters: string): number {
  if (!/^[A-Z]+$/.test(letters)) return 0;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function numberToLetters(number: number): string {
  let rest = number;
  let letters = '';
  while (rest > 0) {
    rest -= 1;
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
    rest = Math.floor(rest / 26);
  }
  return letters;
}

export const alsoNameActor = command({
  name: 'actor.also-name',
  summary: 'Enter a further name, spelling or transliteration of an actor.',
  input: z.strictObject({ actor: idOf('actor'), names: namesInput, ground: words(1000) }),
  example: {
    actor: sampleId('actor'),
    names: [{ text: 'Боровэйр', script: 'Cyrl' }],
    ground: 'Spelling of the company register.',
  },
  async load(look, input) {
    const actor = await knownActor(look, input.actor);
    return { actor, persons: await personsCompartment(look) };
  },
  decide({ actor, names, ground }, state, act) {
    // Further spellings are sealed where the first one is: the token of the names says in which compartment.
    const first: unknown = JSON.parse(state.actor.names ?? '[]');
    const compartment = Array.isArray(first) ? undefined : (first as { sealed: string }).sealed;
    return [
      {
        kind: 'actor.also-named',
        subject: actor,
        said: given({
          names:
            compartment === undefined
              ? names
              : act.seal(
                  compartment,
                  names.map((name) => given(name)),
                ),
          ground,
        }),
      },
    ];
  },
});

export const relateActor = command({
  name: 'actor.relate',
  summary: 'Say how one actor hangs together with another, and what shows it.',
  input: z.strictObject({
    ...actorRelated.shape,
    when: dateStatementInput.optional(),
    passages: actorRelated.shape.passages.default([]),
  }),
  example: {
    from: sampleId('actor', '1'),
    relation: 'owned-by',
    to: sampleId('actor'),
    passages: [sampleId('passage')],
    note: 'Ownership is not attribution.',
  },
  async load(look, input) {
    await knownActor(look, input.from);
    await knownActor(look, input.to);
  },
  decide(input, _state, act) {
    if (input.from === input.to)
      throw new Refusal('RECORD_RELATION_SELF', 'An actor cannot be related to itself.', {
        actor: input.from,
      });
    if (input.passages.length === 0 && input.source === undefined)
      throw new Refusal(
        'RECORD_RELATION_UNSHOWN',
        'Say what shows this relation: a passage of an exhibit, or a public source.',
        {},
      );
    return [
      {
        kind: 'actor.related',
        subject: act.newId('relation'),
        refs: [input.from, input.to, ...input.passages],
        said: given(input),
      },
    ];
  },
});
