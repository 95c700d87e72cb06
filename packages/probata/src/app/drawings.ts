// The drawings that a pleading sets: what stands about each of them, and the vectors for the typesetter.
import { utf8 } from '@probata/seal';
import { Refusal } from '../base/errors.ts';
import { svgText } from '../base/figure/svg.ts';
import type { Figure } from '../base/figure/types.ts';
import { type Composed, drawingKey, drawingPath, drawingsIn } from '../rooms/pleading/index.ts';
import { figureOf } from './figures.ts';
import type { House } from './house.ts';

/** The width at which figures are drawn for paper: 13 px letters become 8.9 pt across a column of 155 mm. */
export const PAPER_WIDTH = 640;

/** Every drawing that these texts set, by its words; null where there is nothing to draw (any more). */
export async function drawingsOf(
  house: House,
  texts: readonly string[],
): Promise<ReadonlyMap<string, Figure | null>> {
  const found = new Map<string, Figure | null>();
  for (const one of texts.flatMap(drawingsIn)) {
    const key = drawingKey(one);
    if (!found.has(key)) found.set(key, await orNull(house, one));
  }
  return found;
}

/** The drawings of a composed pleading as SVG files, by the paths under which its source names them. */
export async function drawingFiles(
  house: House,
  made: Composed,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const files: Record<string, Uint8Array> = {};
  for (const run of made.blocks.flatMap((block) => block.runs))
    if (run.is === 'drawing')
      files[drawingPath(run)] = utf8(
        svgText(house.drawer.draw(await figureOf(house, run.figure, run.of), PAPER_WIDTH)),
      );
  return files;
}

async function orNull(
  house: House,
  { figure, of }: ReturnType<typeof drawingsIn>[number],
): Promise<Figure | null> {
  try {
    return await figureOf(house, figure, of);
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code === 'FIGURE_NONE') return null;
    throw thrown;
  }
}
