// When the house goes away: the page says so, keeps what it shows, and goes on by itself when the house is back.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServer, type ProbataServer } from '../../../probata/src/doors/http/server.ts';
import { workbenchFolder } from '../../../probata/src/doors/http/workbench-folder.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let again: ProbataServer | undefined;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await again?.close();
  await stage.end();
});

it('an address without a screen says so, and leads back', async () => {
  const { page, troubles } = await stage.open();
  await page.goto(`${stage.server.origin}/${stage.matter}/nowhere`);
  await page.getByText('There is no screen at this address').waitFor();
  await page.getByRole('link', { name: 'To the overview' }).press('Enter');
  await page.getByRole('heading', { name: 'What is proved' }).waitFor();
  expect(troubles).toEqual([]);
});

it('the page says that the house does not answer, and what to do when it was started anew', async () => {
  const { page } = await stage.open();
  await page.getByRole('heading', { name: 'What is proved' }).waitFor();
  const port = Number(new URL(stage.server.origin).port);
  await stage.server.close();
  await page.getByText('The house does not answer.', { exact: true }).waitFor({ timeout: 15_000 });
  // What was there stays there.
  await expect.poll(() => page.getByRole('heading', { name: 'What is proved' }).isVisible()).toBe(true);
  again = await openServer({ port, contentPort: 0, workbench: workbenchFolder() });
  await page.getByText('does not know this browser').waitFor({ timeout: 15_000 });
});
