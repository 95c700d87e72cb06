// Draws figures: from what a figure says to lines and letters, the same for the page, the PDF and Word.
import type { Drawing, Figure } from '../base/figure/types.ts';

/**
 * Promise: the same figure and width give the same drawing. Nothing in it can run, load or carry a style of its own
 * (no script, style, link or foreign element); colours are `var(--name)` of the palette; letters keep their direction.
 */
export interface FigureDrawer {
  /** `width` in CSS pixels, 320 to 1600; the height follows from what is shown. */
  draw(figure: Figure, width: number): Drawing;
}
