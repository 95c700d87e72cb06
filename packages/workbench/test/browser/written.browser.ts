// What is written for use outside the house, in a real browser: saved from the screen that made it, and from one list of all.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { inventProof } from './invented-proof.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await inventProof(stage);
});
afterAll(() => stage.end());

const at = (path: string): string => `${stage.server.origin}/${stage.matter}/${path}`;

/** Saves by the act, and gives the bytes with the name that the browser would keep. */
async function saved(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  expect(download.url().startsWith(stage.server.contentOrigin)).toBe(true);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

describe('files written', () => {
  it('are saved from the screens that write them, and lie where the page says', async () => {
    const { page, context, troubles } = await stage.open({ acceptDownloads: true });
    await page.goto(at('proof'));
    await page.getByRole('button', { name: 'Order of proof' }).click();
    await page.getByText('The order of proof is written').waitFor({ timeout: 60_000 });
    const folder = (await page.locator('.written-place code').textContent()) ?? '';
    const pdf = await saved(page, () =>
      page.getByRole('button', { name: 'Save order-of-proof.pdf' }).click(),
    );
    expect(pdf.name).toBe('order-of-proof.pdf');
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.bytes.equals(readFileSync(join(folder, 'order-of-proof.pdf')))).toBe(true);
    await page.goto(at('record'));
    // By its key; the button beside does the same.
    // It can be pressed once the facts are there.
    await page.locator('button:enabled', { hasText: 'Write for Word and as PDF' }).waitFor();
    await page.keyboard.press('W');
    const docx = await saved(page, () => page.getByRole('button', { name: 'Save chronology.docx' }).click());
    expect(docx.bytes.subarray(0, 2).toString()).toBe('PK');
    const dated = await saved(page, () => page.getByRole('button', { name: 'Save chronology.pdf' }).click());
    expect(dated.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('stand in one list, by keyboard too', async () => {
    const { page, context, troubles } = await stage.open({ acceptDownloads: true });
    await page.goto(at('bundle'));
    await page.getByRole('button', { name: 'Files written' }).focus();
    await page.keyboard.press('Enter');
    const row = page.getByRole('row', { name: /Order of proof/ });
    await row.getByRole('button', { name: 'Save order-of-proof.csv' }).focus();
    const csv = await saved(page, () => page.keyboard.press('Enter'));
    expect(csv.name).toBe('order-of-proof.csv');
    await page.getByRole('row', { name: /Chronology for Word and as PDF/ }).waitFor();
    await expectAccessible(page, 'files written');
    expect(troubles).toEqual([]);
    await context.close();
  });
});
