// What a figure is before it is drawn: what it shows, the sentence that says it in words, its source, and its table.
import { z } from 'zod';

/** Colours by what they mean, from the palette of docs/house.md: never the only thing that tells two marks apart. */
export const tone = z.enum(['ink', 'muted', 'accent', 'ochre']);
export type Tone = z.output<typeof tone>;

/** A day number (days since 1 January 1970) on an axis of time, else a plain number. */
const x = z.number();

/** What a mark stands on: the words said of it, and the passage or estimate that it leads to. */
const tie = {
  said: z.string().optional(),
  leads: z.string().optional(),
};

export const mark = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('line'),
    tone,
    weight: z.enum(['thin', 'plain', 'heavy']),
    dashed: z.boolean(),
    /** Steps keep a value until the next one: for means between breaks. */
    stepped: z.boolean(),
    label: z.string().nullable(),
    /** A null breaks the line: nothing is drawn where nothing is known. */
    points: z.array(z.object({ x, y: z.number().nullable() })),
  }),
  z.object({
    is: z.literal('dots'),
    tone,
    shape: z.enum(['disc', 'ring', 'square', 'cross']),
    label: z.string().nullable(),
    points: z.array(z.object({ x, y: z.number(), ...tie })),
  }),
  /** A range over time, at 15 % ink. */
  z.object({
    is: z.literal('band'),
    tone,
    label: z.string().nullable(),
    points: z.array(z.object({ x, low: z.number(), high: z.number() })),
  }),
  /** A range of one point: a whisker. */
  z.object({
    is: z.literal('spans'),
    tone,
    points: z.array(z.object({ x, low: z.number(), high: z.number(), ...tie })),
  }),
  /** Upright lines from zero: for correlations by lag. */
  z.object({
    is: z.literal('stems'),
    tone,
    points: z.array(z.object({ x, y: z.number(), ...tie })),
  }),
  /** A level across the figure, with its words. */
  z.object({
    is: z.literal('level'),
    tone,
    y: z.number(),
    label: z.string().nullable(),
    dashed: z.boolean(),
  }),
]);
export type Mark = z.output<typeof mark>;

/** Something that happened at a time: a thin labelled rule; with `until`, a stretch. */
export const event = z.object({
  x,
  until: x.nullable(),
  label: z.string(),
  kind: z.enum(['event', 'switch', 'estimate']),
});
export type FigureEvent = z.output<typeof event>;

/** Marks over an axis of time or of numbers. */
export const plane = z.object({
  layout: z.literal('plane'),
  x: z.object({ kind: z.enum(['time', 'number']), label: z.string() }),
  y: z.object({
    label: z.string(),
    /** shown: the scale takes zero in; said: it does not, and the notes say so. */
    zero: z.enum(['shown', 'said']),
  }),
  marks: z.array(mark),
  events: z.array(event),
  /** Under a specification curve: which choice each run made, by the run's place. */
  choices: z.array(z.object({ group: z.string(), label: z.string(), at: z.array(x) })),
});

/** Bars that lie, one for each row: for a waterfall and a tornado. */
export const rows = z.object({
  layout: z.literal('rows'),
  x: z.object({ label: z.string() }),
  /** An upright line through all rows, with its words: the figure as pleaded. */
  level: z.object({ x, label: z.string() }).nullable(),
  rows: z.array(
    z.object({
      label: z.string(),
      bars: z.array(z.object({ from: x, to: x, tone, hollow: z.boolean(), ...tie })),
      /** Said at the end of the bar; the exact sum. */
      said: z.string(),
      strong: z.boolean(),
    }),
  ),
  /** Thin lines from the end of one bar to the next. */
  joined: z.boolean(),
});

export const FIGURE_NAMES = [
  'series',
  'envelope',
  'counterfactual',
  'change-points',
  'placebos',
  'before-after',
  'matched-pairs',
  'granger',
  'lags',
  'specifications',
  'waterfall',
  'tornado',
  'draws',
  'award',
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

export const figure = z.object({
  figure: z.enum(FIGURE_NAMES),
  /** What it is of: the id of a series, an estimate, a head, or `claim`. */
  of: z.string(),
  title: z.string(),
  /** What it shows, in words: stands above it, and is read out to those who do not see it. */
  sentence: z.string(),
  /** Where the numbers come from, and of when. Stands under it. */
  source: z.string(),
  /** Cautions that belong to it: zero left out, a switch crossed, an interpolation. */
  notes: z.array(z.string()),
  picture: z.discriminatedUnion('layout', [plane, rows]),
  table: z.object({
    columns: z.array(z.object({ name: z.string(), numbers: z.boolean() })),
    rows: z.array(
      z.object({
        cells: z.array(z.string()),
        /** The passage or estimate behind the row. */
        leads: z.string().nullable(),
      }),
    ),
  }),
});
export type Figure = z.output<typeof figure>;

/** A drawing as plain values: the same tree becomes elements on the page and SVG text in a document. */
export interface Drawn {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Drawn | string)[];
}
export const drawn: z.ZodType<Drawn> = z.lazy(() =>
  z.object({
    tag: z.string(),
    attributes: z.record(z.string(), z.string()),
    children: z.array(z.union([z.string(), drawn])),
  }),
) as z.ZodType<Drawn>;

export interface Drawing {
  /** In units of a CSS pixel. */
  readonly width: number;
  readonly height: number;
  readonly root: Drawn;
}
