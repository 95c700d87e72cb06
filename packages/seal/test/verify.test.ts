// A sealed bag is verified check by check; whatever is changed in it is found, and named.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import * as seal from '../src/index.ts';
import { checkpointOf, type MadeBag, makeBag, makeSigner, memorySource } from './bag-maker.ts';
import { makeAuthority } from './timestamp/authority.ts';
import { hasOpenssl, itIf } from './tools.ts';

let bag: MadeBag;
beforeAll(async () => {
  bag = await makeBag();
});

const verify = (files: ReadonlyMap<string, Uint8Array>, trust: seal.Trust = { vkeys: [bag.vkey] }) =>
  seal.verifyBag(memorySource(files), trust);
const failed = ({ checks }: seal.Verification): string[] =>
  checks.filter(({ state }) => state === 'failed').map(({ name, about }) => `${name} ${about}`);
const state = ({ checks }: seal.Verification, name: string): string | undefined =>
  checks.find((check) => check.name === name)?.state;

/** The bag with changes, its tag manifest made to fit them: what an attacker without the key would do. */
function resealed(changes: Readonly<Record<string, string | Uint8Array | null>>): Map<string, Uint8Array> {
  const files = new Map(bag.files);
  for (const [path, content] of Object.entries(changes)) {
    if (content === null) files.delete(path);
    else files.set(path, typeof content === 'string' ? seal.utf8(content) : content);
  }
  const digests = (isPayload: boolean) =>
    seal.formatManifest(
      new Map(
        [...files]
          .filter(([path]) => path.startsWith('data/') === isPayload && path !== seal.BAG.tagManifest)
          .map(([path, bytes]) => [path, seal.toHex(seal.sha256(bytes))]),
      ),
    );
  files.set(seal.BAG.manifest, seal.utf8(digests(true)));
  const payload = [...files].filter(([path]) => path.startsWith('data/'));
  const oxum = `Payload-Oxum: ${payload.reduce((sum, [, bytes]) => sum + bytes.length, 0)}.${payload.length}`;
  files.set(
    'bag-info.txt',
    seal.utf8(seal.fromUtf8(files.get('bag-info.txt') as Uint8Array).replace(/Payload-Oxum: .*/, oxum)),
  );
  files.set(seal.BAG.tagManifest, seal.utf8(digests(false)));
  return files;
}

const textOf = (path: string): string => seal.fromUtf8(bag.files.get(path) as Uint8Array);

describe('an untouched bag', () => {
  it('is verified under the key the reader gives', async () => {
    const result = await verify(bag.files);
    expect(result.verdict).toBe('verified');
    expect(failed(result)).toEqual([]);
    expect(result.checks.filter(({ state }) => state === 'not-checked').map(({ name }) => name)).toEqual([
      'checkpoint.witnesses',
      'time.token',
    ]);
  });

  it('a thousand times raises no alarm', async () => {
    const source = memorySource(bag.files);
    for (let i = 0; i < 1000; i++)
      expect((await seal.verifyBag(source, { vkeys: [bag.vkey] })).verdict).toBe('verified');
  }, 120_000);

  it('is not verified by the key found in the bag alone, nor are the proofs under it', async () => {
    const result = await verify(bag.files, {});
    expect(result.verdict).toBe('not-checked');
    for (const name of ['checkpoint.signature', 'annex.inclusion', 'filing.inclusion', 'history.consistency'])
      expect(state(result, name), name).toBe('not-checked');
    expect(state(result, 'annex.commitment')).toBe('verified');
    expect(result.facts.vkeyInBag).toBe(bag.vkey);
  });

  it('fails under another log’s key', async () => {
    const result = await verify(bag.files, {
      vkeys: [seal.formatVkey(makeSigner('states.example/case-1').key)],
    });
    expect(result.verdict).toBe('failed');
    expect(state(result, 'annex.inclusion')).toBe('not-checked');
    expect((await verify(bag.files, { vkeys: ['no key'] })).verdict).toBe('failed');
  });
});

