// Exports the order of proof: one page for each element as PDF and for Word, and the same as a table for spreadsheets.
import { utf8 } from '@probata/seal';
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import { isSealed } from '../../base/sealed.ts';
import { dateInWords } from '../../base/time/index.ts';
import {
  allegationIn,
  daysOf,
  elementNames,
  evaluate,
  extrasOf,
  houseWords,
  orderCsv,
  orderDocument,
  orderOfProof,
  orderTypst,
} from '../../rooms/proof/index.ts';
import { passagesByIds } from '../../rooms/reading/index.ts';
import { citationsOf } from '../../rooms/record/index.ts';
import type { House } from '../house.ts';
import { task } from '../task.ts';

export const proofOrder = task({
  name: 'proof.order',
  summary:
    'Write the order of proof: one page for each element, with facts, passages, pins and statuses (PDF, Word, CSV).',
  input: z.strictObject({
    /** Left out: all. */
    allegation: idOf('allegation').optional(),
    standard: z.string().optional(),
    /** Where the folder is written; left out: beside the filings of the matter. */
    out: z.string().min(1).optional(),
    /** The day on the pages; left out: today. */
    date: z.iso.date().optional(),
  }),
  output: z.object({
    folder: z.string(),
    elements: z.number(),
    pdf: z.object({ name: z.string(), sha256: z.string(), bytes: z.number() }),
    docx: z.object({ name: z.string(), sha256: z.string(), bytes: z.number() }),
    csv: z.object({ name: z.string(), sha256: z.string(), bytes: z.number() }),
  }),
  example: { allegation: `alg_${'0'.repeat(26)}` },
  power: null,
  async run(house, given, watch) {
    const { look } = house.ledger;
    const named = await elementNames(look);
    const extras = await extrasOf(look);
    const made = await daysOf(look);
    const words = await houseWords(look);
    const quotes = await quotesOf(house);
    const { title } = (await house.ask('matter.show', {})) as { readonly title: string };
    const evaluation = await evaluate(look, given.standard);
    const allegations =
      given.allegation === undefined
        ? evaluation.index.allegations
        : [allegationIn(evaluation, given.allegation)];
    const obligations = new Map([...extras].map(([id, { obligation }]) => [id, obligation]));
    const pages = orderOfProof(evaluation, allegations, { named, obligations, made, quotes, words });
    const now = house.clock.now();
    const date = given.date ?? now.slice(0, 10);
    const head = { title, date: dateInWords(date), words };
    watch.progress({ stage: 'typesetting', done: 0, all: pages.length, errors: 0 });
    const pdf = await house.renderer.pdf({
      source: orderTypst(pages, head),
      files: {},
      at: `${date}T00:00:00.000Z`,
      standard: 'plain',
    });
    const folder = house.outgoing.begin(given.out ?? house.outgoing.place(`order-of-proof-${date}`));
    try {
      const pdfSaid = folder.write('order-of-proof.pdf', [pdf]);
      const parts = orderDocument(pages, head).map(({ name, text }) => ({ name, content: utf8(text) }));
      const docxSaid = folder.write('order-of-proof.docx', [house.outgoing.zip(parts)]);
      const csvSaid = folder.write('order-of-proof.csv', [utf8(orderCsv(pages, words))]);
      watch.progress({ stage: 'written', done: pages.length, all: pages.length, errors: 0 });
      return {
        folder: folder.finish(),
        elements: pages.length,
        pdf: { name: 'order-of-proof.pdf', ...pdfSaid },
        docx: { name: 'order-of-proof.docx', ...docxSaid },
        csv: { name: 'order-of-proof.csv', ...csvSaid },
      };
    } catch (thrown) {
      folder.abandon();
      throw thrown;
    }
  },
});

/** The words of each cited passage, by citation; what is under seal is not written out. */
async function quotesOf(house: House): Promise<ReadonlyMap<string, string>> {
  const { look } = house.ledger;
  const citations = await citationsOf(look);
  const passages = await passagesByIds(look, [...new Set(citations.map((one) => one.passage as string))]);
  return new Map(
    citations.flatMap((citation): [string, string][] => {
      const quote: unknown = passages.get(citation.passage)?.quote;
      if (typeof quote !== 'string' || isSealed(quote)) return [];
      return [[citation.id, quote.length > 600 ? `${quote.slice(0, 600)} …` : quote]];
    }),
  );
}
