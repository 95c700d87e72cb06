// A recording and its transcript: played from the content origin, sought by its words, from either of the two exhibits.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { openStage, readAll, type Stage } from './stage.ts';

let stage: Stage;
let ids: Record<string, string> = {};

/** Twelve seconds of a tone: 8,000 samples a second, 8 bits, one channel (RIFF WAVE). */
function tone(): Buffer {
  const samples = 12 * 8000;
  const wav = Buffer.alloc(44 + samples);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(8000, 24);
  wav.writeUInt32LE(8000, 28);
  wav.writeUInt16LE(1, 32);
  wav.writeUInt16LE(8, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples, 40);
  for (let i = 0; i < samples; i += 1) wav[44 + i] = 128 + Math.round(20 * Math.sin(i / 4));
  return wav;
}

beforeAll(async () => {
  stage = await openStage();
  const papers = join(stage.folder, 'papers');
  mkdirSync(papers);
  writeFileSync(join(papers, 'call.wav'), tone());
  writeFileSync(
    join(papers, 'call.vtt'),
    'WEBVTT\n\n00:00.000 --> 00:04.000\n<v Duty officer>Who opened the gate?\n\n00:04.000 --> 00:08.000\n<v Post two>Nobody here did.\n\n00:08.000 --> 00:12.000\n<v Duty officer>Then close it.\n',
  );
  const added = (await stage.engine.task('intake.add', { paths: [papers] })) as {
    exhibits: Record<string, string>;
  };
  ids = added.exhibits;
  await stage.engine.run('exhibit.relate', {
    exhibit: ids['call.vtt'],
    to: ids['call.wav'],
    as: 'transcript-of',
    part: 'whole',
  });
  await readAll(stage.engine);
}, 120_000);
afterAll(() => stage.end());

it('is heard in the reader, sought by the words of its transcript, and named from the transcript too', async () => {
  const { page, troubles } = await stage.open();
  await page.goto(`${stage.server.origin}/${stage.matter}/exhibits?exhibit=${ids['call.wav']}`);
  const cues = page.getByRole('list', { name: 'Words of the recording' });
  await cues.waitFor();
  await expectAccessible(page, 'a recording');
  // By keyboard: the third cue is chosen, and the player stands there.
  const third = cues.getByRole('button', { name: /Then close it/ });
  await third.focus();
  await page.keyboard.press('Enter');
  await cues.locator('li[aria-current="true"]', { hasText: 'Then close it' }).waitFor();
  const time = () => page.locator('audio').evaluate((audio) => (audio as HTMLAudioElement).currentTime);
  await expect.poll(time, { timeout: 15_000 }).toBeGreaterThanOrEqual(8);
  expect(await page.locator('audio').evaluate((audio) => (audio as HTMLAudioElement).error)).toBeNull();
  await page.goto(`${stage.server.origin}/${stage.matter}/exhibits?exhibit=${ids['call.vtt']}`);
  await cues.waitFor();
  await cues.getByRole('button', { name: /Nobody here did/ }).click();
  await expect.poll(time, { timeout: 15_000 }).toBeGreaterThanOrEqual(4);
  expect(troubles).toEqual([]);
});

it('is given in parts, and its link followed as a page still saves a file', async () => {
  const { page } = await stage.open();
  const link = (await page.evaluate(
    async (path) => (await fetch(path)).json(),
    `/api/${stage.matter}/content?exhibit=${ids['call.wav']}&play=yes`,
  )) as { url: string };
  const part = await page.request.get(link.url, { headers: { range: 'bytes=4-7' } });
  expect(part.status()).toBe(206);
  expect(part.headers()).toMatchObject({
    'content-type': 'audio/wav',
    'content-range': `bytes 4-7/${tone().length}`,
    'content-length': '4',
  });
  expect((await part.body()).equals(tone().subarray(4, 8))).toBe(true);
  const whole = await page.request.get(link.url);
  expect(whole.status()).toBe(200);
  expect(whole.headers()['content-disposition']).toMatch(/^attachment/);
  expect((await whole.body()).equals(tone())).toBe(true);
  const refused = (await page.evaluate(
    async (path) => (await fetch(path)).json(),
    `/api/${stage.matter}/content?exhibit=${ids['call.vtt']}&play=yes`,
  )) as { url: string };
  expect((await page.request.get(refused.url)).status()).toBe(422);
});
