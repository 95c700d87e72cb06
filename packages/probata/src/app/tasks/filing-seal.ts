// Seals a filing: composes and sets the pleading, gathers the annexes, enters the sealing, and writes the bag that proves it.
import {
  canonicalBytes,
  consistencyProof,
  formatAnnexes,
  type JsonObject,
  type OpenedEntry,
  type PayloadFile,
  type ProvenEntry,
  parseCheckpoint,
  payloadManifest,
  sha256,
  tagFiles,
  toHex,
  utf8,
} from '@probata/seal';
import { z } from 'zod';
import { Fault, Refusal } from '../../base/errors.ts';
import { idOf, makeId } from '../../base/ids.ts';
import { dateInWords } from '../../base/time/index.ts';
import type { OutgoingFolder } from '../../ports/outgoing.ts';
import {
  type Filing,
  type FilingSealed,
  filingRow,
  lastVersion,
  versionStatus,
} from '../../rooms/bundle/index.ts';
import { type Composed, typstOf } from '../../rooms/pleading/index.ts';
import { exhibitsByIds, type HeldObject, heldObject, producedFrom } from '../../rooms/vault/index.ts';
import { drawingFiles } from '../drawings.ts';
import type { House, Watch } from '../house.ts';
import { task } from '../task.ts';
import { compose } from './pleading-compose.ts';

const accepted = z.strictObject({
  code: z.string().min(1).max(80),
  subject: z.string().min(1).max(80).default('any'),
  ground: z.string().min(1).max(500),
});
const input = z.strictObject({
  filing: idOf('filing'),
  status: versionStatus.default('original'),
  /** Why there is a further version. */
  ground: z.string().min(1).max(1000).optional(),
  /** Where the bag is written; left out: filings/ in the matter. */
  out: z.string().min(1).optional(),
  /** The day on the document; left out: today. */
  date: z.iso.date().optional(),
  /** Checks that speak against sealing and are accepted, each with the ground. */
  accept: z.array(accepted).default([]),
});

export const filingSeal = task({
  name: 'filing.seal',
  summary:
    'Seal a version of a filing: PDF, annexes, proofs and VERIFY.txt in one bag that a stranger can check.',
  input,
  output: z.object({
    filing: z.string(),
    version: z.number(),
    bag: z.string(),
    pdf: z.string(),
    manifest: z.string(),
    annexes: z.number(),
    sealedAnnexes: z.number(),
    checkpoint: z.object({ size: z.number(), root: z.string() }),
    vkey: z.string(),
  }),
  example: { filing: `fil_${'0'.repeat(26)}` },
  power: 'file',
  async run(house, given, watch) {
    const filing = await filingRow(house.ledger.look, given.filing);
    if (filing === undefined)
      throw new Refusal(
        'BUNDLE_FILING_UNKNOWN',
        `There is no filing ${given.filing}. List them with 'probata filing list'.`,
        { filing: given.filing },
      );
    const last = await lastVersion(house.ledger.look, filing.id);
    if (last.version > 0 && given.ground === undefined)
      throw new Refusal(
        'BUNDLE_GROUND',
        `Version ${last.version} is sealed already. A further version needs its ground (and a status: corrected or amended).`,
      );
    const made = await compose(house, filing.pleading, { filing: filing.id }, { annexNumbers: last.numbers });
    refuseErrors(made, given.accept);
    const date = given.date ?? house.clock.now().slice(0, 10);
    watch.progress({ stage: 'typesetting', done: 0, all: 1, errors: 0 });
    const pdf = await house.renderer.pdf({
      source: typstOf(made, {
        cover: filing.cover,
        date: dateInWords(date),
        vkey: house.ledger.vkey,
        ...(filing.partyName === null ? {} : { party: filing.partyName }),
      }),
      files: await drawingFiles(house, made),
      at: `${date}T00:00:00.000Z`,
      standard: 'a-2b',
    });
    const version = last.version + 1;
    const name = `${slug(made.shortTitle)}-v${version}`;
    const folder = house.outgoing.begin(given.out ?? house.outgoing.place(name));
    try {
      return await write(house, watch, { filing, made, pdf, version, given, date, name, folder });
    } catch (thrown) {
      folder.abandon();
      throw thrown;
    }
  },
});