describe('a changed bag', () => {
  it('with any byte changed, in any file, is found, and the file or its layer named', async () => {
    const paths = [...bag.files.keys()];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (path, at, change) => {
          const bytes = Uint8Array.from(bag.files.get(path) as Uint8Array);
          bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ change;
          const result = await verify(new Map(bag.files).set(path, bytes));
          expect(result.verdict).toBe('failed');
          const told = result.checks
            .filter((check) => check.state === 'failed')
            .map(({ about, sentence }) => `${about} ${sentence}`)
            .join('\n');
          expect(path === seal.BAG.tagManifest || told.includes(path), `${path}: ${told}`).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  }, 120_000);

  it('with a file removed or added is found', async () => {
    for (const path of bag.files.keys()) {
      const files = new Map(bag.files);
      files.delete(path);
      expect((await verify(files)).verdict, path).toBe('failed');
    }
    for (const path of ['data/annexes/A-009.txt', 'data/x', 'proofs/x', 'x', 'fetch.txt']) {
      expect(failed(await verify(new Map(bag.files).set(path, seal.utf8('x')))), path).not.toEqual([]);
    }
  });

  it('with an annex replaced and both manifests made to fit is found by its entry and by the filing', async () => {
    expect(failed(await verify(resealed({ 'data/annexes/A-002.txt': 'Forged.\n' })))).toEqual([
      'annex.digest A-002',
      'filing.manifest manifest-sha256.txt',
    ]);
  });

  it('with the pleading replaced and the manifests made to fit is found by the filing', async () => {
    expect(failed(await verify(resealed({ 'data/pleading/memorial.pdf': 'Another memorial.' })))).toEqual([
      'filing.manifest manifest-sha256.txt',
    ]);
  });

  it('with an annex added or dropped, table and manifests made to fit, is found by the filing', async () => {
    const rows = textOf(seal.BAG.annexes).split('\n');
    const without = {
      [seal.BAG.annexes]: [...rows.slice(0, 2), ...rows.slice(3)].join('\n'),
      'data/annexes/A-002.txt': null,
    };
    const found = failed(await verify(resealed(without)));
    expect(found).toContain('filing.annexes data/annexes.csv');
    expect(found).toContain('filing.manifest manifest-sha256.txt');
    expect(failed(await verify(resealed({ 'data/annexes/A-009.txt': 'x' })))).toContain(
      'annexes.complete data/annexes/',
    );
  });

  it('with what was said altered, or the proofs of two annexes exchanged, is found', async () => {
    const leaf = textOf(seal.BAG.leaf('A-001'));
    expect(
      failed(await verify(resealed({ [seal.BAG.leaf('A-001')]: leaf.replace('"bytes":', '"Bytes":') }))),
    ).toEqual(['annex.commitment A-001']);
    expect(
      failed(
        await verify(resealed({ [seal.BAG.annexProof('A-001')]: textOf(seal.BAG.annexProof('A-002')) })),
      ),
    ).toEqual(['annex.inclusion A-001']);
    expect(
      failed(await verify(resealed({ [seal.BAG.leaf('A-001')]: textOf(seal.BAG.leaf('A-002')) }))),
    ).toEqual(['annex.digest A-001', 'annex.inclusion A-001']);
    expect(
      failed(await verify(resealed({ [seal.BAG.leaf('redaction-1')]: textOf(seal.BAG.leaf('A-002')) }))),
    ).toEqual(['entry.inclusion redaction-1']);
  });

  it('on a forged log is found by the signature, and by an earlier checkpoint', async () => {
    const forged = await makeBag();
    expect(failed(await verify(forged.files))).toContain('checkpoint.signature proofs/checkpoint');
    const path = seal.BAG.previous(4);
    const other = await checkpointOf({
      ...bag.log,
      leaves: bag.log.leaves.slice(0, 4).reverse(),
      source: (level, index) =>
        seal.rootOf(
          [...bag.log.leaves.slice(0, 4)]
            .reverse()
            .slice(index * 2 ** level, (index + 1) * 2 ** level)
            .map(seal.leafHash),
        ),
    });
    expect(failed(await verify(resealed({ [path]: other })))).toEqual([`history.consistency ${path}`]);
  });

  it('stripped of its proofs is never verified', async () => {
    const bare = new Map([
      ...resealed(
        Object.fromEntries(
          [...bag.files.keys()]
            .filter((path) => /^(?:proofs|trust)\//.test(path))
            .map((path) => [path, null]),
        ),
      ),
    ]);
    expect((await verify(bare, {})).verdict).toBe('not-checked');
    expect((await verify(bare)).verdict).toBe('failed');
  });
});

describe('witnesses and time stamps', () => {
  it('are verified only for whom the reader named', async () => {
    const witness = makeSigner('witness.example', seal.WITNESS_KEY);
    const cosigned = await makeBag();
    const checkpoint = await checkpointOf(cosigned.log, [cosigned.log.signer, witness], 1_750_000_000);
    const files = new Map([...cosigned.files, ...seal.tagFiles({ ...cosigned.plan, checkpoint })]);
    const named = await verify(files, { vkeys: [cosigned.vkey, seal.formatVkey(witness.key)] });
    expect(failed(named)).toEqual([]);
    expect(state(named, 'checkpoint.witnesses')).toBe('verified');
    const other = seal.formatVkey(makeSigner('witness.example', seal.WITNESS_KEY).key);
    expect(failed(await verify(files, { vkeys: [cosigned.vkey, other] }))).toEqual([
      'checkpoint.witnesses proofs/checkpoint',
    ]);
  });

  itIf(hasOpenssl, 'openssl')(
    'of the checkpoint are judged against a root that the reader pinned',
    async () => {
      const tsa = makeAuthority();
      tsa.root('root');
      tsa.key('tsa', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256');
      tsa.issue('tsa', 'root', 'tsa', 'Authority');
      const rootsPem = readFileSync(`${tsa.dir}/root.pem`, 'utf8');
      const { response, request } = tsa.respond('tsa', seal.utf8(bag.plan.checkpoint));
      const stamp = { name: 'authority', time: Math.floor(Date.now() / 1000), response, request };
      const files = new Map([...bag.files, ...seal.tagFiles({ ...bag.plan, stamps: [stamp], rootsPem })]);
      expect(state(await verify(files), 'time.token')).toBe('not-checked');
      const [root] = (await verify(files)).facts.rootsInBag;
      const pinned = { vkeys: [bag.vkey], rootsSha256: [root?.sha256 ?? ''] };
      expect(state(await verify(files, pinned), 'time.token')).toBe('verified');
      expect(state(await verify(files, { vkeys: [bag.vkey], rootsPem }), 'time.token')).toBe('verified');
      const foreign = tsa.respond('tsa', seal.utf8('other bytes'));
      const forged = new Map([
        ...bag.files,
        ...seal.tagFiles({ ...bag.plan, stamps: [{ ...stamp, ...foreign }], rootsPem }),
      ]);
      expect(failed(await verify(forged, pinned))).toEqual(['time.token proofs/checkpoint.authority.tsr']);
      expect(failed(await verify(forged))).toEqual(['time.token proofs/checkpoint.authority.tsr']);
    },
  );
});
