// Verifies a sealed bag with the seal's own checks: no matter, no keys, no network.
import { existsSync, readFileSync } from 'node:fs';
import { type Check, type Verification, verifyBag } from '@probata/seal';
import { openFolder } from '@probata/seal/node';
import { z } from 'zod';
import { Refusal } from '../../../base/errors.ts';
import { shareDigests } from '../../worker/digests.ts';
import type { OwnCommand } from '../desk.ts';
import { EXIT } from '../outcome.ts';
import { count } from '../progress.ts';

const input = z.strictObject({
  path: z.string().min(1).describe('the folder of the bag'),
  vkey: z
    .array(z.string())
    .optional()
    .describe('a verifier key of the log or of a witness, as it is printed in the filing'),
  roots: z
    .string()
    .optional()
    .describe('a PEM file with the root certificates of time-stamping authorities that you trust'),
  rootSha256: z
    .array(z.string())
    .optional()
    .describe('the SHA-256 of a root certificate in the bag that you trust, taken from elsewhere'),
});

export const verifyCommand: OwnCommand = {
  name: 'verify',
  summary: 'Verify a sealed bag, check by check, on any machine: no matter and no network are needed.',
  input,
  example: { path: 'filing-bag' },
  positional: 'path',
  async run(given, desk) {
    const { path, vkey, roots, rootSha256 } = input.parse(given);
    const folder = desk.absolute(path);
    if (!existsSync(folder))
      throw new Refusal('CLI_PATH', `${path} does not exist. Name the folder of an unpacked bag.`);
    const source = shareDigests(openFolder(folder), folder);
    const verification = await verifyBag(source, {
      ...(vkey === undefined ? {} : { vkeys: vkey }),
      ...(roots === undefined ? {} : { rootsPem: readFileSync(desk.absolute(roots), 'utf8') }),
      ...(rootSha256 === undefined ? {} : { rootsSha256: rootSha256 }),
    }).finally(() => source.close());
    const { verdict, checks, facts } = verification;
    const of = (state: string): number => checks.filter((check) => check.state === state).length;
    const tally = `${count(of('verified'))} checks hold, ${count(of('failed'))} fail, ${count(of('not-checked'))} were not made.`;
    const last = {
      verified: `Verified: ${tally}`,
      failed: `Does not verify: ${tally} The failed checks name what is wrong.`,
      'not-checked': `Whole, but nobody is vouched for: ${tally} Take the log's key from the printed filing and give it as --vkey.`,
    }[verdict];
    return {
      answer: desk.json ? verification : readable(verdict, checks, facts),
      last,
      code: verdict === 'failed' ? EXIT.found : EXIT.done,
    };
  },
};

/** Failed checks one by one; the others by kind, for a bag has thousands. */
function readable(
  verdict: string,
  checks: readonly Check[],
  { checkpoint, vkeyInBag, rootsInBag }: Verification['facts'],
): unknown {
  const groups = Map.groupBy(checks, ({ state, name, about, sentence }) =>
    state === 'failed' ? `failed ${name} ${about}` : `${state} ${name} ${sentence}`,
  );
  const order = ['failed', 'not-checked', 'verified'];
  const lines = [...groups.values()]
    .flatMap((all) => {
      const [first] = all;
      if (first === undefined) return [];
      const about =
        all.length === 1 ? first.about : `${count(all.length)}: ${first.about} to ${all.at(-1)?.about}`;
      return [
        {
          at: order.indexOf(first.state),
          text: `${WORDS[first.state]}  ${first.name}  (${about})\n  ${first.sentence}`,
        },
      ];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text);
  return {
    verdict: verdict === 'not-checked' ? 'whole, but nobody is vouched for' : verdict,
    ...(checkpoint === undefined
      ? {}
      : { log: checkpoint.origin, entries: checkpoint.size, root: checkpoint.root }),
    ...(vkeyInBag === undefined ? {} : { keyInBag: vkeyInBag }),
    ...(rootsInBag.length === 0 ? {} : { rootsInBag }),
    checks: `${lines.join('\n')}\n`,
  };
}

const WORDS: Readonly<Record<Check['state'], string>> = {
  verified: 'holds',
  failed: 'FAILS',
  'not-checked': 'not checked',
};
