// Writes a pleading as a Word file whose citations carry their ids, and keeps what went out, so that the file can come back.
import { utf8 } from '@probata/seal';
import { z } from 'zod';
import { svgText } from '../../base/figure/svg.ts';
import { idOf } from '../../base/ids.ts';
import {
  blocksOf,
  type Composed,
  type DraftIssued,
  pleadingRow,
  type WordPicture,
  wordBody,
  wordDocument,
} from '../../rooms/pleading/index.ts';
import { eventsOf, PAPER_WIDTH, pictureOf } from '../drawings.ts';
import { figureOf } from '../figures.ts';
import type { House } from '../house.ts';
import { task } from '../task.ts';
import { compose } from './pleading-compose.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const draftIssue = task({
  name: 'draft.issue',
  summary:
    'Write a pleading as a Word file for work outside; its citations carry their ids, so that they come back with it.',
  input: z.strictObject({
    pleading: idOf('pleading'),
    /** Content controls around the citations too: for those who work in Word itself. */
    controls: z.boolean().default(false),
    /** Where the folder is written; left out: beside the filings of the matter. */
    out: z.string().min(1).optional(),
  }),
  output: z.object({
    draft: z.string(),
    folder: z.string(),
    docx: z.object({ name: z.string(), sha256: z.string(), bytes: z.number() }),
    paragraphs: z.number(),
    citations: z.number(),
  }),
  example: { pleading: `ple_${'0'.repeat(26)}` },
  power: 'write',
  async run(house, given, watch) {
    const { look } = house.ledger;
    const made = await compose(house, given.pleading);
    const opened = await pleadingRow(look, given.pleading);
    const pictures = await picturesOf(house, made);
    watch.signal.throwIfAborted();
    const date = house.clock.now().slice(0, 10);
    const name = `${
      made.shortTitle
        .normalize('NFD')
        .replaceAll(/[^A-Za-z0-9]+/gu, '-')
        .replaceAll(/^-+|-+$/gu, '')
        .slice(0, 60) || made.type
    }.docx`;
    const folder = house.outgoing.begin(given.out ?? house.outgoing.place(`draft-${made.type}-${date}`));
    try {
      let said: DraftIssued | undefined;
      const receipt = await house.ledger.append(async (now, act) => {
        const blocks = await blocksOf(now, given.pleading);
        const draft = act.newId('draft');
        let n = 0;
        const set = wordBody(made, blocks, {
          nextId: () => {
            n += 1;
            return markId(draft, n);
          },
          controls: given.controls,
          pictures,
        });
        const parts = wordDocument(made, set, draft, opened?.numbering ?? 'plain').map((part) => ({
          name: part.name,
          content: typeof part.content === 'string' ? utf8(part.content) : part.content,
        }));
        const written = folder.write(name, [house.outgoing.zip(parts)]);
        said = {
          pleading: given.pleading,
          language: made.language,
          file: { name, ...written },
          blocks: blocks.map((block) => ({ block: block.id as `blk_${string}`, version: block.worded })),
          marks: [...set.marks],
        };
        return [{ kind: 'draft.issued', subject: draft, refs: [given.pleading], said }];
      });
      return {
        draft: receipt.entries[0]?.subject ?? '',
        folder: folder.finish(),
        docx: said?.file ?? { name, sha256: '', bytes: 0 },
        paragraphs: said?.blocks.length ?? 0,
        citations: said?.marks.length ?? 0,
      };
    } catch (thrown) {
      folder.abandon();
      throw thrown;
    }
  },
});

/** Ten letters: six of the draft's own chance, four that count. One of another draft is known by the first. */
function markId(draft: string, n: number): string {
  const counted = [15, 10, 5, 0].map((shift) => ALPHABET.charAt((n >> shift) & 31)).join('');
  return `${draft.slice(-6).toUpperCase()}${counted}`;
}

/** Every drawing of the pleading, as vectors and as a picture. */
async function picturesOf(house: House, made: Composed): Promise<ReadonlyMap<string, WordPicture>> {
  const found = new Map<string, WordPicture>();
  for (const block of made.blocks)
    for (const run of block.runs) {
      if (run.is !== 'drawing') continue;
      const figure = await figureOf(house, run.figure, run.of, eventsOf(run.events), true);
      const drawing = house.drawer.draw(figure, PAPER_WIDTH);
      const svg = svgText(drawing);
      const { width, height } = drawing;
      const at = `${house.clock.now().slice(0, 10)}T00:00:00.000Z`;
      found.set(`${block.id} ${run.mark}`, {
        svg,
        width,
        height,
        png: await pictureOf(house, svg, width, height, at),
      });
    }
  return found;
}
