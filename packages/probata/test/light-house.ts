// A house with the rooms that vault and ledger tests need, on real files and real SQLite; no extractors, no typesetting.
import { hash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import '@probata/seal/node';
import { toHex } from '@probata/seal';
import { headFile } from '../src/adapters/files/head-file.ts';
import { openObjectStore } from '../src/adapters/files/object-store.ts';
import { sourceFiles } from '../src/adapters/files/source-files.ts';
import { aesGcm } from '../src/adapters/keys/cipher.ts';
import { openIdentity } from '../src/adapters/keys/identity.ts';
import { openKeyRing } from '../src/adapters/keys/ring.ts';
import { openSearchIndex } from '../src/adapters/search/search-index.ts';
import { openLedgerStore } from '../src/adapters/sqlite/ledger-store.ts';
import { openRenditionStore } from '../src/adapters/sqlite/rendition-store.ts';
import { systemClock, systemEntropy } from '../src/adapters/system/world.ts';
import { finishErasures } from '../src/app/erasures.ts';
import { type House, unwatched, type Watch } from '../src/app/house.ts';
import type { Task } from '../src/app/task.ts';
import { makeId } from '../src/base/ids.ts';
import { houseRoom } from '../src/ledger/house.ts';
import { openLedger, type Receipt } from '../src/ledger/ledger.ts';
import { makeRegistry } from '../src/ledger/registry.ts';
import type { Role, Viewer } from '../src/ledger/room.ts';
import { readingRoom, wordsOf } from '../src/rooms/reading/index.ts';
import { vaultRoom } from '../src/rooms/vault/index.ts';

export const LIGHT_ROOMS = [houseRoom, vaultRoom, readingRoom];

export interface LightHouse extends House {
  task<T>(task: Task, input: unknown, watch?: Watch): Promise<T>;
  close(): void;
}

/** Where everything of one test lies: `matter`, and beside it the person's keys and the heads. */
export interface LightPlaces {
  readonly matter: string;
  readonly person: string;
  readonly heads: string;
}

export function placesIn(folder: string, person = 'person'): LightPlaces {
  return { matter: join(folder, 'matter'), person: join(folder, person), heads: join(folder, 'heads') };
}

/** Opens the house in `places`, making matter and member at the first opening. */
export async function openLightHouse(places: LightPlaces): Promise<LightHouse> {
  const { matter: folder } = places;
  mkdirSync(join(folder, 'derived'), { recursive: true });
  const entropy = systemEntropy;
  const identity = openIdentity(join(places.person, 'identity.json'), () =>
    makeId('user', entropy.bytes(16)),
  );
  const ring = openKeyRing(join(folder, 'keys'), identity);
  const store = openLedgerStore(join(folder, 'ledger.db'));
  const ledger = await openLedger({
    store,
    inside: headFile(join(folder, 'head')),
    outside: (origin) => headFile(join(places.heads, hash('sha256', origin, 'hex'))),
    ring,
    cipher: aesGcm,
    clock: systemClock,
    entropy,
    registry: makeRegistry(LIGHT_ROOMS.flatMap((room) => room.kinds)),
    views: LIGHT_ROOMS.map((room) => room.view),
    origin: 'probata.invalid/test',
  });
  const renditions = openRenditionStore(join(folder, 'derived', 'renditions.db'), aesGcm);
  const search = openSearchIndex(join(folder, 'derived', 'search.db'), { wordsOf });
  const viewer = async (): Promise<Viewer> => ({
    user: ring.person.user,
    role: 'agent' satisfies Role,
    compartments: ring.compartments(),
  });
  // Only what vault and ledger use; the rest of a house is not touched by them, and would throw here.
  const house = {
    folder,
    ledger,
    originals: openObjectStore(join(folder, 'originals')),
    sources: sourceFiles,
    renditions,
    search,
    ring,
    cipher: aesGcm,
    clock: systemClock,
    entropy,
    forget: [
      { name: 'search index', forget: (id: string) => search.remove(id) },
      {
        name: 'readings',
        forget(id: string) {
          renditions.remove(id);
          renditions.purge();
        },
      },
    ],
    viewer,
    run: async (name: string, input: unknown, options: object = {}): Promise<Receipt> => {
      const command = LIGHT_ROOMS.flatMap((room) => room.commands).find((one) => one.name === name);
      if (command === undefined) throw new Error(`no command ${name}`);
      return ledger.append((look, act) => command.decide(look, input, act), options);
    },
    ask: async (name: string, input: unknown): Promise<unknown> => {
      const question = LIGHT_ROOMS.flatMap((room) => room.questions).find((one) => one.name === name);
      if (question === undefined) throw new Error(`no question ${name}`);
      return question.output.parse(await question.answer(ledger.look, input, await viewer()));
    },
  } as unknown as House;
  if (ledger.size() === 0 && ledger.verdict.state !== 'read-only') await begin(house);
  if (ledger.verdict.state !== 'read-only') await finishErasures(house);
  return {
    ...house,
    task: async <T>(task: Task, input: unknown, watch: Watch = unwatched): Promise<T> =>
      task.output.parse(await task.run(house, input, watch)) as T,
    close() {
      ledger.close();
      renditions.close();
      search.close();
    },
  };
}

async function begin({ ledger, ring, entropy }: House): Promise<void> {
  const persons = makeId('compartment', entropy.bytes(16));
  ring.openCompartment(persons, [{ user: ring.person.user, exchangeKey: ring.person.exchangeKey }]);
  await ledger.append(async (_look, act) => [
    {
      kind: 'matter.opened',
      subject: makeId('matter', entropy.bytes(16)),
      said: { title: 'Test', origin: 'probata.invalid/test', logKey: toHex(ring.logKey) },
    },
    { kind: 'compartment.opened', subject: persons, said: { name: 'persons', purpose: 'Names of persons.' } },
    {
      kind: 'key.added',
      subject: ring.person.user,
      said: {
        role: 'agent',
        signingKey: toHex(ring.person.signingKey),
        exchangeKey: toHex(ring.person.exchangeKey),
        name: act.seal(persons, 'The keeper of the test'),
      },
    },
  ]);
}
