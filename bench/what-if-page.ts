// Measures the what-if rail in a real browser: from the tick to the painted answer, on 5,000 exhibits, 2,000 facts, 200 elements.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { createMatter } from '../packages/probata/src/compose.ts';
import { openServer } from '../packages/probata/src/doors/http/server.ts';
import { workbenchFolder } from '../packages/probata/src/doors/http/workbench-folder.ts';
import { openEngine } from '../packages/probata/src/doors/worker/engine-client.ts';
import { inventedMatter, type Shape } from './parts/invented-matter.ts';

const USAGE = `npm run bench -- what-if-page [--exhibits 5000] [--facts 2000] [--elements 200] [--seed 1] [--rounds 20]

Enters an invented matter through the ledger (a temporary folder, removed at the end), serves it, opens the proof matrix with
the what-if rail in Chromium (PROBATA_CHROMIUM), and ticks: one exhibit after another, a class, the other meaning of
exclusion. Milliseconds by the page's own clock, from the click to the frame in which the answer stands on the screen; and
the processor time of the page's main thread and of the server, which other programs on the machine do not inflate.`;

/** `what-if-page` of the bench: see USAGE. The last line is JSON. */
export async function run(args: readonly string[]): Promise<void> {
  const choices = { exhibits: 5000, facts: 2000, elements: 200, seed: 1, rounds: 20 };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i]?.slice(2) as keyof typeof choices;
    if (!(name in choices) || !Number.isInteger(Number(args[i + 1]))) {
      process.stderr.write(`${USAGE}\n`);
      process.exitCode = 2;
      return;
    }
    choices[name] = Number(args[i + 1]);
  }
  const scratch = mkdtempSync(join(tmpdir(), 'probata-bench-'));
  const places = { config: join(scratch, 'config'), state: join(scratch, 'state') };
  const folder = join(scratch, 'matter');
  try {
    await enter(folder, places, choices);
    const engine = await openEngine({ folder, places, drain: false });
    const server = await openServer({ port: 0, contentPort: 0, workbench: workbenchFolder() });
    const browser = await chromium.launch({
      executablePath: process.env['PROBATA_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    });
    try {
      const matter = server.add(engine);
      const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
      await page.goto(server.startLink());
      const from = performance.now();
      await page.goto(`${server.origin}/${matter}/proof?rail=open`);
      await page.locator('.proof-matrix [data-cell]').first().waitFor({ timeout: 120_000 });
      await page.locator('.picker-row').first().waitFor();
      const figures: Record<string, number> = { ...choices, opensMs: round(performance.now() - from) };
      figures['cells'] = await page.locator('.proof-matrix [data-cell]').count();
      await page.waitForTimeout(1500);
      const spent = await spending(page);
      const ticks: number[] = [];
      for (let n = 0; n < choices.rounds; n += 1) {
        ticks.push(await timed(page, `.picker-row:nth-of-type(${1 + (n % 6)}) input`));
        await page.waitForTimeout(120);
      }
      figures['tickMedianMs'] = middle(ticks);
      figures['tickWorstMs'] = Math.max(...ticks);
      const { script, layout, server: answering } = await spent();
      figures['tickScriptCpuMs'] = round(script / choices.rounds);
      figures['tickLayoutCpuMs'] = round(layout / choices.rounds);
      figures['tickServerCpuMs'] = round(answering / choices.rounds);
      const spentOnClasses = await spending(page);
      const classes: number[] = [];
      for (let n = 0; n < choices.rounds; n += 1) {
        classes.push(await timed(page, '.what-if-asking .choices input[type="checkbox"]'));
        await page.waitForTimeout(120);
      }
      figures['classMedianMs'] = middle(classes);
      figures['classWorstMs'] = Math.max(...classes);
      const ofClass = await spentOnClasses();
      figures['classScriptCpuMs'] = round(ofClass.script / choices.rounds);
      figures['classLayoutCpuMs'] = round(ofClass.layout / choices.rounds);
      figures['classServerCpuMs'] = round(ofClass.server / choices.rounds);
      figures['changedCells'] = await page.locator('.cell.falls').count();
      process.stdout.write(`ticks ${ticks.join(' ')}\nclasses ${classes.join(' ')}\n`);
      process.stdout.write(`${JSON.stringify(figures)}\n`);
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function enter(
  folder: string,
  places: { readonly config: string; readonly state: string },
  shape: Shape,
): Promise<void> {
  const matter = await createMatter(folder, { title: 'An invented matter', person: 'The bench' }, { places });
  const { drafts } = inventedMatter(shape);
  for (let i = 0; i < drafts.length; i += 5000)
    await matter.house.ledger.append(async () => drafts.slice(i, i + 5000));
  await matter.close();
}

/** One click: done when the question in words is another one, its answer is not marked stale, and a frame was painted. */
const TIMED = `new Promise((resolve, reject) => {
  const asked = () => location.search + (document.querySelector('.what-if-answer .asked')?.textContent ?? '');
  const before = asked();
  const target = document.querySelector(SELECTOR);
  if (target === null) return reject(new Error('Nothing matches ' + SELECTOR));
  const start = performance.now();
  target.click();
  const look = () => {
    const list = document.querySelector('.fall-list');
    const isCleared = !location.search.includes('if=');
    const isDone = asked() !== before && (isCleared || (list !== null && !list.classList.contains('stale')));
    if (isDone) requestAnimationFrame(() => resolve(Math.round((performance.now() - start) * 10) / 10));
    else if (performance.now() - start > 20_000) reject(new Error('The answer did not come in 20 s.'));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

function timed(page: Page, selector: string): Promise<number> {
  return page.evaluate(TIMED.replaceAll('SELECTOR', JSON.stringify(selector)));
}

/** Counts processor time from now on: the page's scripts and layout on its main thread, and this process, which serves. */
async function spending(
  page: Page,
): Promise<() => Promise<{ readonly script: number; readonly layout: number; readonly server: number }>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async (): Promise<ReadonlyMap<string, number>> =>
    new Map(
      (await session.send('Performance.getMetrics')).metrics.map((one) => [one.name, one.value * 1000]),
    );
  const before = await read();
  const cpu = process.cpuUsage();
  return async () => {
    const { user, system } = process.cpuUsage(cpu);
    const after = await read();
    const by = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    return {
      script: by('ScriptDuration'),
      layout: by('LayoutDuration') + by('RecalcStyleDuration'),
      server: (user + system) / 1000,
    };
  };
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function round(ms: number): number {
  return Math.round(ms);
}
