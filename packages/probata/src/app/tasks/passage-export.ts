// Hands passages to other programs as W3C Web Annotations, each with the selectors by which it can be found again.
import { z } from 'zod';
import { idOf } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import { isSealed, type Sealable } from '../../base/sealed.ts';
import { annotationOf, passagesOf } from '../../rooms/reading/index.ts';
import { task } from '../task.ts';
import { findExhibit, noteReading } from './exhibit-bytes.ts';

export const passageExport = task({
  name: 'passage.export',
  summary: 'The passages of an exhibit as W3C Web Annotations (JSON-LD).',
  input: z.strictObject({
    exhibit: idOf('exhibit'),
    /** Why a sealed exhibit is opened; that it was, is entered. */
    reason: z.string().min(1).max(500).default('exporting passages'),
  }),
  output: z.object({
    '@context': z.string(),
    type: z.literal('AnnotationCollection'),
    total: z.number(),
    items: z.array(z.record(z.string(), z.unknown())),
  }),
  example: { exhibit: `exh_${'0'.repeat(26)}` },
  power: null,
  async run(house, { exhibit, reason }) {
    const opened = await findExhibit(house, exhibit);
    await noteReading(house, opened, reason);
    const marks = (await passagesOf(house.ledger.look, exhibit)).filter((mark) => !mark.withdrawn);
    const texts = marks.flatMap((mark): Sealable<string>[] => [mark.quote, mark.prefix, mark.suffix]);
    const opens = await house.ledger.reveal(texts.filter(isSealed), reason);
    const plain = (value: Sealable<string>): string =>
      isSealed(value) ? String(opens.get(value.ref) ?? '') : value;
    const isOpen = opened.exhibit.compartment === null;
    const items = marks.map(
      (mark): JsonObject =>
        annotationOf(
          {
            ...mark,
            quote: plain(mark.quote),
            prefix: plain(mark.prefix),
            suffix: plain(mark.suffix),
            language: opened.exhibit.language ?? undefined,
          },
          {
            exhibit,
            mediaType: opened.exhibit.mediaType,
            digest: isOpen ? (opened.object?.digest ?? null) : null,
          },
        ),
    );
    return {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      type: 'AnnotationCollection' as const,
      total: items.length,
      items,
    };
  },
});
