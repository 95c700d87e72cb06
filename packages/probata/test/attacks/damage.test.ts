import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compartmentOpen, matterRestore } from '../../src/app/tasks/house-keys.ts';
import { intakeAdd } from '../../src/app/tasks/intake-add.ts';
import { vaultFsck, vaultScrub } from '../../src/app/tasks/vault-fsck.ts';
import { type LightHouse, openLightHouse, placesIn } from '../light-house.ts';

interface Fsck {
  sound: boolean;
  damaged: { code: string; message: string; seq?: number; subject?: string }[];
  notices: { code: string }[];
}

let whole: string;
let exhibits: Record<string, string>;
const scratch: string[] = [];
const temp = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'probata-damage-'));
  scratch.push(folder);
  return folder;
};

/** A copy of the whole matter, with the person's keys and the outside head, to be harmed. */
function copy(): string {
  const folder = temp();
  cpSync(whole, folder, { recursive: true });
  return folder;
}

function inLedger(folder: string, sql: string, ...values: (string | number | Uint8Array)[]): void {
  const database = new DatabaseSync(join(folder, 'matter', 'ledger.db'));
  database.prepare(sql).run(...values);
  database.close();
}

async function fsck(folder: string): Promise<Fsck & { verdict: string }> {
  const house = await openLightHouse(placesIn(folder));
  try {
    return { ...(await house.task<Fsck>(vaultFsck, {})), verdict: house.ledger.verdict.state };
  } finally {
    house.close();
  }
}

function original(folder: string, house: { address: string }): string {
  return join(folder, 'matter', 'originals', house.address.slice(0, 2), house.address);
}

async function addressOf(folder: string, exhibit: string): Promise<{ address: string }> {
  const house = await openLightHouse(placesIn(folder));
  try {
    return ((await house.ask('exhibit.show', { exhibit })) as { object: { address: string } }).object;
  } finally {
    house.close();
  }
}

beforeAll(async () => {
  whole = temp();
  const house = await openLightHouse(placesIn(whole));
  mkdirSync(join(whole, 'source'));
  for (let i = 0; i < 12; i += 1) writeFileSync(join(whole, 'source', `f${i}.txt`), `file ${i}\n`);
  ({ exhibits } = await house.task<{ exhibits: Record<string, string> }>(intakeAdd, {
    paths: [join(whole, 'source')],
  }));
  await house.task(compartmentOpen, { name: 'witnesses', purpose: 'Statements.' });
  writeFileSync(join(whole, 'source', 'statement.txt'), 'sealed words\n');
  const sealed = await house.task<{ exhibits: Record<string, string> }>(intakeAdd, {
    paths: [join(whole, 'source', 'statement.txt')],
    compartment: 'witnesses',
  });
  exhibits = { ...exhibits, ...sealed.exhibits };
  for (let i = 0; i < 300; i += 1)
    await house.ledger.append(async (_look, act) =>
      Array.from({ length: 1 }, () => ({
        kind: 'exhibit.noted',
        subject: act.newId('exhibit'),
        said: {
          title: `thing ${i}`,
          class: 'unknown',
          compartment: null,
          heldAt: 'x',
          why: 'y',
          custody: [],
          release: { court: false, parties: [], publicFrom: null },
        },
      })),
    );
  house.close();
}, 120_000);

afterAll(() => {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true });
});

