// Writes a view of the chronology for Word and as PDF: dates, facts and pinpoints; the Word document keeps the id of each fact.
import { utf8 } from '@probata/seal';
import { z } from 'zod';
import { isSealed, type Sealable } from '../../base/sealed.ts';
import { readText } from '../../base/texts.ts';
import { dateInWords } from '../../base/time/index.ts';
import {
  type ChronologyLine,
  chronologyDocument,
  chronologyTypst,
  type GridRow,
  gridFilter,
  gridOf,
  rowsOf,
} from '../../rooms/proof/index.ts';
import { task } from '../task.ts';

/** Rows read at once. */
const STRETCH = 500;

export const chronologyExport = task({
  name: 'chronology.export',
  summary:
    'Write a view of the chronology for Word, with footnoted pinpoints, and as PDF; every fact of the view, in its order.',
  input: z.strictObject({
    ...gridFilter,
    /** Where the folder is written; left out: beside the filings of the matter. */
    out: z.string().min(1).optional(),
  }),
  output: z.object({
    folder: z.string(),
    facts: z.number(),
    docx: z.object({ name: z.string(), sha256: z.string(), bytes: z.number() }),
    pdf: z.object({ name: z.string(), sha256: z.string(), bytes: z.number() }),
  }),
  example: { tag: ['flights'] },
  power: null,
  async run(house, { out, ...asked }, watch) {
    const { look } = house.ledger;
    const { lines, found, elements } = await gridOf(look, asked);
    const { title, notice } = (await house.ask('matter.show', {})) as {
      readonly title: string;
      readonly notice: string | null;
    };
    const told: ChronologyLine[] = [];
    for (let i = 0; i < found.order.length && !watch.signal.aborted; i += STRETCH) {
      const ids = [...found.order.subarray(i, i + STRETCH)].flatMap((at) => lines[at]?.id ?? []);
      told.push(...(await rowsOf(look, ids, elements)).map(lineOf));
      watch.progress({ stage: 'reading', done: told.length, all: found.order.length, errors: 0 });
    }
    const date = house.clock.now().slice(0, 10);
    const head = {
      title,
      notice,
      date: dateInWords(date),
      view: found.order.length === found.all ? '' : `${found.order.length} of ${found.all} facts.`,
    };
    const parts = chronologyDocument(told, head);
    watch.progress({ stage: 'typesetting', done: 0, all: told.length, errors: 0 });
    const pdf = await house.renderer.pdf({
      source: chronologyTypst(told, head),
      files: {},
      at: `${date}T00:00:00.000Z`,
      standard: 'plain',
    });
    const folder = house.outgoing.begin(out ?? house.outgoing.place(`chronology-${date}`));
    try {
      const docxSaid = folder.write('chronology.docx', [
        house.outgoing.zip(parts.map(({ name, text }) => ({ name, content: utf8(text) }))),
      ]);
      const pdfSaid = folder.write('chronology.pdf', [pdf]);
      return {
        folder: folder.finish(),
        facts: told.length,
        docx: { name: 'chronology.docx', ...docxSaid },
        pdf: { name: 'chronology.pdf', ...pdfSaid },
      };
    } catch (thrown) {
      folder.abandon();
      throw thrown;
    }
  },
});

function lineOf(row: GridRow): ChronologyLine {
  const plain = (value: Sealable<string>, otherwise: string): string => (isSealed(value) ? otherwise : value);
  return {
    id: row.id,
    date: row.words,
    fact: isSealed(row.statement) ? '[sealed]' : readText(row.statement, 'en').text,
    where: row.where,
    // One passage that is cited for two origins is one pinpoint to a reader.
    sources: [
      ...new Set(
        row.citations
          .filter((one) => one.live && one.bearing !== 'context')
          .toSorted((a, b) => Number(a.bearing === 'contradicts') - Number(b.bearing === 'contradicts'))
          .map((one) => {
            const pin = one.pin === null || one.pin === 'whole' ? '' : `, ${one.pin}`;
            return one.bearing === 'contradicts'
              ? `Against: ${plain(one.title, 'sealed exhibit')}${pin}`
              : `${plain(one.title, 'Sealed exhibit')}${pin}`;
          }),
      ),
      ...(row.source === null ? [] : [`Public source, no exhibit held: ${row.source}`]),
    ],
  };
}
