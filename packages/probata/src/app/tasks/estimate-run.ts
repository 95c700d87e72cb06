// Works estimates out, and enters every run: what was tried and not pleaded is on record as well.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import { toJson } from '../../base/stable-json.ts';
import { edtfText } from '../../base/time/index.ts';
import {
  align,
  type Cut,
  choiceRows,
  ENGINE,
  enterEstimate,
  estimateKey,
  estimateRow,
  METHOD_NAMES,
  METHODS,
  type MethodName,
  parseParams,
  type SeriesVersion,
  seriesDigest,
  seriesVersion,
  switchesOf,
  type Worked,
  workOut,
} from '../../rooms/flows/index.ts';
import { passagesByIds } from '../../rooms/reading/index.ts';
import type { House, Watch } from '../house.ts';
import { task } from '../task.ts';

const params = z.record(z.string(), z.json());
const worked = z.object({
  estimate: z.string(),
  key: z.string(),
  isNew: z.boolean(),
  effect: z
    .object({
      name: z.string(),
      unit: z.string(),
      point: z.string(),
      low: z.string(),
      high: z.string(),
      level: z.string(),
    })
    .nullable(),
  answered: z.number(),
  failed: z.number(),
  open: z.number(),
});

export const estimateRun = task({
  name: 'estimate.run',
  summary:
    'Work an estimate out, and variants of it; every run is entered with its diagnostics and challenge sheet.',
  input: z.strictObject({
    method: z.enum(METHOD_NAMES).optional(),
    series: z.array(idOf('series')).max(400).default([]),
    params: params.default({}),
    seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
    /** Carry out a registered choice: method, series, parameters and seed are then its own. */
    choice: idOf('choice').optional(),
    /** Further runs, each with these parameters in place of the first ones: the other points of a specification curve. */
    vary: z.array(params).max(100).default([]),
    /** Use points from this time on, and up to that time; the same may stand in params and in vary. */
    from: edtfText.optional(),
    to: edtfText.optional(),
  }),
  output: z.object({ runs: z.array(worked) }),
  example: { method: 'interrupted', series: [`ser_${'0'.repeat(26)}`], params: { date: '2031-07' } },
  power: 'write',
  async run(house, given, watch) {
    const chosen = await choiceOf(house, given);
    const sets = [chosen.params, ...given.vary.map((change) => ({ ...chosen.params, ...change }))];
    const runs = [];
    for (const [i, one] of sets.entries()) {
      const isFirst = i === 0;
      runs.push(
        await runOne(
          house,
          { ...chosen, params: one, choice: isFirst ? chosen.choice : null },
          watch,
          `run ${i + 1} of ${sets.length}`,
        ),
      );
    }
    return { runs };
  },
});

export const estimateCheck = task({
  name: 'estimate.check',
  summary:
    'Work a recorded estimate out again from the version of the series it used, and compare it to the byte.',
  input: z.strictObject({ estimate: idOf('estimate') }),
  output: z.object({ same: z.boolean(), differs: z.array(z.string()), engine: z.string() }),
  example: { estimate: `est_${'0'.repeat(26)}` },
  power: null,
  async run(house, { estimate }, watch) {
    const { look } = house.ledger;
    const record = await estimateRow(look, estimate);
    if (record === undefined) throw unknownEstimate(estimate);
    const { own, cut } = parseParams(record.method, record.params);
    const versions = await Promise.all(
      record.inputs.map((input) => versionOf(house, input.series, input.version)),
    );
    const again = await compute(house, record.method, versions, own, cut, record.seed, watch, 'once more');
    const parts: readonly (readonly [string, unknown, unknown])[] = [
      ['effect', record.effect, again.effect],
      ['figures', record.figures, again.figures],
      ['diagnostics', record.diagnostics, again.diagnostics],
      ['challenge sheet', record.challenge, again.challenge],
    ];
    const differs = parts
      .filter(([, a, b]) => toJson(a as never) !== toJson(b as never))
      .map(([name]) => name);
    return {
      same: differs.length === 0,
      differs,
      engine: `${record.engine.version} then, ${ENGINE.version} now`,
    };
  },
});

interface Chosen {
  readonly method: MethodName;
  readonly series: readonly string[];
  readonly params: JsonObject;
  readonly seed: number;
  readonly choice: string | null;
}