describe('damage is found and named', () => {
  it('an untouched matter is sound, however often one looks', async () => {
    for (let i = 0; i < 3; i += 1)
      expect(await fsck(whole)).toMatchObject({ sound: true, damaged: [], verdict: 'sound' });
  });

  it('an original with one bit flipped, one cut short, one swapped and one missing each name their exhibit', async () => {
    const folder = copy();
    const paths = await Promise.all(
      ['f0.txt', 'f1.txt', 'f2.txt', 'f3.txt', 'f4.txt'].map(async (name) =>
        original(folder, await addressOf(folder, exhibits[name] ?? '')),
      ),
    );
    for (const path of paths) chmodSync(path, 0o600);
    const [flipped = '', cut = '', a = '', b = '', gone = ''] = paths;
    const bytes = readFileSync(flipped);
    bytes.writeUInt8(bytes.readUInt8(2) ^ 1, 2);
    writeFileSync(flipped, bytes);
    writeFileSync(cut, readFileSync(cut).subarray(0, 3));
    const [first, second] = [readFileSync(a), readFileSync(b)];
    writeFileSync(a, second);
    writeFileSync(b, first);
    rmSync(gone);
    const { damaged, sound } = await fsck(folder);
    expect(sound).toBe(false);
    expect(damaged.map(({ code, subject }) => [code, subject]).sort()).toEqual(
      [
        ...['f0.txt', 'f1.txt', 'f2.txt', 'f3.txt'].map((name) => ['VAULT_OBJECT_ALTERED', exhibits[name]]),
        ['VAULT_OBJECT_MISSING', exhibits['f4.txt']],
      ].sort(),
    );
    const house = await openLightHouse(placesIn(folder));
    const scrub = await house.task<Fsck & { root: string }>(vaultScrub, {});
    expect(scrub.damaged).toHaveLength(5);
    expect((await house.ask('fixity.list', {})) as object).toMatchObject({
      checks: [{ checked: 13, sound: 8, missing: [exhibits['f4.txt']], root: scrub.root }],
    });
    house.close();
  });

  it('a sealed original with its key gone is named', async () => {
    const folder = copy();
    const ring = new DatabaseSync(join(folder, 'matter', 'keys', 'ring.db'));
    const house = await openLightHouse(placesIn(folder));
    const { key } = await house.ledger.look
      .tables<{ vault_object: { holder: string; key: string } }>()
      .selectFrom('vault_object')
      .select('key')
      .where('holder', '=', exhibits['statement.txt'] ?? '')
      .executeTakeFirstOrThrow();
    house.close();
    ring.prepare('DELETE FROM sealed_key WHERE ref = ?').run(key);
    ring.close();
    expect((await fsck(folder)).damaged).toMatchObject([
      { code: 'VAULT_KEY_MISSING', subject: exhibits['statement.txt'] },
    ]);
  });

  const rows: readonly [string, string, (string | number | Uint8Array)[], string, number | undefined][] = [
    [
      'a flipped content',
      "UPDATE content SET body = replace(body, 'thing 7', 'thing 8') WHERE seq = (SELECT seq FROM content WHERE instr(body, 'thing 77\"') > 0)",
      [],
      'LEDGER_CONTENT_ALTERED',
      undefined,
    ],
    [
      'a flipped leaf',
      'UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), \'"v":1\', \'"v":2\') AS BLOB) WHERE seq = 9',
      [],
      'LEDGER_LEAF_ALTERED',
      9,
    ],
    [
      'a changed column',
      "UPDATE entry SET by = 'usr_another' WHERE seq = 11",
      [],
      'LEDGER_COLUMN_ALTERED',
      11,
    ],
    ['a dropped entry', 'DELETE FROM entry WHERE seq = 10', [], 'LEDGER_ENTRY_MISSING', 10],
    ['a dropped content', 'DELETE FROM content WHERE seq = 10', [], 'LEDGER_CONTENT_MISSING', 10],
    [
      'a changed salt',
      'UPDATE content SET salt = zeroblob(32) WHERE seq = 8',
      [],
      'LEDGER_CONTENT_ALTERED',
      8,
    ],
    [
      'a changed tile',
      'UPDATE tile SET hashes = zeroblob(length(hashes)) WHERE level = 1',
      [],
      'LEDGER_TILE_ALTERED',
      undefined,
    ],
    [
      'a removed sealed value',
      'DELETE FROM sealed_value WHERE ref = (SELECT max(ref) FROM sealed_value)',
      [],
      'LEDGER_SEAL_MISSING',
      undefined,
    ],
    [
      'an altered sealed value',
      'UPDATE sealed_value SET box = zeroblob(length(box)) WHERE ref = (SELECT max(ref) FROM sealed_value)',
      [],
      'LEDGER_SEAL_BROKEN',
      undefined,
    ],
    [
      'an altered view',
      "UPDATE vault_exhibit SET class = 'judgment' WHERE seq = (SELECT min(seq) FROM vault_exhibit)",
      [],
      'LEDGER_VIEW_DIFFERS',
      undefined,
    ],
    [
      'a forged checkpoint',
      "UPDATE checkpoint SET text = replace(text, '— ', '— x') WHERE size = 20",
      [],
      'LEDGER_SIGNATURE',
      19,
    ],
  ];
  for (const [name, sql, values, code, seq] of rows)
    it(`${name} is named`, async () => {
      const folder = copy();
      inLedger(folder, sql, ...values);
      const { damaged } = await fsck(folder);
      const found = damaged.find((one) => one.code === code && (seq === undefined || one.seq === seq));
      expect(found, JSON.stringify(damaged)).toBeDefined();
    });

  it('two entries that changed places are both named, and so is the first root that cannot be', async () => {
    const folder = copy();
    const database = new DatabaseSync(join(folder, 'matter', 'ledger.db'));
    for (const table of ['entry', 'content'])
      database.exec(
        `UPDATE ${table} SET seq = -1 WHERE seq = 6; UPDATE ${table} SET seq = 6 WHERE seq = 7; UPDATE ${table} SET seq = 7 WHERE seq = -1;`,
      );
    database.close();
    const { damaged } = await fsck(folder);
    expect(damaged.filter(({ code }) => code === 'LEDGER_LEAF_ALTERED').map(({ seq }) => seq)).toEqual([
      6, 7,
    ]);
    expect(damaged.some(({ code }) => code === 'LEDGER_ROOT_DIFFERS')).toBe(true);
  });

  it('flipped bytes all over the ledger file either change nothing that counts or are found', async () => {
    let found = 0;
    for (let i = 0; i < 12; i += 1) {
      const folder = copy();
      const path = join(folder, 'matter', 'ledger.db');
      const bytes = readFileSync(path);
      // A Weyl sequence over the file, beyond its header page.
      const at = 4096 + Math.floor((((i + 1) * 0.618_034) % 1) * (bytes.length - 4096));
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0x40, at);
      writeFileSync(path, bytes);
      const said = await fsck(folder).catch((thrown: { code?: string }) => ({
        sound: false,
        damaged: [{ code: thrown.code }],
      }));
      if (!said.sound) found += 1;
      else expect(await contents(folder)).toEqual(await contents(whole));
    }
    expect(found).toBeGreaterThan(3);
  });
});

