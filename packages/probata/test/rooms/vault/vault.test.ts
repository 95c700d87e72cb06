import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compartmentOpen } from '../../../src/app/tasks/house-keys.ts';
import { intakeAdd } from '../../../src/app/tasks/intake-add.ts';
import {
  type ExhibitCard,
  type ExhibitLine,
  standingsOf,
  standingWithin,
} from '../../../src/rooms/vault/index.ts';
import { type LightHouse, openLightHouse, placesIn } from '../../light-house.ts';

interface Added {
  intake: string;
  state: string;
  counts: Record<string, number>;
  exhibits: Record<string, string>;
  passed: { name: string; state: string; twin?: string }[];
  unmatched: string[];
}

let folder: string;
let house: LightHouse;
const source = (...path: string[]): string => join(folder, 'source', ...path);
const add = (input: object = {}): Promise<Added> =>
  house.task<Added>(intakeAdd, { paths: [source()], ...input });
const show = (exhibit: string | undefined): Promise<ExhibitCard> =>
  house.ask('exhibit.show', { exhibit }) as Promise<ExhibitCard>;
const list = async (input: object = {}): Promise<{ total: number; exhibits: ExhibitLine[] }> =>
  (await house.ask('exhibit.list', input)) as { total: number; exhibits: ExhibitLine[] };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'probata-vault-'));
  mkdirSync(source(), { recursive: true });
  writeFileSync(source('log.txt'), 'Night watch, three boats.\n');
  writeFileSync(source('note.txt'), 'Note verbale No. 7\n');
  house = await openLightHouse(placesIn(folder));
});

afterEach(async () => {
  // Views equal a fresh fold of all entries, and every leaf, signature and original holds: after every test.
  const views = await house.ledger.compareViews();
  const checked = await house.ledger.check();
  house.close();
  rmSync(folder, { recursive: true, force: true });
  expect(views.filter(({ sound }) => !sound)).toEqual([]);
  expect(checked.findings).toEqual([]);
});

describe('deposits', () => {
  it('an open exhibit is addressed by the hash of its own bytes, and says where it came from', async () => {
    const { exhibits } = await add({
      class: 'record',
      provenance: { receivedFrom: 'Station 7', receivedAt: '2024-03-04', how: 'by hand' },
      custody: [
        {
          what: 'transferred',
          from: 'Station 7',
          to: 'Ministry',
          sealNumber: 'B-1',
          acknowledgedByFrom: true,
        },
      ],
    });
    const card = await show(exhibits['log.txt']);
    const digest = hash('sha256', 'Night watch, three boats.\n', 'hex');
    expect(card.object).toMatchObject({ digest, address: digest, sealed: false });
    expect(card.exhibit).toMatchObject({
      title: 'log.txt',
      class: 'record',
      state: 'held',
      mediaType: 'text/plain',
    });
    expect(card.said['provenance']).toMatchObject({
      receivedFrom: 'Station 7',
      receivedAt: { edtf: '2024-03-04' },
    });
    expect(card.custody.map(({ step }) => (step as { what: string }).what)).toEqual([
      'transferred',
      'received',
    ]);
    expect(new TextDecoder().decode(house.originals.read(card.object?.address ?? ''))).toBe(
      'Night watch, three boats.\n',
    );
  });

  it('the same bytes again are named as a twin and entered once', async () => {
    const first = await add();
    writeFileSync(source('copy.txt'), 'Night watch, three boats.\n');
    const second = await add();
    expect(second.counts).toEqual({ 'already-held': 3 });
    expect(second.passed.find(({ name }) => name.includes('copy'))?.twin).toBe(first.exhibits['log.txt']);
    expect((await list()).total).toBe(2);
  });

  it('a sidecar gives titles, classes and relations by path, and a wrong one names the field', async () => {
    writeFileSync(source('note-en.txt'), 'Note verbale No. 7, in English\n');
    writeFileSync(
      source('exhibits.json'),
      JSON.stringify({
        defaults: { class: 'record', originId: 'foreign-ministry' },
        files: {
          'note-en.txt': {
            title: 'Translation',
            related: [{ as: 'translation-of', to: 'note.txt', part: 'whole', into: 'en' }],
          },
          'absent.txt': { class: 'press' },
        },
      }),
    );
    const added = await add();
    expect(added.counts).toEqual({ deposited: 3, sidecar: 1 });
    expect(added.unmatched).toEqual(['absent.txt']);
    const card = await show(added.exhibits['note-en.txt']);
    expect(card.exhibit).toMatchObject({
      title: 'Translation',
      originId: 'foreign-ministry',
      class: 'record',
    });
    expect(card.relations).toMatchObject([{ relation: 'translation-of', to: added.exhibits['note.txt'] }]);
    writeFileSync(source('exhibits.json'), JSON.stringify({ files: { 'note.txt': { class: 'gossip' } } }));
    await expect(add()).rejects.toMatchObject({
      code: 'SOURCE_SIDECAR',
      message: expect.stringContaining('files.note.txt.class'),
    });
  });

  it('a long file says how far it is; stopped half-way it is not there, and the next run takes it', async () => {
    writeFileSync(source('recording.bin'), Buffer.alloc(70 * 1024 * 1024, 9));
    const stopping = new AbortController();
    const notes: string[] = [];
    const half = await house.task<Added>(
      intakeAdd,
      { paths: [source('recording.bin')] },
      {
        signal: stopping.signal,
        progress({ note }) {
          notes.push(note ?? '');
          if (note?.includes('of 73 MB')) stopping.abort();
        },
      },
    );
    expect(half).toMatchObject({ state: 'interrupted', counts: {} });
    expect(notes[0]).toMatch(/recording\.bin\u2069: \d+ of 73 MB/);
    expect(await list()).toMatchObject({ total: 0 });
    expect(await add({ paths: [source('recording.bin')] })).toMatchObject({
      state: 'closed',
      counts: { deposited: 1 },
    });
    expect(await list()).toMatchObject({ total: 1 });
  });

  it('every new exhibit waits to be read', async () => {
    const { exhibits } = await add();
    expect(house.ledger.store.jobs(10).map(({ input }) => JSON.parse(input))).toEqual(
      Object.values(exhibits).map((exhibit) => ({ exhibit })),
    );
  });
});

