import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entryErase, erasureConfirm } from '../../src/app/tasks/entry-erase.ts';
import { compartmentOpen, keyAdd, keyShow } from '../../src/app/tasks/house-keys.ts';
import { intakeAdd } from '../../src/app/tasks/intake-add.ts';
import { vaultFsck } from '../../src/app/tasks/vault-fsck.ts';
import { type LightHouse, openLightHouse, placesIn } from '../light-house.ts';

// Words that occur nowhere by chance; looked for in every byte under the folder, in three encodings.
const CANARY = 'zyxkwanarlume';
const TITLE = 'qvorstitelnix';

let folder: string;
let house: LightHouse;

function seen(words: readonly string[], under = join(folder, 'matter')): string[] {
  const files = readdirSync(under, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.flatMap((file) => {
    const bytes = readFileSync(join(file.parentPath, file.name));
    return words
      .filter(
        (word) =>
          file.name.includes(word) ||
          [word, Buffer.from(word).toString('hex'), Buffer.from(word, 'utf16le').toString('latin1')].some(
            (form) => bytes.includes(form, 0, 'latin1'),
          ),
      )
      .map((word) => `${file.name}: ${word}`);
  });
}

const extraction = (text: string) => ({
  state: 'read' as const,
  kind: 'text',
  mediaType: 'text/plain',
  text,
  pages: [],
  cells: [],
  tables: [],
  attachments: [],
  active: [],
  hidden: [],
  warnings: [],
  references: [],
  metadata: {},
  tool: { name: 'test', version: '1' },
  language: 'en',
});

async function secondMember(): Promise<{ user: string; house: LightHouse }> {
  const other = await openLightHouse(placesIn(join(folder, 'elsewhere'), 'second'));
  const keys = await other.task<{ user: string; signingKey: string; exchangeKey: string }>(keyShow, {});
  other.close();
  await house.task(keyAdd, { ...keys, role: 'counsel', name: 'Second member' });
  const opened = await openLightHouse({ ...placesIn(folder), person: join(folder, 'elsewhere', 'second') });
  return { user: keys.user, house: opened };
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'probata-erase-'));
  mkdirSync(join(folder, 'source'));
  house = await openLightHouse(placesIn(folder));
});

afterEach(() => {
  house.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a sealed exhibit', () => {
  it('its words, name and title are in no byte of the folder, live or closed; every reading is an entry', async () => {
    await house.task(compartmentOpen, { name: 'witnesses', purpose: 'Statements.' });
    writeFileSync(join(folder, 'source', `${TITLE}.txt`), `${CANARY} was said. `.repeat(5000));
    const { exhibits } = await house.task<{ exhibits: Record<string, string> }>(intakeAdd, {
      paths: [join(folder, 'source')],
      compartment: 'witnesses',
      provenance: { receivedFrom: `${CANARY} ${TITLE}` },
      originator: CANARY,
      custody: [{ what: 'received', from: TITLE }],
      consent: { state: 'given', by: CANARY },
      files: { [`${TITLE}.txt`]: { title: `${TITLE} of ${CANARY}` } },
    });
    const exhibit = Object.values(exhibits)[0] ?? '';
    await house.run('exhibit.exclude', { exhibit, ground: `${CANARY} objected` });
    await house.run('exhibit.describe', {
      exhibit,
      title: `again ${TITLE}`,
      testedBy: CANARY,
      ground: CANARY,
    });
    await house.run('custody.record', { exhibit, what: 'stored', place: CANARY });
    expect(seen([CANARY, TITLE])).toEqual([]);
    const size = house.ledger.size();
    const card = (await house.ask('exhibit.show', { exhibit })) as {
      exhibit: { title: never };
      object: { address: string };
    };
    expect([...(await house.ledger.reveal([card.exhibit.title], 'to test')).values()]).toEqual([
      `again ${TITLE}`,
    ]);
    expect(house.ledger.size()).toBe(size + 1);
    expect(house.ledger.entry(size).header.kind).toBe('sealed.read');
    expect((await house.task<{ sound: boolean }>(vaultFsck, {})).sound).toBe(true);
    house.close();
    expect(seen([CANARY, TITLE])).toEqual([]);
    house = await openLightHouse(placesIn(folder));
  });

  it('a member without the compartment sees nothing of it, and cannot open its bytes', async () => {
    await house.task(compartmentOpen, { name: 'witnesses', purpose: 'Statements.' });
    writeFileSync(join(folder, 'source', 'statement.txt'), CANARY);
    const { exhibits } = await house.task<{ exhibits: Record<string, string> }>(intakeAdd, {
      paths: [join(folder, 'source')],
      compartment: 'witnesses',
    });
    const exhibit = exhibits['statement.txt'] ?? '';
    const second = await secondMember();
    expect(await second.house.ask('exhibit.list', {})).toEqual({ total: 0, exhibits: [] });
    await expect(second.house.ask('exhibit.show', { exhibit })).rejects.toMatchObject({
      code: 'VAULT_EXHIBIT_UNKNOWN',
    });
    await expect(second.house.run('exhibit.exclude', { exhibit, ground: 'x' })).rejects.toMatchObject({
      code: 'KEYS_NOT_HELD',
    });
    // What lies sealed is counted and not called damaged.
    expect(await second.house.task(vaultFsck, {})).toMatchObject({ sound: true, damaged: [] });
    second.house.close();
  });
});