interface Sealing {
  readonly filing: Filing;
  readonly made: Composed;
  readonly pdf: Uint8Array;
  readonly version: number;
  readonly given: z.output<typeof input>;
  readonly date: string;
  readonly name: string;
  readonly folder: OutgoingFolder;
}

async function write(house: House, watch: Watch, sealing: Sealing) {
  const { filing, made, pdf, version, given, folder } = sealing;
  const payload = new Map<string, PayloadFile>();
  const put = (path: string, chunks: Iterable<Uint8Array>): PayloadFile => {
    const written = folder.write(path, chunks);
    payload.set(path, written);
    return written;
  };
  const pdfPath = `data/${made.isFiled ? 'pleading' : 'study'}/${sealing.name}.pdf`;
  put(pdfPath, [pdf]);
  const annexes = await writeAnnexes(house, watch, made, put);
  put('data/annexes.csv', [utf8(formatAnnexes(annexes.rows))]);
  if (annexes.sealed.length > 0) put('data/sealed-annexes.csv', [utf8(sealedTable(annexes.sealed))]);
  put('data/ro-crate-metadata.json', [utf8(description(made, filing, sealing, annexes.rows))]);
  const manifest = toHex(sha256(utf8(payloadManifest(payload))));
  const document = await enterDocument(house, pdf, filing, made);
  const receipt = await house.ledger.append(async (_look, act) => {
    const said: Omit<FilingSealed, 'personally'> = {
      version,
      status: given.status,
      ...(given.ground === undefined ? {} : { ground: given.ground }),
      pleading: filing.pleading as FilingSealed['pleading'],
      document,
      manifest,
      annexes: annexes.filed,
      sealedAnnexes: annexes.sealed,
      accepted: [...given.accept],
    };
    const signature = toHex(house.ring.signAsPerson(canonicalBytes(said as unknown as JsonObject)));
    return [
      {
        kind: 'filing.sealed',
        subject: filing.id,
        refs: [filing.pleading, document],
        said: { ...said, personally: { user: act.by, signature } },
      },
    ];
  });
  const size = receipt.checkpoint.size;
  const prove = (index: number): ProvenEntry => ({
    entry: openedEntry(house, index),
    index,
    hashes: house.ledger.inclusion(index, size),
  });
  const sealedAt = receipt.entries[0]?.seq;
  if (sealedAt === undefined)
    throw new Fault('BUNDLE_RECEIPT', 'The sealing was entered, but its number did not come back.');
  const verifyHtml = house.outgoing.verifierPage();
  const tags = tagFiles({
    organization: filing.partyName ?? 'No party: an illustration',
    identifier: filing.title,
    date: sealing.date,
    agent: `probata ${house.renderer.tool.name} ${house.renderer.tool.version}`,
    payload,
    checkpoint: house.ledger.checkpointAt(size),
    vkey: house.ledger.vkey,
    annexes: annexes.rows.map((row) => ({ ...prove(row.index), row })),
    filing: prove(sealedAt),
    others: new Map(annexes.sealed.map(({ number, entry }) => [`sealed-${annexName(number)}`, prove(entry)])),
    previous: await earlier(house, filing.id, sealedAt, size),
    ...(verifyHtml === undefined ? {} : { verifyHtml }),
  });
  for (const [path, bytes] of tags) folder.write(path, [bytes]);
  const bag = folder.finish();
  watch.progress({ stage: 'sealed', done: 1, all: 1, errors: 0 });
  return {
    filing: filing.id,
    version,
    bag,
    pdf: `${bag}/${pdfPath}`,
    manifest,
    annexes: annexes.rows.length,
    sealedAnnexes: annexes.sealed.length,
    checkpoint: { ...receipt.checkpoint },
    vkey: house.ledger.vkey,
  };
}

