// The verifier page is opened from a file in Chromium, without a server, and shows what the seal found.
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium as driver, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { buildPage } from '../../page/build.ts';
import { type MadeBag, makeBag, writeFiles } from '../bag-maker.ts';
import { chromium, itIf } from '../tools.ts';

const it = itIf(chromium, 'Chromium (Debian package: chromium)');

describe('the verifier page', () => {
  let browser: Browser;
  let bag: MadeBag;
  let dir: string;
  let url: string;
  beforeAll(async () => {
    if (chromium === undefined) return;
    dir = mkdtempSync(join(tmpdir(), 'probata-page-'));
    const { html, sha256 } = await buildPage();
    expect(createHash('sha256').update(html).digest('hex')).toBe(sha256);
    expect((await buildPage()).sha256, 'the same sources give the same page').toBe(sha256);
    writeFileSync(join(dir, 'verify.html'), html);
    url = pathToFileURL(join(dir, 'verify.html')).href;
    bag = await makeBag();
    writeFiles(join(dir, 'bag'), bag.files);
    writeFiles(
      join(dir, 'changed'),
      new Map(bag.files).set('data/annexes/A-002.txt', Buffer.from('Forged.\n')),
    );
    browser = await driver.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(async () => browser?.close());

  const ask = async (
    folder: string,
    vkey: string,
  ): Promise<{ page: Page; requests: string[]; errors: string[] }> => {
    const page = await browser.newPage();
    const requests: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => errors.push(message.text()));
    await page.goto(url);
    await page.setInputFiles('#folder', join(dir, folder));
    await page.fill('#vkeys', vkey);
    await page.click('#verify');
    await page.waitForSelector('#result:not([hidden])');
    return { page, requests, errors };
  };
  const rows = (page: Page, state: string): Promise<string[]> =>
    page.locator(`#checks tr.${state} td:nth-child(2)`).allTextContents();

  it('verifies a bag under the key given, asks the network for nothing, and breaks no policy', async () => {
    const { page, requests, errors } = await ask('bag', bag.vkey);
    expect(await page.textContent('#verdict')).toBe('Every check made holds');
    expect(await rows(page, 'failed')).toEqual([]);
    expect(await rows(page, 'not-checked')).toEqual(['checkpoint.witnesses', 'time.token']);
    expect(await page.textContent('#facts')).toContain(bag.vkey);
    expect(requests).toEqual([url]);
    expect(errors).toEqual([]);
  });

  it('shows no signature as verified when no key was given', async () => {
    const { page } = await ask('bag', '');
    expect(await page.textContent('#verdict')).toContain('Not verified');
    expect(await rows(page, 'not-checked')).toContain('checkpoint.signature');
  });

  it('names the annex that was changed', async () => {
    const { page } = await ask('changed', bag.vkey);
    expect(await page.textContent('#verdict')).toBe('Something does not hold');
    expect(await rows(page, 'failed')).toEqual(['bag.payload', 'bag.oxum', 'annex.digest']);
    expect(await page.locator('#checks tr.failed').first().textContent()).toContain('data/annexes/A-002.txt');
  });

  it('cannot be made to run anything else, or to reach out', async () => {
    const page = await browser.newPage();
    await page.goto(url);
    const blocked = await page.evaluate(async () => {
      const fetched = await fetch('https://example.org/').then(
        () => 'reached',
        () => 'blocked',
      );
      const script = document.createElement('script');
      script.textContent = 'document.title = "ran"';
      document.body.append(script);
      return `${fetched} ${document.title}`;
    });
    expect(blocked).toBe('blocked Verify a sealed bag');
  });
});
