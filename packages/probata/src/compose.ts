// The one place where the house and the world meet: chooses the adapters of every port and opens or makes a matter.
import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { toHex } from '@probata/seal';
import '@probata/seal/node';
import { lazyExtractor } from './adapters/extract/lazy.ts';
import { openFile } from './adapters/extract/open-file.ts';
import { headFile } from './adapters/files/head-file.ts';
import { openObjectStore } from './adapters/files/object-store.ts';
import { outgoing } from './adapters/files/outgoing.ts';
import { type Places, placesFrom } from './adapters/files/places.ts';
import { sourceFiles } from './adapters/files/source-files.ts';
import { aesGcm } from './adapters/keys/cipher.ts';
import { openIdentity } from './adapters/keys/identity.ts';
import { openKeyRing } from './adapters/keys/ring.ts';
import { recogniser } from './adapters/ocr/recogniser.ts';
import { packShelf } from './adapters/packs/shelf.ts';
import { pagePictures } from './adapters/pictures/pictures.ts';
import { plotDrawer } from './adapters/plot/drawer.ts';
import { openLikeness } from './adapters/search/likeness.ts';
import { openSearchIndex } from './adapters/search/search-index.ts';
import { openLedgerStore } from './adapters/sqlite/ledger-store.ts';
import { openRenditionStore } from './adapters/sqlite/rendition-store.ts';
import { systemClock, systemEntropy } from './adapters/system/world.ts';
import { typstRenderer } from './adapters/typst/renderer.ts';
import { finishErasures } from './app/erasures.ts';
import type { ForgetHook } from './app/house.ts';
import { type Matter, openMatterOver } from './app/matter.ts';
import { type ReadFileOptions, readFile } from './app/read-file.ts';
import { houseRegistry, VIEWS } from './app/rooms.ts';
import { Refusal } from './base/errors.ts';
import { makeId } from './base/ids.ts';
import type { JsonObject } from './base/json.ts';
import { openLedger } from './ledger/ledger.ts';
import type { Extraction } from './ports/extractor.ts';
import type { LikenessIndex } from './ports/likeness.ts';
import type { RenditionStore } from './ports/rendition-store.ts';
import type { SearchIndex } from './ports/search-index.ts';
import type { Clock, Entropy } from './ports/world.ts';
import { wordsOf } from './rooms/reading/index.ts';

export interface OpenOptions {
  readonly places?: Places;
  readonly clock?: Clock;
  readonly entropy?: Entropy;
  readonly passphrase?: string;
}

export interface NewMatter {
  readonly title: string;
  /** The name of the person who opens it; sealed in the compartment of persons. */
  readonly person: string;
  /** A schema-less URL without the id: `justice.example`. */
  readonly domain?: string;
  /** Shown on every page, screen and export. */
  readonly notice?: string;
}

/** What of a matter must be known before its ledger can be read: its format and the log's name. */
interface MatterFile {
  readonly format: 1;
  readonly matter: string;
  readonly origin: string;
}

