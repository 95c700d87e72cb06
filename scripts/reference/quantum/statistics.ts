// The statistics cases, through the flows room.
import type { Method } from './case.ts';

export const STATISTICS: readonly Method[] = [];