describe('erasure', () => {
  it('an open exhibit is gone from every byte of the folder; root, proofs and numbering stand', async () => {
    writeFileSync(join(folder, 'source', `${TITLE}.txt`), `${CANARY} was said.`);
    writeFileSync(join(folder, 'source', 'other.txt'), 'another');
    const { exhibits } = await house.task<{ exhibits: Record<string, string> }>(intakeAdd, {
      paths: [join(folder, 'source')],
    });
    const exhibit = exhibits[`${TITLE}.txt`] ?? '';
    await house.run('exhibit.describe', { exhibit, title: `${TITLE} ${CANARY}`, ground: CANARY });
    house.renditions.put(exhibit, 'a'.repeat(64), extraction(`${CANARY} was said.`) as never, 1);
    house.search.put(exhibit, { language: 'eng', kind: 'txt' }, [
      { page: 1, text: `${CANARY} was said by ${TITLE}`, start: 0 },
    ]);
    for (let i = 0; i < 40; i += 1)
      house.search.put(`exh_${i}`, { language: 'eng', kind: 'txt' }, [
        { page: 1, text: `other words ${i}`, start: 0 },
      ]);
    const second = await secondMember();
    const rootBefore = house.ledger.rootAt(house.ledger.size());
    const size = house.ledger.size();
    expect(seen([CANARY, TITLE]).length).toBeGreaterThan(2);
    const what = { exhibit, authority: 'Order No. 12' };
    const confirmation = await second.house.task<{ confirmation: string; confirmedBy: string }>(
      erasureConfirm,
      what,
    );
    second.house.close();
    await expect(
      house.task(entryErase, { ...what, ground: 'g', confirmedBy: house.ring.person.user }),
    ).rejects.toMatchObject({ code: 'HOUSE_SECOND_PERSON' });
    await expect(
      house.task(entryErase, { ...what, authority: 'Another', ground: 'g', ...confirmation }),
    ).rejects.toMatchObject({ code: 'HOUSE_CONFIRMATION' });
    const erased = await house.task<{
      objects: number;
      finished: boolean;
      confirmed: string;
      entries: number[];
    }>(entryErase, {
      ...what,
      ground: 'Consent withdrawn.',
      ...confirmation,
      outOfReach: ['Back-up of April'],
    });
    expect(erased).toMatchObject({ objects: 1, finished: true, confirmed: 'signed' });
    expect(seen([CANARY, TITLE])).toEqual([]);
    expect(house.ledger.rootAt(size)).toBe(rootBefore);
    for (const seq of erased.entries) expect(house.ledger.entry(seq).said).toBe(null);
    expect(house.ledger.inclusion(erased.entries[0] ?? 0, house.ledger.size()).length).toBeGreaterThan(0);
    expect(await house.ask('exhibit.list', { state: 'erased' })).toMatchObject({
      total: 1,
      exhibits: [{ id: exhibit, title: '' }],
    });
    await expect(house.run('exhibit.exclude', { exhibit, ground: 'x' })).rejects.toMatchObject({
      code: 'VAULT_EXHIBIT_ERASED',
    });
    expect((await house.task<{ damaged: unknown[] }>(vaultFsck, {})).damaged).toEqual([]);
    house.close();
    expect(seen([CANARY, TITLE])).toEqual([]);
    // The plainest tool says the same.
    expect(() => execFileSync('grep', ['-r', CANARY, join(folder, 'matter')])).toThrow();
    house = await openLightHouse(placesIn(folder));
    expect((await house.task<{ damaged: unknown[] }>(vaultFsck, {})).damaged).toEqual([]);
  });

  it('bytes that another exhibit rests on stay, and an erasure interrupted before its end is finished at the next opening', async () => {
    writeFileSync(join(folder, 'source', 'a.txt'), CANARY);
    const { exhibits } = await house.task<{ exhibits: Record<string, string> }>(intakeAdd, {
      paths: [join(folder, 'source')],
    });
    const exhibit = exhibits['a.txt'] ?? '';
    const second = await secondMember();
    second.house.close();
    const { address } = ((await house.ask('exhibit.show', { exhibit })) as { object: { address: string } })
      .object;
    const seqs = house.ledger.store.about(exhibit).map(({ seq }) => seq);
    const { forgetJob } = await import('../../src/app/erasures.ts');
    // As if the program had stopped after the act and before anything outside the ledger was destroyed.
    await house.ledger.erase(
      seqs,
      { authority: 'a', ground: 'g', confirmedBy: second.user, outOfReach: [] },
      [forgetJob(exhibit, { ids: [exhibit], addresses: [address], keys: [] })],
    );
    expect(house.originals.has(address)).toBe(true);
    house.close();
    house = await openLightHouse(placesIn(folder));
    expect(house.originals.has(address)).toBe(false);
    expect(seen([CANARY])).toEqual([]);
    expect(house.ledger.store.jobs(10, 'vault.forget')).toEqual([]);
  });

  it('a sealed exhibit loses its key, so that copies of its ciphertext die too', async () => {
    await house.task(compartmentOpen, { name: 'witnesses', purpose: 'Statements.' });
    writeFileSync(join(folder, 'source', 'statement.txt'), CANARY);
    const { exhibits } = await house.task<{ exhibits: Record<string, string> }>(intakeAdd, {
      paths: [join(folder, 'source')],
      compartment: 'witnesses',
    });
    const second = await secondMember();
    second.house.close();
    const erased = await house.task<{ objects: number; keys: number }>(entryErase, {
      exhibit: exhibits['statement.txt'],
      authority: 'a',
      ground: 'g',
      confirmedBy: second.user,
    });
    expect(erased.objects).toBe(1);
    expect(erased.keys).toBeGreaterThan(0);
    expect(house.originals.addresses().next().done).toBe(true);
    expect((await house.task<{ damaged: unknown[] }>(vaultFsck, {})).damaged).toEqual([]);
  });
});