/** Makes a new matter in an empty or absent folder. Refusal MATTER_EXISTS when something is there already. */
export async function createMatter(
  folder: string,
  given: NewMatter,
  options: OpenOptions = {},
): Promise<Matter> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Refusal('MATTER_EXISTS', `${folder} is not empty. Name a new folder for the matter.`, {
      folder: basename(folder),
    });
  const entropy = options.entropy ?? systemEntropy;
  mkdirSync(join(folder, 'originals'), { recursive: true, mode: 0o700 });
  mkdirSync(join(folder, 'derived'), { recursive: true, mode: 0o700 });
  const matter = makeId('matter', entropy.bytes(16));
  const file: MatterFile = { format: 1, matter, origin: `${given.domain ?? 'probata.invalid'}/${matter}` };
  const { writeDurably } = await import('./adapters/files/head-file.ts');
  writeDurably(join(folder, 'matter.json'), new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`));
  const opened = await open(folder, options);
  const { ledger, ring } = opened.house;
  const persons = makeId('compartment', entropy.bytes(16));
  ring.openCompartment(persons, [{ user: ring.person.user, exchangeKey: ring.person.exchangeKey }]);
  await ledger.append(async (_look, act) => {
    const opening: JsonObject = {
      title: given.title,
      origin: file.origin,
      logKey: toHex(ring.logKey),
      ...(given.notice === undefined ? {} : { notice: given.notice }),
    };
    return [
      { kind: 'matter.opened', subject: matter, said: opening },
      {
        kind: 'compartment.opened',
        subject: persons,
        said: {
          name: 'persons',
          purpose: 'Names of persons: members, witnesses, migrants. Sealed by default.',
        },
      },
      {
        kind: 'key.added',
        subject: ring.person.user,
        said: {
          role: 'agent',
          signingKey: toHex(ring.person.signingKey),
          exchangeKey: toHex(ring.person.exchangeKey),
          name: act.seal(persons, given.person),
        },
      },
    ];
  });
  return opened;
}

/** Opens the matter in `folder`. Refusal MATTER_MISSING when there is none; a Breach leaves it readable, never writable. */
export async function openMatter(folder: string, options: OpenOptions = {}): Promise<Matter> {
  if (!existsSync(join(folder, 'matter.json')))
    throw new Refusal(
      'MATTER_MISSING',
      `${folder} holds no matter. Make one with 'probata init ${folder} --title TITLE'.`,
      { folder },
    );
  return open(folder, options);
}

async function open(folder: string, options: OpenOptions): Promise<Matter> {
  const places = options.places ?? placesFrom(process.env);
  const clock = options.clock ?? systemClock;
  const entropy = options.entropy ?? systemEntropy;
  const file = JSON.parse(readFileSync(join(folder, 'matter.json'), 'utf8')) as MatterFile;
  const identity = openIdentity(
    join(places.config, 'identity.json'),
    () => makeId('user', entropy.bytes(16)),
    options.passphrase,
  );
  const ring = openKeyRing(join(folder, 'keys'), identity);
  const store = openLedgerStore(join(folder, 'ledger.db'));
  const ledger = await openLedger({
    store,
    inside: headFile(join(folder, 'head')),
    outside: (origin) => headFile(join(places.state, 'heads', hash('sha256', origin, 'hex'))),
    ring,
    cipher: aesGcm,
    clock,
    entropy,
    registry: houseRegistry(),
    views: VIEWS,
    origin: file.origin,
  });
  const renditions = openRenditionStore(join(folder, 'derived', 'renditions.db'), aesGcm);
  const search = openSearchIndex(join(folder, 'derived', 'search.db'), { wordsOf });
  const likeness = openLikeness(join(folder, 'derived', 'likeness.db'), { wordsOf });
  const extractor = lazyExtractor();
  const pictures = pagePictures();
  const recognition = recogniser({ dataFolder: join(places.config, 'tessdata') });
  const matter = openMatterOver(
    {
      folder,
      ledger,
      originals: openObjectStore(join(folder, 'originals')),
      sources: sourceFiles,
      renditions,
      search,
      likeness,
      extractor,
      pictures,
      recogniser: recognition,
      renderer: typstRenderer(),
      drawer: plotDrawer(),
      outgoing: outgoing(folder),
      packs: packShelf(),
      ring,
      cipher: aesGcm,
      clock,
      entropy,
      forget: forgetHooks(search, likeness, renditions),
    },
    async () => {
      renditions.close();
      search.close();
      likeness.close();
      await Promise.all([extractor.close(), pictures.close(), recognition.close()]);
    },
  );
  // An erasure that was interrupted between its entry and its last destroyed byte.
  if (ledger.verdict.state !== 'read-only') await finishErasures(matter.house);
  return matter;
}

/** Everything derived that holds words of exhibits. */
function forgetHooks(
  search: SearchIndex,
  likeness: LikenessIndex,
  renditions: RenditionStore,
): readonly ForgetHook[] {
  return [
    { name: 'search index', forget: (id) => search.remove(id) },
    { name: 'likeness of texts and pictures', forget: (id) => likeness.remove(id) },
    {
      name: 'readings',
      forget(id) {
        renditions.remove(id);
        renditions.purge();
      },
    },
  ];
}

/** Reads one file in a closed process, without a matter; nothing is kept. Fault when the path cannot be opened. */
export async function readAlone(path: string, options: ReadFileOptions = {}): Promise<Extraction> {
  const extractor = lazyExtractor({ size: 1 });
  try {
    return await readFile({ extractor, open: openFile }, path, options);
  } finally {
    await extractor.close();
  }
}
