// Every room of an empty matter is free of accessibility violations, by day and by night.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { openStage, type Stage } from './stage.ts';

const ROOMS = [
  'overview',
  'exhibits',
  'search',
  'record',
  'law',
  'proof',
  'flows',
  'quantum',
  'pleading',
  'bundle',
  'ledger',
];
let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.end());

it.each(['light', 'dark'] as const)('holds in the %s theme', async (colorScheme) => {
  const { page, context, troubles } = await stage.open({ colorScheme });
  for (const room of ROOMS) {
    await page.goto(`${stage.server.origin}/${stage.matter}/${room}`);
    await page.locator('main h1, main h2').first().waitFor();
    await page.waitForTimeout(200);
    await expectAccessible(page, room);
  }
  expect(troubles).toEqual([]);
  await context.close();
});
