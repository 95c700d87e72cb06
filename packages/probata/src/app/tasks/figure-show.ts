// Shows figures of the matter, drawn as they are printed, and writes one of them for papers: PDF, Word, SVG and table.
import { utf8 } from '@probata/seal';
import { z } from 'zod';
import { figureCsv } from '../../base/figure/csv.ts';
import { figureDocument } from '../../base/figure/docx.ts';
import { svgText } from '../../base/figure/svg.ts';
import { drawn, FIGURE_NAMES, figure } from '../../base/figure/types.ts';
import { figurePage } from '../../base/figure/typst.ts';
import { dateInWords, parseDay } from '../../base/time/index.ts';
import { eventsOf, PAPER_WIDTH, pictureOf } from '../drawings.ts';
import { figureOf, figuresOf } from '../figures.ts';
import { task } from '../task.ts';

const ZERO = '0'.repeat(26);
/** A series, an estimate, a head, or `claim`. */
const of = z
  .string()
  .regex(
    /^(?:(?:ser|est|head)_[0-9a-z]{26}|claim)$/,
    'must be the id of a series, an estimate or a head, or the word claim',
  );
const events = z
  .array(
    z.strictObject({
      on: z.string().refine(
        (day) => {
          try {
            parseDay(day);
            return true;
          } catch {
            return false;
          }
        },
        { error: 'must be a day such as 2031-05-26' },
      ),
      label: z.string().trim().min(1).max(120),
    }),
  )
  .max(20)
  .default([]);

export const figureList = task({
  name: 'figure.list',
  summary: 'The figures that the matter can show now: of series, of estimates and of the claim.',
  input: z.strictObject({ of: of.optional() }),
  output: z.object({
    figures: z.array(z.object({ figure: z.enum(FIGURE_NAMES), of: z.string(), title: z.string() })),
  }),
  example: {},
  power: null,
  run: async (house, given) => ({ figures: [...(await figuresOf(house, given.of))] }),
});

export const figureShow = task({
  name: 'figure.show',
  summary: 'One figure: its sentence, source, notes and table, and the drawing as a tree of shapes.',
  input: z.strictObject({
    figure: z.enum(FIGURE_NAMES),
    of,
    /** Days to be marked with their words. */
    events,
    /** Left out: no drawing, for those who read. Otherwise its width in CSS pixels. */
    width: z.number().int().min(320).max(1600).optional(),
  }),
  output: z.object({
    shown: figure.omit({ picture: true }),
    drawing: z.object({ width: z.number(), height: z.number(), root: drawn }).nullable(),
  }),
  example: { figure: 'series', of: `ser_${ZERO}` },
  power: null,
  async run(house, given) {
    const made = await figureOf(house, given.figure, given.of, eventsOf(given.events));
    const { picture: _picture, ...shown } = made;
    return { shown, drawing: given.width === undefined ? null : house.drawer.draw(made, given.width) };
  },
});

const file = z.object({ name: z.string(), sha256: z.string(), bytes: z.number() });

export const figureExport = task({
  name: 'figure.export',
  summary: 'Write a figure with its table and its sentence: PDF and Word with vectors, SVG, and CSV.',
  input: z.strictObject({
    figure: z.enum(FIGURE_NAMES),
    of,
    events,
    /** Where the folder is written; left out: beside the filings of the matter. */
    out: z.string().min(1).optional(),
    /** The day on the pages; left out: today. */
    date: z.iso.date().optional(),
  }),
  output: z.object({ folder: z.string(), pdf: file, docx: file, svg: file, csv: file }),
  example: { figure: 'series', of: `ser_${ZERO}` },
  power: null,
  async run(house, given, watch) {
    const made = await figureOf(house, given.figure, given.of, eventsOf(given.events), true);
    const drawing = house.drawer.draw(made, PAPER_WIDTH);
    const svg = svgText(drawing);
    const date = given.date ?? house.clock.now().slice(0, 10);
    const { title, notice } = (await house.ask('matter.show', {})) as {
      title: string;
      notice?: string | null;
    };
    const head = [title, dateInWords(date), notice ?? ''].filter((part) => part !== '').join(' · ');
    const name = `${given.figure}-${given.of.slice(-8)}`;
    watch.progress({ stage: 'drawing', done: 0, all: 3, errors: 0 });
    const png = await pictureOf(house, svg, drawing.width, drawing.height, `${date}T00:00:00.000Z`);
    watch.progress({ stage: 'typesetting', done: 1, all: 3, errors: 0 });
    watch.signal.throwIfAborted();
    const pdf = await house.renderer.pdf({
      source: figurePage(made, 'figure.svg', head),
      files: { 'figure.svg': utf8(svg) },
      at: `${date}T00:00:00.000Z`,
      standard: 'plain',
    });
    watch.progress({ stage: 'writing', done: 2, all: 3, errors: 0 });
    const parts = figureDocument(made, drawing, { svg, png }, head).map(({ name: part, content }) => ({
      name: part,
      content: typeof content === 'string' ? utf8(content) : content,
    }));
    const folder = house.outgoing.begin(given.out ?? house.outgoing.place(`figure-${name}-${date}`));
    try {
      const write = (ending: string, bytes: Uint8Array) => ({
        name: `${given.figure}.${ending}`,
        ...folder.write(`${given.figure}.${ending}`, [bytes]),
      });
      const said = {
        pdf: write('pdf', pdf),
        docx: write('docx', house.outgoing.zip(parts)),
        svg: write('svg', utf8(svg)),
        csv: write('csv', utf8(figureCsv(made))),
      };
      watch.progress({ stage: 'written', done: 3, all: 3, errors: 0 });
      return { folder: folder.finish(), ...said };
    } catch (thrown) {
      folder.abandon();
      throw thrown;
    }
  },
});
