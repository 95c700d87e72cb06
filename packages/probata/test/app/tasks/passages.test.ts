import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwatched } from '../../../src/app/house.ts';
import type { Matter } from '../../../src/app/matter.ts';
import { passageStands } from '../../../src/app/passage-states.ts';
import { createMatter } from '../../../src/compose.ts';
import type { Extraction } from '../../../src/ports/extractor.ts';
import {
  type Change,
  inventedReport,
  type Reading,
  randomNumbers,
  readingOf,
  type Sentence,
} from '../../rooms/reading/invented-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'probata-passages-'));
const random = randomNumbers(20_370_526);
let matter: Matter;
const task = async <T>(name: string, input: object): Promise<T> =>
  (await matter.task(name, input, unwatched)) as T;

/** One exhibit, its report, and the passage marked on each sentence. */
interface Marked {
  readonly exhibit: string;
  readonly report: readonly Sentence[];
  readonly passages: Map<string, number>;
}
const marked: Marked[] = [];

/** Puts a reading in place as a newer reader would leave it. */
async function readAnew({ exhibit, report }: Marked, version: string, change: Change): Promise<Reading> {
  const held = matter.house.renditions.card(exhibit);
  const old = matter.house.renditions.open(exhibit);
  if (held === undefined || old === undefined) throw new Error('not read');
  const reading = readingOf(report, change, random);
  const next: Extraction = { ...old, text: reading.text, tool: { name: 'probata-extract', version } };
  matter.house.renditions.put(exhibit, held.object, next, 1);
  return reading;
}

beforeAll(async () => {
  matter = await createMatter(
    join(folder, 'matter'),
    { title: 'Aurelia v. Borovia', person: 'A. Counsel', notice: 'An invented case, for a test.' },
    { places: { config: join(folder, 'config'), state: join(folder, 'state') } },
  );
  const files = join(folder, 'files');
  mkdirSync(files);
  const reports = Array.from({ length: 5 }, () => inventedReport(100, random));
  const readings = reports.map((report) => readingOf(report, { width: 90 }, random));
  for (const [i, { text }] of readings.entries()) writeFileSync(join(files, `report-${i}.txt`), text);
  await task('intake.add', { paths: [files] });
  await task('reading.run', {});
  const { exhibits } = (await matter.ask('exhibit.list', {})) as {
    exhibits: readonly { readonly id: string; readonly title: string }[];
  };
  for (const [i, report] of reports.entries()) {
    const exhibit = exhibits.find((one) => one.title.includes(`report-${i}`))?.id ?? '';
    const passages = new Map<string, number>();
    for (const { id } of report) {
      const span = readings[i]?.truth.get(id);
      if (span === undefined) continue;
      const { passage } = await task<{ passage: string }>('passage.mark', { exhibit, ...span });
      passages.set(passage, id);
    }
    marked.push({ exhibit, report, passages });
  }
}, 120_000);

afterAll(async () => {
  await matter.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('five hundred passages through two new readings', () => {
  const CHANGES: readonly Change[] = [
    { width: 70, inserted: 0.05, dropped: 0.03, noise: 0.01, joined: true },
    { width: 84, inserted: 0.08, dropped: 0.06, noise: 0.03, swapped: 0.1 },
  ];
  for (const [round, change] of CHANGES.entries())
    test(`are exact, found again or lost, and none is silently wrong: reading ${round + 2}`, async () => {
      const readings = new Map<string, Reading>();
      // The last exhibit is not read anew: its passages stay as they are.
      for (const one of marked.slice(0, 4))
        readings.set(one.exhibit, await readAnew(one, `${round + 2}`, change));
      const stands = await passageStands(matter.house);
      expect(stands).toHaveLength(500);
      const counts = { exact: 0, refound: 0, lost: 0 };
      let elsewhere = 0;
      for (const { passage, state, stand } of stands) {
        if (state !== 'exact' && state !== 'refound' && state !== 'lost') throw new Error(state);
        counts[state] += 1;
        const reading = readings.get(passage.exhibit);
        if (reading === undefined) {
          expect(state).toBe('exact');
          continue;
        }
        if (stand === undefined || stand.state === 'lost') continue;
        const id = marked.find((one) => one.exhibit === passage.exhibit)?.passages.get(passage.id) ?? -1;
        const truth = reading.truth.get(id);
        const shared =
          truth === undefined
            ? 0
            : Math.min(truth.end, stand.span.end) - Math.max(truth.start, stand.span.start);
        const isRight = shared >= 0.8 * (stand.span.end - stand.span.start);
        if (stand.state === 'exact') expect(isRight, passage.pin).toBe(true);
        else if (!isRight) elsewhere += 1;
      }
      // Amber, to be looked at: even there next to none stands at another place.
      expect(elsewhere, JSON.stringify(counts)).toBeLessThanOrEqual(2);
      expect(counts.lost, JSON.stringify(counts)).toBeLessThan(200);
      const told = await task<{ counts: Record<string, number>; passages: readonly unknown[] }>(
        'passage.states',
        { limit: 1000 },
      );
      expect(told.counts).toMatchObject(counts);
      expect(told.passages).toHaveLength(counts.refound + counts.lost);
    });

  test('a passage found again is confirmed by a person, and then stands exactly', async () => {
    const again = (await passageStands(matter.house)).find((one) => one.state === 'refound');
    if (again === undefined) throw new Error('none was found again');
    const { pin } = await task<{ pin: string }>('passage.confirm', { passage: again.passage.id });
    const [after] = await passageStands(matter.house, new Set([again.passage.id]));
    expect(after).toMatchObject({ state: 'exact', passage: { pin } });
    await expect(task('passage.confirm', { passage: again.passage.id })).rejects.toMatchObject({
      code: 'READING_PASSAGE_EXACT',
    });
  });

  test('a lost passage keeps a filing that cites it from being sealed', async () => {
    const lost = (await passageStands(matter.house)).find((one) => one.state === 'lost');
    if (lost === undefined) throw new Error('none was lost');
    const subject = async (name: string, input: object): Promise<string> =>
      (await matter.run(name, input)).entries[0]?.subject ?? '';
    const pleading = await subject('pleading.open', {
      type: 'memorial',
      title: 'Memorial of Aurelia',
      shortTitle: 'Memorial',
    });
    await subject('block.write', { pleading, text: `So it was reported [@${lost.passage.id}].` });
    const filing = await subject('filing.open', {
      pleading,
      title: 'Memorial of Aurelia',
      cover: ['Court of Vess', 'Aurelia v. Borovia'],
      partyName: 'Aurelia',
    });
    await expect(task('filing.seal', { filing })).rejects.toMatchObject({
      code: 'BUNDLE_CHECKS',
      message: expect.stringContaining('PLEADING_PASSAGE_LOST'),
    });
  });
});