function refuseErrors(made: Composed, accept: readonly z.output<typeof accepted>[]): void {
  const standing = made.deficiencies.filter(
    (one) =>
      one.severity === 'error' &&
      !accept.some(
        ({ code, subject }) => code === one.code && (subject === 'any' || subject === one.subject),
      ),
  );
  if (standing.length === 0) return;
  const told = standing.slice(0, 5).map((one) => `${one.code}: ${one.message}`);
  throw new Refusal(
    'BUNDLE_CHECKS',
    `${standing.length} check(s) speak against sealing. ${told.join(' ')} Mend them, or accept each with its ground (accept).`,
    {
      checks: standing.map(({ code, subject, message }) => ({ code, subject, message })),
    },
  );
}

const annexName = (number: number): string => `A-${String(number).padStart(3, '0')}`;

/** The annexes' files as they are in the vault; a sealed exhibit goes in as its redacted form, or is only listed. */
async function writeAnnexes(
  house: House,
  watch: Watch,
  made: Composed,
  put: (path: string, chunks: Iterable<Uint8Array>) => PayloadFile,
) {
  const rows: {
    annex: string;
    title: string;
    file: string;
    sha256: string;
    index: number;
    class: string;
    seal: string;
  }[] = [];
  const filed: FilingSealed['annexes'] = [];
  const sealed: FilingSealed['sealedAnnexes'] = [];
  const exhibits = await exhibitsByIds(
    house.ledger.look,
    made.annexes.map((annex) => annex.exhibit),
  );
  for (const [done, annex] of made.annexes.entries()) {
    if (watch.signal.aborted)
      throw new Refusal('CANCELLED', 'Sealing was cancelled. Nothing was sealed and no bag was left behind.');
    watch.progress({ stage: 'annexes', done, all: made.annexes.length, errors: 0 });
    const row = exhibits.get(annex.exhibit);
    const object = await openForm(house, annex.exhibit);
    const exhibit = annex.exhibit as FilingSealed['annexes'][number]['exhibit'];
    if (row === undefined || object === undefined) {
      const held = await heldObject(house.ledger.look, annex.exhibit);
      if (held !== undefined) sealed.push({ number: annex.annex, exhibit, entry: held.entry });
      continue;
    }
    const name = annexName(annex.annex);
    const file = `data/annexes/${name}${extension(row.mediaType)}`;
    const written = put(file, house.originals.stream(object.address));
    rows.push({
      annex: name,
      title: annex.title,
      file,
      sha256: written.sha256,
      index: object.entry,
      class: row.class,
      seal: row.compartment === null ? 'open' : 'redacted',
    });
    filed.push({
      annex: name,
      number: annex.annex,
      exhibit,
      entry: object.entry,
      file,
      digest: written.sha256,
      bytes: written.bytes,
    });
  }
  return { rows, filed, sealed };
}

/** The bytes that may leave: the original of an open exhibit, or the latest open redaction of a sealed one. */
async function openForm(house: House, exhibit: string): Promise<HeldObject | undefined> {
  const held = await heldObject(house.ledger.look, exhibit);
  if (held !== undefined && held.compartment === null) return held;
  for (const produced of [...(await producedFrom(house.ledger.look, exhibit))].reverse()) {
    if (produced.how !== 'redacted') continue;
    const object = await heldObject(house.ledger.look, produced.id);
    if (object !== undefined && object.compartment === null) return object;
  }
  return undefined;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'text/plain': '.txt',
  'text/csv': '.csv',
  'text/html': '.html',
  'text/markdown': '.md',
  'message/rfc822': '.eml',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/svg+xml': '.svg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
};

