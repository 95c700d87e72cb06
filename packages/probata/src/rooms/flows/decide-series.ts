// The commands of a series: fix it, declare what it counts, where it switches, and what of it is hidden.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { edtfText } from '../../base/time/index.ts';
import { type Command, command } from '../../ledger/room.ts';
import { ZERO } from './ask-rows.ts';
import { USUAL_LEAST } from './guard.ts';
import { exhibitsBehind, mustKnow, seriesUnknown } from './known.ts';
import { COUNTED } from './persons.ts';
import { seriesVersion } from './read.ts';
import { point, STEPS, seriesDeclared, seriesFixed, seriesGuarded, seriesSwitched } from './types.ts';

/** Enters a series whose passages were marked in the same act, or were there before. Used by `series.fix` and `series.read`. */
export const fixSeries: Command = command({
  name: 'series.fix',
  summary:
    'Fix a series, each point tied to a passage; with an id of a series, as a further version beside the older ones.',
  input: seriesFixed.extend({
    series: idOf('series').optional(),
    /** Whether the figures are counts of persons; left out: what was declared before stands. */
    counts: z.enum(COUNTED).optional(),
    step: z.enum(STEPS).default('month'),
    vintage: edtfText.nullable().default(null),
    note: z.string().max(2000).nullable().default(null),
    points: z
      .array(
        point.extend({
          from: z.strictObject({ passage: idOf('passage'), cell: point.shape.from.shape.cell.default(null) }),
          vintage: edtfText.nullable().default(null),
        }),
      )
      .max(20_000)
      .default([]),
  }),
  example: {
    measure: 'Detections of crossings',
    unit: 'detections',
    step: 'month',
    definition: 'Crossings between border posts, not persons.',
    counts: 'persons',
    points: [{ at: '2031-07', value: '3236', from: { passage: `pas_${ZERO}` } }],
  },
  load: async (look, input) => ({
    ...(await exhibitsBehind(
      look,
      input.points.map((one) => one.from.passage),
    )),
    before: input.series === undefined ? null : await seriesVersion(look, input.series),
  }),
  decide({ series, counts, ...said }, { missing, exhibits, before }, act) {
    mustKnow(missing);
    if (series !== undefined && before === undefined) throw seriesUnknown(series);
    if (before != null && (before.unit !== said.unit || before.step !== said.step))
      throw new Refusal(
        'FLOWS_UNIT_CHANGED',
        `This series is in ${before.unit} by ${before.step}; ${said.unit} by ${said.step} would be another series. Fix it without an id, and declare a switch if one follows the other.`,
      );
    const times = said.points.map((one) => one.at);
    const twice = times.find((at, i) => times.indexOf(at) !== i);
    if (twice !== undefined)
      throw new Refusal(
        'FLOWS_POINT_TWICE',
        `Two points are of ${twice}. Figures of different vintages are different versions of the series.`,
        { at: twice },
      );
    const subject = series ?? act.newId('series');
    return [
      { kind: 'series.fixed', subject, refs: exhibits, said },
      ...(counts === undefined ? [] : [{ kind: 'series.declared', subject, said: { counts, ground: null } }]),
    ];
  },
});

export const SERIES_COMMANDS: readonly Command[] = [
  fixSeries,
  command({
    name: 'series.declare',
    summary:
      'Declare whether the figures of a series are counts of persons: small ones are hidden in what leaves the house.',
    input: z.strictObject({
      series: idOf('series'),
      ...seriesDeclared.shape,
      ground: seriesDeclared.shape.ground.default(null),
    }),
    example: { series: `ser_${ZERO}`, counts: 'persons' },
    load: (look, input) => seriesVersion(look, input.series),
    decide({ series, ...said }, known) {
      if (known === undefined) throw seriesUnknown(series);
      return [{ kind: 'series.declared', subject: series, said }];
    },
  }),
  command({
    name: 'series.switch',
    summary:
      'Declare that from a day on a series counts something else, such as crossings and then attempts turned back.',
    input: z.strictObject({
      series: idOf('series'),
      ...seriesSwitched.shape,
      continuesAs: idOf('series').nullable().default(null),
      passages: z.array(idOf('passage')).max(100).default([]),
    }),
    example: {
      series: `ser_${ZERO}`,
      on: '2021-08-03',
      reason: 'From this day people are turned back and counted as attempts.',
    },
    load: async (look, input) => ({
      ...(await exhibitsBehind(look, input.passages)),
      series: await seriesVersion(look, input.series),
      next: input.continuesAs === null ? null : await seriesVersion(look, input.continuesAs),
    }),
    decide({ series, ...said }, state) {
      mustKnow(state.missing);
      if (state.series === undefined) throw seriesUnknown(series);
      if (state.next === undefined) throw seriesUnknown(said.continuesAs ?? '');
      return [
        {
          kind: 'series.switched',
          subject: series,
          refs: [...state.exhibits, ...(said.continuesAs === null ? [] : [said.continuesAs])],
          said,
        },
      ];
    },
  }),
  command({
    name: 'series.guard',
    summary:
      'Set under which number figures of a series are hidden in what leaves the house; 0 for figures that others have published.',
    input: z.strictObject({
      series: idOf('series'),
      least: seriesGuarded.shape.least.default(USUAL_LEAST),
      total: idOf('series').nullable().default(null),
      ground: seriesGuarded.shape.ground,
    }),
    example: {
      series: `ser_${ZERO}`,
      least: 5,
      ground: 'Persons of one nationality on one day could be recognised.',
    },
    load: async (look, input) => ({
      series: await seriesVersion(look, input.series),
      total: input.total === null ? null : await seriesVersion(look, input.total),
    }),
    decide({ series, ...said }, state) {
      if (state.series === undefined) throw seriesUnknown(series);
      if (state.total === undefined || said.total === series) throw seriesUnknown(said.total ?? '');
      return [
        {
          kind: 'series.guarded',
          subject: series,
          refs: said.total === null ? [] : [said.total],
          said,
        },
      ];
    },
  }),
];
