// Figures drawn by Observable Plot without a browser: scales, axes and marks by Plot; words set apart by us.
import type { Drawing, Figure } from '../../base/figure/types.ts';
import type { FigureDrawer } from '../../ports/figure-drawer.ts';
import { drawPlane } from './plane.ts';
import { drawRows } from './rows.ts';

/** A drawer; it keeps nothing between two figures. */
export function plotDrawer(): FigureDrawer {
  return { draw };
}

function draw(figure: Figure, width: number): Drawing {
  const wide = Math.min(1600, Math.max(320, Math.round(width)));
  return figure.picture.layout === 'plane' ? drawPlane(figure.picture, wide) : drawRows(figure.picture, wide);
}