// The name in the bag follows what the bytes are, never the name that the file came with: that may be a person's.
function extension(mediaType: string | null): string {
  return EXTENSIONS[mediaType?.split(';')[0]?.trim() ?? ''] ?? '.bin';
}

function sealedTable(sealed: FilingSealed['sealedAnnexes']): string {
  return ['annex,index', ...sealed.map(({ number, entry }) => `${annexName(number)},${entry}`)]
    .map((line) => `${line}\n`)
    .join('');
}

/** RO-Crate 1.1, description only: nothing here is relied on by any check. */
function description(
  made: Composed,
  filing: Filing,
  sealing: Sealing,
  rows: readonly { readonly file: string; readonly title: string }[],
): string {
  const parts = rows.map(({ file, title }) => ({
    '@id': file.slice('data/'.length),
    '@type': 'File',
    name: title,
  }));
  const graph = [
    {
      '@id': 'ro-crate-metadata.json',
      '@type': 'CreativeWork',
      about: { '@id': './' },
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
    },
    {
      '@id': './',
      '@type': 'Dataset',
      name: filing.title,
      description: made.notice ?? made.title,
      datePublished: sealing.date,
      hasPart: parts.map((part) => ({ '@id': part['@id'] })),
    },
    ...parts,
  ];
  return `${JSON.stringify({ '@context': 'https://w3id.org/ro/crate/1.1/context', '@graph': graph }, null, 2)}\n`;
}

/** The rendered document is kept in the vault and entered as produced from the pleading. */
async function enterDocument(
  house: House,
  pdf: Uint8Array,
  filing: Filing,
  made: Composed,
): Promise<FilingSealed['document']> {
  const group = house.originals.group();
  const taken = group.takeWhole(pdf);
  await group.commit();
  const id = makeId('produced', house.entropy.bytes(16));
  await house.ledger.append(async () => [
    {
      kind: 'produced.made',
      subject: id,
      refs: [filing.pleading],
      said: {
        how: 'rendered',
        title: made.title,
        digest: taken.address,
        bytes: taken.bytes,
        mediaType: 'application/pdf',
        compartment: null,
        parents: [filing.pleading],
        tool: house.renderer.tool,
      },
    },
  ]);
  return id;
}

/** An entry with its salt, to be laid open in the bag. What stands sealed in it stays a token. */
function openedEntry(house: House, seq: number): OpenedEntry {
  const stored = house.ledger.store.entry(seq);
  const { header } = house.ledger.entry(seq);
  if (stored?.salt == null || stored.content === null)
    throw new Refusal(
      'BUNDLE_ENTRY_ERASED',
      `Entry ${seq}, on which an annex rests, was erased; the annex cannot be proved any more.`,
      { seq },
    );
  // The content exactly as it was committed to, in the version in which it was written.
  return {
    header,
    salt: stored.salt,
    content: JSON.parse(new TextDecoder().decode(stored.content)) as JsonObject,
  };
}

/** The checkpoints at which earlier versions were sealed, each with its proof: the log only grew. */
async function earlier(house: House, filing: string, sealedAt: number, size: number) {
  const { versions } = (
    (await house.ask('filing.list', {})) as { filings: { id: string; versions: { seq: number }[] }[] }
  ).filings.find((one) => one.id === filing) ?? { versions: [] };
  const sizes = versions.map((version) => version.seq + 1).filter((before) => before <= sealedAt);
  const first = house.ledger.store.checkpoints()[0]?.size;
  const wanted = [...new Set([...(first === undefined ? [] : [first]), ...sizes])].filter(
    (before) => before < size,
  );
  return wanted.flatMap((before) => {
    const checkpoint = house.ledger.store.checkpoint(before);
    if (checkpoint === undefined || parseCheckpoint(checkpoint).origin !== house.ledger.origin) return [];
    return [{ checkpoint, hashes: consistencyProof(house.ledger.nodes(size), before, size) }];
  });
}

function slug(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'filing'
  );
}
