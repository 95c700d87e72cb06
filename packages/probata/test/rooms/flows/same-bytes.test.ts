// An estimate is the same to the byte under every locale and time zone, and as it was recorded here once for all versions of Node.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ENGINE } from '../../../src/rooms/flows/canonical.ts';

const SCRIPT = new URL('fixed-set.ts', import.meta.url).pathname;

/** One hash over eleven estimates by all methods. It moves only when a method is changed; its engine's version then moves too. */
const RECORDED = { version: '2', hash: '9d56c73e4cd2e59cd597554fdcb7409ebc14eff9d13f2b6d503b4e9bc02a37c6' };

const PLACES = [
  { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'Asia/Kathmandu', LANG: 'lt_LT.UTF-8', LC_ALL: 'lt_LT.UTF-8' },
  { TZ: 'America/St_Johns', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
];

test.each(PLACES)(
  'in $TZ with $LANG',
  (place) => {
    const ran = spawnSync(process.execPath, [SCRIPT], {
      encoding: 'utf8',
      env: { ...process.env, ...place },
    });
    expect([ran.stderr.replaceAll(/^.*ExperimentalWarning.*$/gm, ''), ran.stdout.trim()]).toEqual([
      expect.anything(),
      RECORDED.hash,
    ]);
    expect(ENGINE.version).toBe(RECORDED.version);
  },
  120_000,
);