async function choiceOf(
  house: House,
  given: {
    readonly method?: MethodName | undefined;
    readonly series: readonly string[];
    readonly params: unknown;
    readonly seed: number;
    readonly choice?: string | undefined;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  },
): Promise<Chosen> {
  const ends = {
    ...(given.from === undefined ? {} : { from: given.from }),
    ...(given.to === undefined ? {} : { to: given.to }),
  };
  if (given.choice === undefined) {
    if (given.method === undefined || given.series.length === 0)
      throw new Refusal(
        'FLOWS_METHOD_MISSING',
        `Name a method and its series, or a registered choice. Methods: ${METHOD_NAMES.join(', ')}.`,
      );
    return {
      method: given.method,
      series: given.series,
      params: { ...(given.params as JsonObject), ...ends },
      seed: given.seed,
      choice: null,
    };
  }
  const found = (await choiceRows(house.ledger.look)).find((one) => one.id === given.choice);
  if (found === undefined)
    throw new Refusal(
      'FLOWS_CHOICE_UNKNOWN',
      `There is no registered choice ${given.choice}. List them with 'probata choice list'.`,
    );
  if (
    given.method !== undefined ||
    given.series.length > 0 ||
    Object.keys({ ...(given.params as object), ...ends }).length > 0
  )
    throw new Refusal(
      'FLOWS_CHOICE_CHANGED',
      'A registered choice is carried out as it stands: leave method, series and parameters out, and put other runs under vary.',
    );
  const {
    method,
    series,
    params: own,
    seed,
  } = found.content as { method: MethodName; series: string[]; params: JsonObject; seed: number };
  return { method, series, params: own, seed, choice: found.id };
}

async function runOne(house: House, chosen: Chosen, watch: Watch, stage: string) {
  const { look } = house.ledger;
  const spec = METHODS[chosen.method];
  if (chosen.series.length < spec.takes.least || chosen.series.length > spec.takes.most)
    throw new Refusal(
      'FLOWS_SERIES_COUNT',
      `${spec.title} takes ${spec.takes.least} to ${spec.takes.most} series: ${spec.takes.roles}.`,
    );
  const { own, cut } = parseParams(chosen.method, chosen.params);
  const versions = await Promise.all(chosen.series.map((one) => versionOf(house, one)));
  const recorded: JsonObject = { ...own, ...cut };
  const inputs = await Promise.all(
    versions.map(async (one) => ({
      series: one.series,
      version: one.version,
      digest: seriesDigest(one, await switchesOf(look, [one.series])),
    })),
  );
  const { key, id } = estimateKey(
    chosen.method,
    inputs.map((one) => one.digest),
    recorded,
    chosen.seed,
  );
  const before = await estimateRow(look, id);
  const result =
    before ?? (await compute(house, chosen.method, versions, own, cut, chosen.seed, watch, stage));
  if (before === undefined) {
    const passages = await passagesByIds(look, [
      ...new Set(versions.flatMap((one) => one.points.map((point) => point.passage))),
    ]);
    const content = {
      key,
      method: chosen.method,
      engine: { ...ENGINE },
      inputs,
      exhibits: [...new Set([...passages.values()].map((one) => one.exhibit))],
      params: recorded,
      seed: chosen.seed,
      ...result,
      choice: chosen.choice,
    };
    await house.ledger.append((now, act) => enterEstimate.decide(now, { id, content }, act));
  }
  const count = (status: string): number => result.challenge.filter((one) => one.status === status).length;
  return {
    estimate: id,
    key,
    isNew: before === undefined,
    effect: result.effect,
    answered: count('answered'),
    failed: count('failed'),
    open: count('open'),
  };
}

async function compute(
  house: House,
  method: MethodName,
  versions: readonly SeriesVersion[],
  own: JsonObject,
  cut: Cut,
  seed: number,
  watch: Watch,
  stage: string,
): Promise<Worked> {
  const within = versions.map((one) => ({
    ...one,
    points: one.points.filter(
      ({ at }) => (cut.from === undefined || at >= cut.from) && (cut.to === undefined || at <= cut.to),
    ),
  }));
  const data = align(
    within,
    await switchesOf(
      house.ledger.look,
      versions.map((one) => one.series),
    ),
    METHODS[method].form,
    METHODS[method].whole?.(own, versions.length),
  );
  return workOut(method, data, own, seed, async (part, done, all) => {
    watch.progress({ stage: `${stage}: ${part}`, done, all, errors: 0 });
    // Other requests are let in between the parts, and a call to stop is heard.
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    watch.signal.throwIfAborted();
  });
}

async function versionOf(house: House, series: string, version?: number): Promise<SeriesVersion> {
  const found = await seriesVersion(house.ledger.look, series, version);
  if (found === undefined)
    throw new Refusal(
      'FLOWS_SERIES_UNKNOWN',
      `There is no series ${series}. List them with 'probata series list'.`,
      { series },
    );
  return found;
}

const unknownEstimate = (estimate: string): Refusal =>
  new Refusal(
    'FLOWS_ESTIMATE_UNKNOWN',
    `There is no estimate ${estimate}. List them with 'probata estimate list'.`,
    { estimate },
  );
