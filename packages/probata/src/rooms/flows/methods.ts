// The methods that an estimate may be worked out by, by name; one engine for all, so that every run is kept alike.
import { z } from 'zod';
import type { JsonObject } from '../../base/json.ts';
import { edtfText } from '../../base/time/index.ts';
import { parseInput } from '../../ledger/room.ts';
import { recordable, twelve } from './canonical.ts';
import { beforeAfter } from './methods/before-after.ts';
import { changePoints } from './methods/change-points.ts';
import { syntheticControl } from './methods/control.ts';
import { interrupted } from './methods/interrupted.ts';
import { crossCorrelated, distributedLags, granger } from './methods/lags.ts';
import { matchedPairs } from './methods/matched-pairs.ts';
import { monteCarlo } from './methods/monte-carlo.ts';
import type { Aligned, MethodSpec, Outcome, Pause } from './methods/outcome.ts';
import { structural } from './methods/structural.ts';
import type { EstimateWorked, MethodName } from './types.ts';

export const METHODS: Readonly<Record<MethodName, MethodSpec>> = {
  'before-after': beforeAfter,
  'change-points': changePoints,
  'cross-correlation': crossCorrelated,
  'distributed-lags': distributedLags,
  granger,
  interrupted,
  'matched-pairs': matchedPairs,
  'monte-carlo': monteCarlo,
  structural,
  'synthetic-control': syntheticControl,
};

/** Which times of the series are used; open where nothing is said. */
export interface Cut {
  readonly from?: string;
  readonly to?: string;
}

const cut = z.object({ from: edtfText.optional(), to: edtfText.optional() });

/**
 * The parameters of a run with every default filled in, `from` and `to` among them where they were given: a stretch of
 * time is a choice like any other.
 * @throws Refusal INPUT_INVALID
 */
export function parseParams(
  name: MethodName,
  params: JsonObject,
): { readonly own: JsonObject; readonly cut: Cut } {
  const { from, to, ...own } = params;
  const ends = parseInput(name, cut, { from, to });
  return {
    own: METHODS[name].parse(own),
    cut: {
      ...(ends.from === undefined ? {} : { from: ends.from }),
      ...(ends.to === undefined ? {} : { to: ends.to }),
    },
  };
}

/** The recorded form of what a method found: its effect in texts of twelve digits. */
export type Worked = Pick<EstimateWorked, 'effect' | 'figures' | 'diagnostics' | 'challenge'>;

/** Works an estimate out. The same data, parameters and seed give the same record, to the byte. */
export async function workOut(
  name: MethodName,
  data: Aligned,
  params: JsonObject,
  seed: number,
  pause: Pause,
): Promise<Worked> {
  const found: Outcome = await METHODS[name].run(data, params, seed, pause);
  const { effect } = found;
  return {
    effect:
      effect === null
        ? null
        : {
            name: effect.name,
            unit: effect.unit,
            point: twelve(effect.point),
            low: twelve(effect.low),
            high: twelve(effect.high),
            level: twelve(effect.level),
          },
    figures: recordable(found.figures),
    diagnostics: [...found.diagnostics],
    challenge: [...found.challenge],
  };
}
