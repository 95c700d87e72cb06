// A pleading that goes out as a Word file and comes back, in a real browser: by mouse, by keyboard, and for those who do not see.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../probata/src/adapters/extract/limits.ts';
import { openZip, unpackBudget } from '../../../probata/src/adapters/extract/zip.ts';
import { plainZip } from '../../../probata/src/adapters/extract/zip-write.ts';
import { expectAccessible } from './axe.ts';
import { inventProof } from './invented-proof.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let pleading = '';
let file = '';

beforeAll(async () => {
  stage = await openStage();
  const { run, flights, stopped } = await inventProof(stage);
  pleading = await run('pleading.open', {
    type: 'memorial',
    title: 'Memorial of Aurelia',
    shortTitle: 'Memorial',
  });
  const write = (text: string, kind = 'paragraph') => run('block.write', { pleading, kind, text });
  await write('The facts', 'chapter');
  await write(`The flights rose within four months [@${flights}].`);
  await write(`The fares were paid to an agency [@${stopped}].`);
  await write('Escorts led them to the border.');
});
afterAll(() => stage.end());

const at = (path: string): string => `${stage.server.origin}/${stage.matter}/${path}`;

/** The file as a colleague sends it back: words changed in two paragraphs, a note struck out, a paragraph added. */
function workedOn(path: string): string {
  const bytes = readFileSync(path);
  const zip = openZip(bytes, DEFAULT_LIMITS, unpackBudget(bytes.length, DEFAULT_LIMITS));
  const change = (xml: string): string =>
    xml
      .replace('The flights rose ', 'The flights rose steeply ')
      .replace('Escorts led them', 'Armed escorts led them')
      .replace(
        /<w:r><w:rPr><w:rStyle w:val="FootnoteReference"\/><\/w:rPr><w:footnoteReference w:id="3"\/><\/w:r>/,
        (call) => `<w:del w:id="9" w:author="B. Counsel" w:date="2034-02-03T10:00:00Z">${call}</w:del>`,
      )
      .replace(
        '<w:p><w:pPr><w:pStyle w:val="PbMadeTitle"/></w:pPr><w:r><w:t xml:space="preserve">List of annexes',
        '<w:p><w:pPr><w:pStyle w:val="PbPara"/></w:pPr><w:r><w:t>Nobody was asked for a visa, see Annex 7.</w:t></w:r></w:p>$&',
      );
  const out = join(stage.folder, 'Memorial rev.docx');
  // A photograph in it, which does not get smaller by packing: a real pleading is larger than an ordinary request.
  const photograph = { name: 'word/media/photograph.jpg', content: randomBytes(3_000_000) };
  writeFileSync(
    out,
    plainZip([
      photograph,
      ...zip.members.map((member) => {
        const content = zip.unpack(member);
        return {
          name: member.name,
          content:
            member.name === 'word/document.xml' ? Buffer.from(change(content.toString('utf8'))) : content,
        };
      }),
    ]),
  );
  return out;
}

const change = (page: Page, name: RegExp) => page.getByRole('listitem', { name });

describe('a pleading for Word', () => {
  it('goes out, comes back, and each change is decided by mouse; what is lost is put back', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at(`pleading?pleading=${pleading}`));
    await page.getByRole('button', { name: 'Write for Word' }).click();
    await page.getByRole('button', { name: 'Save Memorial.docx' }).waitFor({ timeout: 60_000 });
    file = workedOn(join((await page.locator('.written-place code').textContent()) ?? '', 'Memorial.docx'));
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Bring a Word file back' }).click(),
    ]);
    await chooser.setFiles(file);
    await page.getByRole('heading', { name: 'Memorial rev.docx' }).waitFor({ timeout: 60_000 });
    await page.getByText('1 of 2 citations came back, 1 is lost').waitFor();
    await expectAccessible(page, 'a Word file that came back');
    const first = change(page, /Paragraph 1 rewritten/);
    expect(await first.locator('ins').allTextContents()).toEqual(['steeply ']);
    await first.getByRole('button', { name: 'Accept', exact: true }).click();
    await first.getByText('Accepted').waitFor();
    await first.getByRole('button', { name: 'Take it back' }).click();
    await first.getByRole('button', { name: 'Accept', exact: true }).waitFor();
    const second = change(page, /Paragraph 2 rewritten/);
    await second.getByText('Drops a citation').waitFor();
    await second.getByText('by B. Counsel').waitFor();
    await second.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByRole('button', { name: 'Put it back' }).click();
    await page.getByText('The paragraph still has it here.').waitFor();
    await page.getByRole('link', { name: '← The pleading' }).click();
    await page.getByText('The fares were paid to an agency').waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('is decided by keyboard alone, and undone', async () => {
    const { page, context, troubles } = await stage.open();
    await page.goto(at(`pleading?pleading=${pleading}`));
    await page.getByRole('link', { name: 'Memorial rev.docx' }).focus();
    await page.keyboard.press('Enter');
    const added = change(page, /New paragraph/);
    await added.getByText('“Annex 7” reads like a citation').waitFor();
    await added.getByRole('button', { name: 'Accept', exact: true }).focus();
    await page.keyboard.press('Enter');
    await added.getByText('Accepted').waitFor();
    await page.getByRole('button', { name: 'Undo' }).focus();
    await page.keyboard.press('Enter');
    await added.getByRole('button', { name: 'Accept', exact: true }).waitFor();
    await added.getByRole('button', { name: 'Leave' }).focus();
    await page.keyboard.press('Enter');
    await added.getByText('Left as it was').waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('says no to what is no Word file', async () => {
    const { page, context } = await stage.open();
    await page.goto(at(`pleading?pleading=${pleading}`));
    const odd = join(stage.folder, 'odd.docx');
    writeFileSync(odd, 'no file of Word');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Bring a Word file back' }).click(),
    ]);
    await chooser.setFiles(odd);
    await page.locator('.no').getByText('is no Word file').waitFor();
    await context.close();
  });
});
