// The statistics cases, through the flows room, by the part of the room that they test.
import type { Method } from './case.ts';
import { manyChanges, singleBreak } from './changes.ts';
import { SAMPLES } from './samples.ts';
import { SENSITIVITY } from './sensitivity.ts';
import { SERIES } from './series.ts';

export const STATISTICS: readonly Method[] = [
  singleBreak,
  manyChanges,
  ...SERIES,
  ...SENSITIVITY,
  ...SAMPLES,
];
