// Commands about the law: adopting a pack, clearing statements with an authority, and recording what happened on a ladder.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { given } from '../../base/given.ts';
import { ID_NOUNS, idOf } from '../../base/ids.ts';
import { type DateStatement, dateStatementInput, isDefinitelyBefore } from '../../base/time/index.ts';
import { type Command, command } from '../../ledger/room.ts';
import type { Look } from '../../ports/ledger-store.ts';
import {
  exchangesOf,
  ground,
  knownParty,
  knownProceeding,
  partiesOf,
  requirePassage,
  words,
} from '../record/index.ts';
import {
  authorityRead,
  clearanceWithdrawn,
  ladderEventDisputed,
  ladderEventRecorded,
  ladderOpened,
  packAdopted,
} from './entries.ts';
import { laddersOf, namesInForce, partsOf, statementsShown, tablesOf } from './read.ts';
import { type Ladder, type LawFormula, lawId, type Pack } from './types.ts';

const sample = (noun: keyof typeof ID_NOUNS, last = '0'): string =>
  `${ID_NOUNS[noun]}_${last.padStart(26, '0')}`;

/** Enters a pack that was read and examined by the caller (app/tasks/pack-adopt.ts). Not offered at the doors. */
export const adoptPack: Command = command({
  name: 'pack.enter',
  summary: 'Enter a pack already read and examined.',
  input: packAdopted,
  example: {
    pack: 'comp',
    version: 1,
    title: 'Convention on the Organised Movement of Persons',
    digest: '0'.repeat(64),
    file: 'comp.yaml',
    content: {
      format: 'probata-pack/1',
      id: 'comp',
      title: 'Convention on the Organised Movement of Persons',
      version: 1,
      language: 'en',
      about: 'An invented treaty.',
    },
  },
  power: 'weigh',
  load: async (look, input) => ({
    held: await tablesOf(look)
      .selectFrom('law_pack')
      .selectAll()
      .where('pack', '=', input.pack)
      .executeTakeFirst(),
    ...(await namesInForce(look, input.pack)),
  }),
  decide(input, { held, owners, packs }, act) {
    if (held?.digest === input.digest)
      throw new Refusal(
        'LAW_PACK_SAME',
        `This very pack (${input.pack}, version ${held.version}) is in force already.`,
        {
          pack: input.pack,
        },
      );
    if (held !== undefined && input.version <= held.version)
      throw new Refusal(
        'LAW_PACK_VERSION',
        `Version ${held.version} of ${input.pack} is in force. Raise the version in the file: other words are another version.`,
        { pack: input.pack, held: held.version, given: input.version },
      );
    for (const id of idsOf(input.content)) {
      const owner = owners.get(id);
      if (owner !== undefined)
        throw new Refusal(
          'LAW_PACK_CLASH',
          `${id} is defined by the pack ${owner} already. Give it another name.`,
          {
            id,
            pack: owner,
          },
        );
    }
    const missing = input.content.uses.find((pack) => !packs.has(pack));
    if (missing !== undefined)
      throw new Refusal('LAW_PACK_USES', `This pack uses ${missing}. Adopt that one first.`, {
        pack: missing,
      });
    const own = new Set(idsOf(input.content));
    const lost = namesIn(input.content).find((id) => !own.has(id) && !owners.has(id));
    if (lost !== undefined)
      throw new Refusal('LAW_PACK_NAME', `${lost} is defined neither in this pack nor in those it uses.`, {
        id: lost,
      });
    return [{ kind: 'pack.adopted', subject: act.newId('pack'), said: given(input) }];
  },
});

/** Every id that a pack defines. */
function idsOf(pack: Pack): readonly string[] {
  return [
    ...pack.instruments.flatMap((instrument) => [
      instrument.id,
      ...instrument.provisions.flatMap((provision) => [
        provision.id,
        ...provision.elements.map((element) => element.id),
      ]),
    ]),
    ...pack.routes.map((one) => one.id),
    ...pack.ladders.flatMap((one) => [one.id, ...one.rungs.map((rung) => rung.id)]),
    ...pack.checks.map((one) => one.id),
    ...pack.standards.map((one) => one.id),
    ...(pack.criteria ?? []).map((one) => one.id),
  ];
}