describe('what is said later', () => {
  it('a description changes the fields it names and no others', async () => {
    const { exhibits } = await add({ class: 'record', language: 'en' });
    const exhibit = exhibits['log.txt'];
    await house.run('exhibit.describe', {
      exhibit,
      authenticity: 'verified',
      ground: 'Compared with the paper.',
    });
    expect((await show(exhibit)).exhibit).toMatchObject({
      class: 'record',
      language: 'en',
      authenticity: 'verified',
    });
    await expect(house.run('exhibit.describe', { exhibit, ground: 'Nothing.' })).rejects.toMatchObject({
      code: 'VAULT_NOTHING_SAID',
    });
  });

  it('standing has a scope; what was withdrawn in the matter is live nowhere', async () => {
    const { exhibits } = await add();
    const exhibit = exhibits['log.txt'] ?? '';
    const proceeding = `prc_${'1'.repeat(26)}`;
    await house.run('exhibit.exclude', { exhibit, scope: proceeding, ground: 'Out of time.' });
    expect((await list({ state: 'held' })).total).toBe(2);
    expect((await standingsOf(house.ledger.look, [exhibit])).get(exhibit)).toBe('held');
    expect((await standingsOf(house.ledger.look, [exhibit], { proceeding })).get(exhibit)).toBe('excluded');
    await house.run('exhibit.withdraw', { exhibit, ground: 'Consent withdrawn.' });
    expect((await standingsOf(house.ledger.look, [exhibit], { proceeding })).get(exhibit)).toBe('withdrawn');
    await expect(house.run('exhibit.withdraw', { exhibit, ground: 'Again.' })).rejects.toMatchObject({
      code: 'VAULT_STANDING_SAME',
    });
  });

  it('the narrowest scope that says something decides, except against a withdrawal', () => {
    const rows = [
      { scope: 'matter', standing: 'excluded' as const },
      { scope: 'fil_1', standing: 'held' as const },
    ];
    expect(standingWithin(rows)).toBe('excluded');
    expect(standingWithin(rows, { proceeding: 'prc_1', filing: 'fil_1' })).toBe('held');
    expect(
      standingWithin([...rows, { scope: 'prc_1', standing: 'withdrawn' }], {
        proceeding: 'prc_1',
        filing: 'fil_1',
      }),
    ).toBe('withdrawn');
  });

  it('relations, custody, release, things without bytes and authorities are entered and shown', async () => {
    const { exhibits } = await add();
    const exhibit = exhibits['log.txt'];
    const boat = await house.run('exhibit.note', { title: 'Boat', heldAt: 'Bay 12', why: 'A thing.' });
    await house.run('exhibit.relate', {
      exhibit,
      as: 'attachment-of',
      to: boat.entries[0]?.subject,
      place: 'pocket',
    });
    await house.run('exhibit.relate', { exhibit, as: 'copy-of-paper', place: 'Archive', sealNumber: 'S-9' });
    await house.run('custody.record', {
      exhibit,
      what: 'transferred',
      from: 'A',
      to: 'B',
      acknowledgedByTo: true,
      place: 'Vilnius',
    });
    await house.run('exhibit.release', {
      exhibit,
      court: true,
      parties: 'all',
      publicFrom: '2026-05',
      ground: 'Annexed.',
    });
    await house.run('authority.cite', {
      title: 'Corfu Channel',
      sort: 'judgment',
      citation: 'I.C.J. Reports 1949, p. 4',
    });
    const card = await show(exhibit);
    expect(card.relations.map(({ relation }) => relation)).toEqual(['attachment-of', 'copy-of-paper']);
    expect(card.release).toEqual({ court: true, parties: 'all', publicFrom: '2026-05' });
    expect(card.custody.at(-1)?.step).toMatchObject({ place: 'Vilnius', acknowledgedByTo: true });
    expect(((await house.ask('authority.list', {})) as { authorities: unknown[] }).authorities).toHaveLength(
      1,
    );
    await expect(house.run('exhibit.relate', { exhibit, as: 'extract-of' })).rejects.toMatchObject({
      code: 'VAULT_RELATION_TO',
    });
    await expect(
      house.run('exhibit.relate', {
        exhibit,
        as: 'extract-of',
        to: boat.entries[0]?.subject,
        sealNumber: '1',
      }),
    ).rejects.toMatchObject({ code: 'VAULT_RELATION_FIELD' });
    await expect(
      house.run('authority.cite', {
        title: 'CORFU CHANNEL',
        sort: 'judgment',
        citation: 'I.C.J. Reports 1949, p. 4',
      }),
    ).rejects.toMatchObject({ code: 'VAULT_AUTHORITY_CITED' });
  });
});

