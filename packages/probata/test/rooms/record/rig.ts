// A real ledger in a scratch folder, with a still clock and a known chance, for the tests of record and law.
import '@probata/seal/node';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { headFile } from '../../../src/adapters/files/head-file.ts';
import { aesGcm } from '../../../src/adapters/keys/cipher.ts';
import { openIdentity } from '../../../src/adapters/keys/identity.ts';
import { openKeyRing } from '../../../src/adapters/keys/ring.ts';
import { openLedgerStore } from '../../../src/adapters/sqlite/ledger-store.ts';
import { fixedWorld } from '../../../src/adapters/system/world.ts';
import { Refusal } from '../../../src/base/errors.ts';
import { ID_NOUNS, type IdNoun, makeId } from '../../../src/base/ids.ts';
import { houseRoom } from '../../../src/ledger/house.ts';
import { type Ledger, openLedger } from '../../../src/ledger/ledger.ts';
import { makeRegistry } from '../../../src/ledger/registry.ts';
import type { Draft, Room, Viewer } from '../../../src/ledger/room.ts';
import { readingRoom } from '../../../src/rooms/reading/index.ts';
import {
  type ActorShown,
  type CitationShown,
  type ExchangeShown,
  type FactShown,
  type InferenceShown,
  type PartyShown,
  type ProceedingShown,
  type RelationShown,
  recordRoom,
  type Silence,
  type StepShown,
} from '../../../src/rooms/record/index.ts';
import { vaultRoom } from '../../../src/rooms/vault/index.ts';

/** A well-formed id that is easy to read in a test: `id('fact', '1')`. */
export const id = (noun: IdNoun, last: string): string => `${ID_NOUNS[noun]}_${last.padStart(26, '0')}`;

/** What the questions of the record answer, taken together; a test reads the members of the one it asked. */
export interface Answers {
  readonly proceeding: ProceedingShown;
  readonly proceedings: readonly ProceedingShown[];
  readonly parties: readonly PartyShown[];
  readonly steps: readonly StepShown[];
  readonly limits: readonly {
    readonly what: string;
    readonly daysLeft: number | null;
    readonly due: { readonly edtf: string };
  }[];
  readonly actor: ActorShown;
  readonly actors: readonly ActorShown[];
  readonly relations: readonly RelationShown[];
  readonly fact: FactShown;
  readonly facts: readonly FactShown[];
  readonly citations: readonly CitationShown[];
  readonly inferences: readonly InferenceShown[];
  readonly history: readonly { readonly kind: string; readonly seq: number }[];
  readonly trays: readonly {
    readonly tray: string;
    readonly facts: readonly string[];
    readonly count: number;
  }[];
  readonly exchanges: readonly ExchangeShown[];
  readonly stairs: readonly {
    readonly exchange: ExchangeShown;
    readonly silences: readonly (Silence & { readonly words: string | null })[];
  }[];
  readonly longest: { readonly exchange: string; readonly by: string; readonly days: number } | null;
  readonly rows: readonly {
    readonly sort: string;
    readonly id: string;
    readonly words: string;
    readonly text: unknown;
  }[];
}

export interface Rig {
  readonly ledger: Ledger;
  readonly persons: string;
  readonly user: string;
  /** Runs a command and gives the id that its first entry is about. */
  run(name: string, input: object): Promise<string>;
  ask<A = Answers>(name: string, input?: object): Promise<A>;
  enter(drafts: readonly Draft[]): Promise<void>;
  /** The code of the Refusal that the command ends in. */
  refusal(name: string, input: object): Promise<string>;
  /** An exhibit's passage, entered without the exhibit's bytes. */
  passage(last: string, exhibit?: string): Promise<string>;
  /** Views equal a fresh fold of all entries. Called at the end of every test. */
  check(): Promise<void>;
  close(): void;
}

export async function openRig(more: readonly Room[] = []): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'probata-record-'));
  const rooms = [houseRoom, vaultRoom, readingRoom, recordRoom, ...more];
  const { clock, entropy } = fixedWorld('2033-03-01T08:00:00.000Z', 'record');
  const identity = openIdentity(join(folder, 'identity.json'), () => makeId('user', entropy.bytes(16)));
  const ring = openKeyRing(join(folder, 'keys'), identity);
  const ledger = await openLedger({
    store: openLedgerStore(join(folder, 'ledger.db')),
    inside: headFile(join(folder, 'head')),
    outside: () => headFile(join(folder, 'head-outside')),
    ring,
    cipher: aesGcm,
    clock,
    entropy,
    registry: makeRegistry(rooms.flatMap((room) => room.kinds)),
    views: rooms.map((room) => room.view),
    origin: 'probata.invalid/test',
  });
  const persons = makeId('compartment', entropy.bytes(16));
  ring.openCompartment(persons, [{ user: ring.person.user, exchangeKey: ring.person.exchangeKey }]);
  const commands = new Map(rooms.flatMap((room) => room.commands).map((command) => [command.name, command]));
  const questions = new Map(
    rooms.flatMap((room) => room.questions).map((question) => [question.name, question]),
  );
  const viewer: Viewer = { user: ring.person.user, role: 'agent', compartments: [persons] };
  const decide = async (name: string, input: object) => {
    const command = commands.get(name);
    if (command === undefined) throw new Error(`no command ${name}`);
    return ledger.append((look, act) => command.decide(look, input, act));
  };
  const rig: Rig = {
    ledger,
    persons,
    user: ring.person.user,
    async run(name, input) {
      const receipt = await decide(name, input);
      return receipt.entries[0]?.subject ?? '';
    },
    async ask(name, input = {}) {
      const question = questions.get(name);
      if (question === undefined) throw new Error(`no question ${name}`);
      return question.output.parse(await question.answer(ledger.look, input, viewer)) as never;
    },
    async enter(drafts) {
      await ledger.append(async () => drafts);
    },
    async refusal(name, input) {
      try {
        await decide(name, input);
      } catch (thrown) {
        if (thrown instanceof Refusal) return thrown.code;
        throw thrown;
      }
      return 'no refusal';
    },
    async passage(last, exhibit = id('exhibit', last)) {
      await rig.enter([
        {
          kind: 'passage.marked',
          subject: id('passage', last),
          refs: [exhibit],
          said: {
            exhibit,
            rendition: null,
            tool: null,
            place: { by: 'whole' },
            quote: `Words of passage ${last}.`,
            prefix: '',
            suffix: '',
            pin: `p. ${last}`,
          },
        },
      ]);
      return id('passage', last);
    },
    async check() {
      const compared = await ledger.compareViews();
      expect(compared.filter((table) => !table.sound)).toEqual([]);
    },
    close() {
      ledger.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await rig.enter([
    {
      kind: 'matter.opened',
      subject: id('matter', '1'),
      said: { title: 'A scratch matter', origin: 'probata.invalid/test', logKey: '0'.repeat(64) },
    },
    {
      kind: 'compartment.opened',
      subject: persons,
      said: { name: 'persons', purpose: 'Names of persons, sealed by default.' },
    },
  ]);
  return rig;
}
