import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  cite,
  del,
  field,
  madeWord,
  para,
  struck,
  words,
} from '../../../packages/probata/test/adapters/extract/made-word.ts';
import { run } from '../../reference/drafting.ts';

const folder = fileURLToPath(new URL('../../../../shared/reference/drafting', import.meta.url));
const present = existsSync(folder);
if (!present) console.warn(`SKIPPED: the reference cases of the Word round trip are not at ${folder}`);

describe('the reference cases of the Word round trip', () => {
  it.skipIf(!present)('all agree', { timeout: 60_000 }, async () => {
    const { passed, failed } = await run(folder);
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThanOrEqual(2);
  });

  it('name every id that did not come back as expected, and a file that is damaged beyond reading', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'probata-drafting-'));
    writeFileSync(
      join(dir, 'a.docx'),
      madeWord({
        body: [
          para(cite('AAAA0001', 'Annex 1')),
          para(words('Two'), del(field('BBBB0002', struck('Annex 2')))),
          para(words('Three.')),
        ],
      }),
    );
    writeFileSync(join(dir, 'b.docx'), 'no file of Word');
    writeFileSync(
      join(dir, 'expected.json'),
      JSON.stringify({
        'a.docx': { ids: ['AAAA0001', 'BBBB0002'], lost: ['CCCC0003'] },
        'b.docx': { ids: ['AAAA0001'], lost: [] },
      }),
    );
    const { passed, failed } = await run(dir);
    expect(passed).toBe(0);
    expect(failed.map((one) => `${one.case} ${one.why}`)).toEqual([
      'a.docx ids: BBBB0002 expected and not there',
      'a.docx lost: BBBB0002 there and not expected',
      expect.stringMatching(/^b\.docx /),
    ]);
  });
});