/** Every provision or element that a pack names and that another pack may define. */
function namesIn(pack: Pack): readonly string[] {
  const leaves = (formula: LawFormula | undefined): readonly string[] => {
    if (formula === undefined) return [];
    if (typeof formula === 'string') return [formula];
    return ('all' in formula ? formula.all : 'any' in formula ? formula.any : formula.of).flatMap(leaves);
  };
  return [
    ...pack.instruments.flatMap((instrument) =>
      instrument.provisions.flatMap((one) => [...one.gateways, ...one.relates, ...leaves(one.formula)]),
    ),
    ...pack.routes.flatMap((group) => group.routes.map((route) => route.provision)),
    ...pack.ladders.flatMap((one) => (one.provision === undefined ? [] : [one.provision])),
  ];
}

/** All statements in force, and the adoption (an id) under which each pack stands. */
async function statementsAndPacks(look: Look) {
  const packs = await tablesOf(look).selectFrom('law_pack').select(['pack', 'entry']).execute();
  const entries = new Map(packs.map((row) => [row.pack, row.entry]));
  return { all: await statementsShown(look), entryOf: (pack: string): string => entries.get(pack) ?? pack };
}

const clearStatement = command({
  name: 'statement.clear',
  summary:
    'Clear statements of a pack that were recalled from memory: say which authority you read, and where.',
  input: z.strictObject({
    statements: z.array(words(120)).min(1).max(100),
    /** With everything within: the elements of a provision, the authorities of a contest. */
    withParts: z.boolean().default(false),
    title: authorityRead.shape.title,
    place: authorityRead.shape.place,
    passage: authorityRead.shape.passage,
    authority: authorityRead.shape.authority,
    note: words(1000).optional(),
  }),
  example: {
    statements: ['sp.11.1'],
    withParts: true,
    title: 'Protocol against the Smuggling of Migrants, certified true copy',
    place: 'article 11(1)',
  },
  power: 'weigh',
  async load(look, input) {
    if (input.passage !== undefined) await requirePassage(look, input.passage);
    return statementsAndPacks(look);
  },
  decide({ statements, withParts, title, place, passage, authority, note }, { all, entryOf }) {
    const wanted = new Set(statements);
    const known = new Map(all.map((one) => [one.id, one]));
    const unknown = statements.find((id) => !known.has(id));
    if (unknown !== undefined) throw unknownStatement(unknown);
    // Parts stand after their whole, so that one walk in order reaches parts of parts.
    if (withParts)
      for (const one of all) if (one.within !== null && wanted.has(one.within)) wanted.add(one.id);
    const open = all.filter((one) => wanted.has(one.id) && one.state === 'to-be-checked');
    if (open.length === 0)
      throw new Refusal('LAW_CLEARED', 'None of these statements is to be checked.', {
        statements: [...statements],
      });
    const read = { title, place, passage, authority };
    const packs = [...new Set(open.map((one) => one.pack))];
    return packs.map((pack) => ({
      kind: 'statement.cleared',
      subject: entryOf(pack),
      refs: [...(passage === undefined ? [] : [passage]), ...(authority === undefined ? [] : [authority])],
      said: given({
        pack,
        statements: open.filter((one) => one.pack === pack).map((one) => ({ id: one.id, words: one.words })),
        read,
        note,
      }),
    }));
  },
});

const withdrawClearance = command({
  name: 'clearance.withdraw',
  summary: 'Statements are to be checked again, saying why.',
  input: z.strictObject({ statements: clearanceWithdrawn.shape.statements, ground }),
  example: { statements: ['sp.11.1'], ground: 'The copy that was read is an unofficial consolidation.' },
  power: 'weigh',
  load: (look) => statementsAndPacks(look),
  decide(input, { all, entryOf }) {
    const held = all.filter((one) => input.statements.includes(one.id) && one.state === 'cleared');
    if (held.length === 0)
      throw new Refusal('LAW_NOT_CLEARED', 'None of these statements is cleared.', {
        statements: [...input.statements],
      });
    return [...new Set(held.map((one) => one.pack))].map((pack) => ({
      kind: 'clearance.withdrawn',
      subject: entryOf(pack),
      said: {
        pack,
        statements: held.filter((one) => one.pack === pack).map((one) => one.id),
        ground: input.ground,
      },
    }));
  },
});