describe('lists', () => {
  it('are filtered, sorted and paged, and carry no texts', async () => {
    await add({ class: 'record' });
    await house.run('exhibit.note', { title: 'Árvore', heldAt: 'x', why: 'y' });
    const page = await list({ sort: 'title', limit: 1, offset: 1 });
    expect(page.total).toBe(3);
    expect(page.exhibits[0]?.title).toBe('note.txt');
    expect((await list({ text: 'ÁRV' })).exhibits.map(({ title }) => title)).toEqual(['Árvore']);
    expect(
      (await list({ class: 'record', state: 'held', compartment: 'open', descending: true })).exhibits[0]
        ?.title,
    ).toBe('note.txt');
    expect(((await house.ask('exhibit.counts', {})) as { byClass: object }).byClass).toEqual({
      record: 2,
      unknown: 1,
    });
  });

  it('a sealed exhibit is listed only for those who hold its compartment', async () => {
    const { id } = await house.task<{ id: string }>(compartmentOpen, {
      name: 'witnesses',
      purpose: 'Statements.',
    });
    const { exhibits } = await add({ compartment: 'witnesses' });
    const exhibit = exhibits['log.txt'] ?? '';
    expect((await list()).exhibits[0]).toMatchObject({ shown: 'sealed', compartment: id });
    // The same questions for a member without the key.
    const other = { user: 'usr_x', role: 'counsel' as const, compartments: [] };
    const { vaultRoom } = await import('../../../src/rooms/vault/index.ts');
    const ask = (name: string, input: object) =>
      vaultRoom.questions.find((one) => one.name === name)?.answer(house.ledger.look, input, other);
    expect(await ask('exhibit.list', {})).toEqual({ total: 0, exhibits: [] });
    expect(await ask('exhibit.counts', {})).toMatchObject({ total: 0, byCompartment: {} });
    expect(await ask('intake.list', {})).toEqual({ intakes: [] });
    await expect(ask('exhibit.show', { exhibit })).rejects.toMatchObject({ code: 'VAULT_EXHIBIT_UNKNOWN' });
  });
});