/** Everything that was said, for the oracle: a flip that fsck does not see must not have changed any of it. */
async function contents(folder: string): Promise<string> {
  const house = await openLightHouse(placesIn(folder));
  try {
    const { createHash } = await import('node:crypto');
    const sum = createHash('sha256');
    for (const { seq, leaf, content, salt } of house.ledger.store.entries(0))
      sum
        .update(`${seq}`)
        .update(leaf)
        .update(content ?? '')
        .update(salt ?? '');
    return sum.digest('hex');
  } finally {
    house.close();
  }
}

describe('old copies and two heads', () => {
  const note = (house: LightHouse, title: string) =>
    house.run('exhibit.note', { title, heldAt: 'x', why: 'y' });

  it('an old copy under a newer head is only read, says both sizes, and goes on under a new name on a stated reason', async () => {
    const folder = copy();
    const old = temp();
    cpSync(join(folder, 'matter'), old, { recursive: true });
    const first = await openLightHouse(placesIn(folder));
    const size = first.ledger.size();
    await note(first, 'later');
    const newer = first.ledger.checkpoint();
    first.close();
    rmSync(join(folder, 'matter'), { recursive: true });
    cpSync(old, join(folder, 'matter'), { recursive: true });
    const second = await openLightHouse(placesIn(folder));
    expect(second.ledger.verdict).toMatchObject({
      state: 'read-only',
      reason: { code: 'HEAD_AHEAD', sizes: { ledger: size, head: size + 1 } },
    });
    await expect(note(second, 'forbidden')).rejects.toMatchObject({ code: 'HEAD_AHEAD' });
    expect((await second.task<Fsck>(vaultFsck, {})).damaged).toMatchObject([{ code: 'HEAD_AHEAD' }]);
    const restored = await second.task<{ origin: string }>(matterRestore, {
      acceptOlder: 'The disk was lost.',
    });
    expect(restored.origin).toBe('probata.invalid/test/2');
    await note(second, 'allowed');
    second.close();
    const third = await openLightHouse(placesIn(folder));
    expect(third.ledger.origin).toBe('probata.invalid/test/2');
    expect(third.ledger.verdict.state).toBe('sound');
    expect((await third.task<Fsck>(vaultFsck, {})).damaged).toEqual([]);
    const [restart] = [...third.ledger.store.entriesOf('origin.restarted')];
    const said = JSON.parse(new TextDecoder().decode(restart?.content ?? undefined)) as {
      held: string;
      newer: string;
    };
    expect(said.newer).toBe(newer);
    expect(said.held.split('\n')[1]).toBe(String(size));
    third.close();
    // The old name is never signed again: a copy that still bears it is stopped for ever.
    rmSync(join(folder, 'matter'), { recursive: true });
    cpSync(old, join(folder, 'matter'), { recursive: true });
    const fourth = await openLightHouse(placesIn(folder));
    expect(fourth.ledger.verdict.reason?.code).toBe('HEAD_AHEAD');
    fourth.close();
  });

  it('two living copies cannot both go on: the second act is refused, whichever program was open', async () => {
    const folder = copy();
    const twin = copy();
    rmSync(join(twin, 'heads'), { recursive: true });
    const one = await openLightHouse(placesIn(folder));
    const two = await openLightHouse({ ...placesIn(twin), heads: placesIn(folder).heads });
    await note(one, 'here');
    await expect(note(two, 'there')).rejects.toMatchObject({ code: 'HEAD_AHEAD' });
    await expect(note(two, 'there again')).rejects.toMatchObject({ code: 'HEAD_AHEAD' });
    one.close();
    two.close();
    const again = await openLightHouse({ ...placesIn(twin), heads: placesIn(folder).heads });
    expect(again.ledger.verdict.reason?.code).toBe('HEAD_AHEAD');
    again.close();
  });

  it('a second history of the same length is a fork', async () => {
    const folder = copy();
    const twin = copy();
    const one = await openLightHouse(placesIn(folder));
    await note(one, 'here');
    one.close();
    const two = await openLightHouse(placesIn(twin));
    await note(two, 'there');
    two.close();
    const again = await openLightHouse({ ...placesIn(twin), heads: placesIn(folder).heads });
    expect(again.ledger.verdict).toMatchObject({ state: 'read-only', reason: { code: 'HEAD_FORK' } });
    again.close();
  });

  it('entries that a stranger wrote behind the last head are not signed', async () => {
    const folder = copy();
    const before = readdirSync(join(folder, 'heads')).map((name) =>
      readFileSync(join(folder, 'heads', name), 'utf8'),
    );
    const house = await openLightHouse(placesIn(folder));
    const size = house.ledger.size();
    await note(house, 'made');
    house.close();
    // As if the last act had been entered by other means: without the signature of this log.
    inLedger(folder, 'DELETE FROM checkpoint WHERE size = ?', size + 1);
    for (const name of readdirSync(join(folder, 'heads')))
      writeFileSync(join(folder, 'heads', name), before[0] ?? '');
    writeFileSync(join(folder, 'matter', 'head'), before[0] ?? '');
    const again = await openLightHouse(placesIn(folder));
    expect(again.ledger.verdict).toMatchObject({
      state: 'read-only',
      reason: { code: 'LEDGER_TAIL_UNSIGNED' },
    });
    again.close();
  });

  it('a head left behind by a crash is put in force again', async () => {
    const folder = copy();
    const before = readFileSync(join(folder, 'matter', 'head'), 'utf8');
    const house = await openLightHouse(placesIn(folder));
    await note(house, 'made');
    const after = house.ledger.checkpoint();
    house.close();
    for (const path of [
      ...readdirSync(join(folder, 'heads')).map((name) => join(folder, 'heads', name)),
      join(folder, 'matter', 'head'),
    ])
      writeFileSync(path, before);
    const again = await openLightHouse(placesIn(folder));
    expect(again.ledger.verdict.state).toBe('behind');
    expect(readFileSync(join(folder, 'matter', 'head'), 'utf8')).toBe(after);
    again.close();
  });
});