const openLadder = command({
  name: 'ladder.open',
  summary: 'Set up a ladder of preconditions from a pack, in a proceeding, between named parties.',
  input: z.strictObject({
    proceeding: ladderOpened.shape.proceeding,
    ladder: lawId,
    claimants: ladderOpened.shape.claimants,
    respondents: ladderOpened.shape.respondents,
  }),
  example: {
    proceeding: sample('proceeding'),
    ladder: 'sp.20.ladder',
    claimants: [sample('party', '1')],
    respondents: [sample('party', '2')],
  },
  async load(look, input) {
    await knownProceeding(look, input.proceeding);
    for (const party of [...input.claimants, ...input.respondents]) await knownParty(look, party);
    const parts = await partsOf<Ladder>(look, 'ladder');
    return {
      part: parts.find((part) => part.id === input.ladder),
      known: parts.map((part) => part.id),
      parties: await partiesOf(look, input.proceeding),
    };
  },
  decide(input, { part, known, parties }, act) {
    if (part === undefined)
      throw new Refusal(
        'LAW_LADDER_LAW_UNKNOWN',
        `No pack in force holds a ladder ${input.ladder}. ${known.length === 0 ? 'Adopt a pack first.' : `There are: ${known.join(', ')}.`}`,
        { ladder: input.ladder },
      );
    const own = new Set(parties.map((party) => party.id as string));
    const stranger = [...input.claimants, ...input.respondents].find((party) => !own.has(party));
    if (stranger !== undefined)
      throw new Refusal('LAW_LADDER_PARTY', `${stranger} is not a party to this proceeding.`, {
        party: stranger,
      });
    const twice = input.claimants.find((party) => input.respondents.includes(party));
    if (twice !== undefined)
      throw new Refusal('LAW_LADDER_SIDES', `${twice} cannot stand on both sides of a ladder.`, {
        party: twice,
      });
    return [
      {
        kind: 'ladder.opened',
        subject: act.newId('ladder'),
        refs: [input.proceeding, ...input.claimants, ...input.respondents],
        said: given({ ...input, pack: part.pack }),
      },
    ];
  },
});

async function ladderAndExchange(look: Look, ladder: string, exchange: string | undefined) {
  const held = (await laddersOf(look)).find((one) => one.id === ladder);
  if (held === undefined)
    throw new Refusal(
      'LAW_LADDER_UNKNOWN',
      `There is no ladder ${ladder} in this matter. See 'probata ladder list'.`,
      {
        ladder,
      },
    );
  if (exchange === undefined) return { held, exchange: undefined };
  const found = (await exchangesOf(look)).find((one) => one.id === exchange);
  if (found === undefined)
    throw new Refusal('LAW_EXCHANGE_UNKNOWN', `There is no exchange ${exchange} in the register.`, {
      exchange,
    });
  return { held, exchange: found };
}

