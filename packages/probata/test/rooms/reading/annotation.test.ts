import { describe, expect, test } from 'vitest';
import { annotationOf } from '../../../src/rooms/reading/annotation.ts';
import type { Place } from '../../../src/rooms/reading/types.ts';

const target = { exhibit: 'exh_1', mediaType: 'application/pdf', digest: 'ab' };
const selectors = (place: Place): unknown => {
  const passage = {
    id: 'pas_1',
    place,
    pin: 'p. 3',
    quote: 'words',
    prefix: 'the ',
    suffix: '.',
    language: 'en',
  };
  const { target: made } = annotationOf(passage, target) as { target: { selector: unknown } };
  return made.selector;
};

describe('a passage as a Web Annotation', () => {
  test('names its source by the digest of the original', () => {
    const passage = {
      id: 'pas_1',
      place: { by: 'whole' as const },
      pin: 'whole',
      quote: '',
      prefix: '',
      suffix: '',
    };
    expect(annotationOf({ ...passage, language: undefined }, target)).toMatchObject({
      type: 'Annotation',
      target: { source: 'urn:sha256:ab', format: 'application/pdf', selector: [] },
    });
  });

  test('of words has quote, position, and the areas of its lines', () => {
    expect(
      selectors({
        by: 'text',
        start: 5,
        end: 10,
        page: 3,
        boxes: [{ page: 3, box: [7200, 10000, 14400, 11250] }],
      }),
    ).toEqual([
      { type: 'TextQuoteSelector', exact: 'words', prefix: 'the ', suffix: '.' },
      { type: 'TextPositionSelector', start: 5, end: 10 },
      expect.objectContaining({
        value: 'page=3',
        refinedBy: expect.objectContaining({ value: 'xywh=72,100,72,13' }),
      }),
    ]);
  });

  test('of cells and of a stretch of time has fragments by their own rules', () => {
    expect(
      selectors({
        by: 'text',
        start: 0,
        end: 2,
        cells: [
          { sheet: '', row: 12, col: 1 },
          { sheet: '', row: 13, col: 4 },
        ],
      }),
    ).toContainEqual(expect.objectContaining({ value: 'cell=12,1-13,4' }));
    expect(selectors({ by: 'time', fromMs: 75_000, toMs: 80_250 })).toEqual([
      expect.objectContaining({ value: 't=75,80.25' }),
    ]);
  });
});
