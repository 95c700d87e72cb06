// The drawings that a pleading sets: what stands about each of them, and the vectors for the typesetter.
import { sha256, toHex, utf8 } from '@probata/seal';
import { Refusal } from '../base/errors.ts';
import { svgText } from '../base/figure/svg.ts';
import type { Figure, FigureEvent } from '../base/figure/types.ts';
import { drawingPage } from '../base/figure/typst.ts';
import { parseDay } from '../base/time/index.ts';
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
  for (const block of made.blocks)
    for (const [place, run] of block.runs.entries())
      if (run.is === 'drawing')
        files[drawingPath(block.id, place)] = utf8(
          svgText(
            house.drawer.draw(
              await figureOf(house, run.figure, run.of, eventsOf(run.events), true),
              PAPER_WIDTH,
            ),
          ),
        );
  return files;
}

/** Days with their words as a figure marks them. @throws Refusal TIME_DAY_UNREADABLE for a day that is none */
export function eventsOf(
  days: readonly { readonly on: string; readonly label: string }[],
): readonly FigureEvent[] {
  return days.map(({ on, label }) => ({ x: parseDay(on), until: null, label, kind: 'event' }));
}

async function orNull(
  house: House,
  { figure, of, events }: ReturnType<typeof drawingsIn>[number],
): Promise<Figure | null> {
  try {
    return await figureOf(house, figure, of, eventsOf(events), true);
  } catch (thrown) {
    // A day that is none is a fault of the paragraph, and is shown in its margin like a drawing that is not there.
    if (thrown instanceof Refusal && /^(?:FIGURE_NONE|TIME_)/u.test(thrown.code)) return null;
    throw thrown;
  }
}

/** The drawing as PNG, three pixels to a unit: what older word processors show. */
export async function pictureOf(
  house: House,
  svg: string,
  width: number,
  height: number,
  at: string,
): Promise<Uint8Array> {
  const page = await house.renderer.pdf({
    source: drawingPage('figure.svg', width, height),
    files: { 'figure.svg': utf8(svg) },
    at,
    standard: 'plain',
  });
  return house.pictures.png({
    exhibit: `figure ${toHex(sha256(page))}`,
    bytes: () => page,
    mediaType: 'application/pdf',
    page: 1,
    width: width * 3,
  });
}