const recordLadderEvent = command({
  name: 'ladder-event.record',
  summary:
    'Record what happened on a ladder: with a passage and a ground, or as reported in a public source. Dates that are not public are left out.',
  input: z.strictObject({
    ...ladderEventRecorded.shape,
    by: ladderEventRecorded.shape.by.optional(),
    title: words(300).optional(),
    on: dateStatementInput.optional(),
    received: dateStatementInput.optional(),
    announced: dateStatementInput.optional(),
  }),
  example: {
    ladder: sample('ladder'),
    kind: 'request',
    by: 'claimant',
    title: 'Note 5',
    on: '2033-07-03',
    received: '2033-07-05',
    passage: sample('passage'),
    ground: 'Note 5 asks for arbitration under article 20(2) in terms.',
  },
  async load(look, input) {
    if (input.passage !== undefined) await requirePassage(look, input.passage);
    return ladderAndExchange(look, input.ladder, input.exchange);
  },
  decide(input, { held, exchange }, act) {
    const defined = held.ladder.events.find((event) => event.kind === input.kind);
    if (defined === undefined)
      throw new Refusal(
        'LAW_EVENT_KIND',
        `This ladder knows no event ${input.kind}. There are: ${held.ladder.events.map((event) => event.kind).join(', ')}.`,
        { kind: input.kind },
      );
    const by = input.by ?? (defined.by === 'either' ? undefined : defined.by);
    if (by === undefined)
      throw new Refusal(
        'LAW_EVENT_BY',
        `Say whose ${defined.title} it is (by: claimant, respondent or both).`,
        {
          kind: input.kind,
        },
      );
    if (defined.by !== 'either' && by !== defined.by && by !== 'both')
      throw new Refusal('LAW_EVENT_SIDE', `A ${defined.title} is of the ${defined.by}, not of the ${by}.`, {
        kind: input.kind,
        by,
      });
    if (by === 'third' && input.whose === undefined)
      throw new Refusal('LAW_EVENT_WHOSE', 'Say which third State or organisation it was (whose).', {});
    // What stands in the register of exchanges need not be said twice.
    const passage = input.passage ?? exchange?.passage ?? undefined;
    const source = input.source ?? exchange?.source ?? undefined;
    const said = {
      ...input,
      by,
      title: input.title ?? exchange?.title ?? defined.title,
      on: input.on ?? exchange?.sent ?? undefined,
      received: input.received ?? exchange?.received ?? undefined,
      passage,
      source,
    };
    if (passage !== undefined && input.ground === undefined)
      throw new Refusal('LAW_EVENT_GROUND', 'Say on what ground the passage is read so (ground).', {});
    if (passage === undefined && source === undefined)
      throw new Refusal(
        'LAW_EVENT_UNSHOWN',
        'Say what shows it: a passage of an exhibit with the ground, or the public source that reports it.',
        {},
      );
    refuseBackwards(said.on, said.received);
    return [
      {
        kind: 'ladder-event.recorded',
        subject: act.newId('ladderEvent'),
        refs: [
          input.ladder,
          ...(passage === undefined ? [] : [passage]),
          ...(exchange === undefined ? [] : [exchange.id]),
        ],
        said: given(said),
      },
    ];
  },
});

function refuseBackwards(on: DateStatement | undefined, received: DateStatement | undefined): void {
  if (on === undefined || received === undefined || !isDefinitelyBefore(received, on)) return;
  throw new Refusal('LAW_EVENT_ORDER', 'It cannot have been received before it was sent. Check both dates.', {
    on: on.edtf,
    received: received.edtf,
  });
}

async function ladderEvent(look: Look, id: string) {
  const row = await tablesOf(look)
    .selectFrom('law_ladder_event')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.withdrawn !== null)
    throw new Refusal(
      'LAW_EVENT_UNKNOWN',
      `There is no event ${id} in force on a ladder. See 'probata ladder show'.`,
      {
        event: id,
      },
    );
  return row;
}

const disputeLadderEvent = command({
  name: 'ladder-event.dispute',
  summary: 'Record that a party disputes an event on a ladder, or what it means.',
  input: z.strictObject({ event: idOf('ladderEvent'), ...ladderEventDisputed.shape }),
  example: {
    event: sample('ladderEvent'),
    party: sample('party'),
    reason: 'The respondent says that the note asked for talks, not for arbitration.',
  },
  async load(look, input) {
    await knownParty(look, input.party);
    if (input.passage !== undefined) await requirePassage(look, input.passage);
    return ladderEvent(look, input.event);
  },
  decide: ({ event, ...said }, row) => [
    {
      kind: 'ladder-event.disputed',
      subject: event,
      refs: [row.ladder, said.party, ...(said.passage === undefined ? [] : [said.passage])],
      said: given(said),
    },
  ],
});

const withdrawLadderEvent = command({
  name: 'ladder-event.withdraw',
  summary: 'Withdraw an event from a ladder, saying why.',
  input: z.strictObject({ event: idOf('ladderEvent'), ground }),
  example: { event: sample('ladderEvent'), ground: 'The date was that of another note.' },
  load: (look, input) => ladderEvent(look, input.event),
  decide: ({ event, ground: why }, row) => [
    { kind: 'ladder-event.withdrawn', subject: event, refs: [row.ladder], said: { ground: why } },
  ],
});

export const LAW_COMMANDS: readonly Command[] = [
  clearStatement,
  withdrawClearance,
  openLadder,
  recordLadderEvent,
  disputeLadderEvent,
  withdrawLadderEvent,
];

function unknownStatement(id: string): Refusal {
  return new Refusal(
    'LAW_STATEMENT_UNKNOWN',
    `No pack in force holds a statement ${id}. See 'probata statement list'.`,
    { statement: id },
  );
}
