// A passage in the form that other programs read: a W3C Web Annotation with its selectors.
import type { JsonObject, JsonValue } from '../../base/json.ts';
import type { Place } from './types.ts';

export interface Annotated {
  readonly id: string;
  readonly place: Place;
  readonly pin: string;
  /** In clear; a sealed passage is exported only where it was opened. */
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly language: string | undefined;
}

/** What the passage stands in. `digest`: SHA-256 (hex) of the original's bytes, where it may be told. */
export interface AnnotationTarget {
  readonly exhibit: string;
  readonly mediaType: string | null;
  readonly digest: string | null;
}

/**
 * W3C Web Annotation Data Model, 4.2: TextQuoteSelector and TextPositionSelector for words; FragmentSelector for a page
 * (RFC 8118), an area (`xywh`, Media Fragments 1.0), a stretch of time (`t`), rows of a table (RFC 7111).
 * Text positions are UTF-16 units of the reading's text, page boxes whole points.
 */
export function annotationOf(passage: Annotated, target: AnnotationTarget): JsonObject {
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `urn:probata:${passage.id}`,
    type: 'Annotation',
    motivation: 'highlighting',
    body: { type: 'TextualBody', purpose: 'identifying', value: passage.pin },
    target: {
      source: target.digest === null ? `urn:probata:${target.exhibit}` : `urn:sha256:${target.digest}`,
      ...(target.mediaType === null ? {} : { format: target.mediaType }),
      ...(passage.language === undefined ? {} : { language: passage.language }),
      selector: selectorsOf(passage),
    },
  };
}

function selectorsOf({ place, quote, prefix, suffix }: Annotated): JsonValue[] {
  if (place.by === 'whole') return [];
  if (place.by === 'time')
    return [
      fragment('http://www.w3.org/TR/media-frags/', `t=${seconds(place.fromMs)},${seconds(place.toMs)}`),
    ];
  if (place.by === 'area') return [areaOn(place.page, place.box)];
  const selectors: JsonValue[] = [
    { type: 'TextQuoteSelector', exact: quote, prefix, suffix },
    { type: 'TextPositionSelector', start: place.start, end: place.end },
  ];
  for (const { page, box } of place.boxes ?? []) selectors.push(areaOn(page, box));
  if (place.boxes === undefined && place.page !== undefined)
    selectors.push(fragment('http://tools.ietf.org/rfc/rfc8118', `page=${place.page}`));
  if (place.time !== undefined)
    selectors.push(
      fragment(
        'http://www.w3.org/TR/media-frags/',
        `t=${seconds(place.time.fromMs)},${seconds(place.time.toMs)}`,
      ),
    );
  for (const [sheet, cells] of Map.groupBy(place.cells ?? [], (cell) => cell.sheet)) {
    const rows = cells.map((cell) => cell.row);
    const columns = cells.map((cell) => cell.col);
    const corner = (row: number, column: number): string => `${row},${column}`;
    const value = `cell=${corner(Math.min(...rows), Math.min(...columns))}-${corner(Math.max(...rows), Math.max(...columns))}`;
    selectors.push({
      ...fragment('http://tools.ietf.org/rfc/rfc7111', value),
      ...(sheet === '' ? {} : { sheet }),
    });
  }
  return selectors;
}

function areaOn(
  page: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
): JsonObject {
  const points = (hundredths: number): number => Math.round(hundredths / 100);
  const xywh = [left, top, right - left, bottom - top].map(points).join(',');
  return {
    ...fragment('http://tools.ietf.org/rfc/rfc8118', `page=${page}`),
    refinedBy: fragment('http://www.w3.org/TR/media-frags/', `xywh=${xywh}`),
  };
}

function fragment(conformsTo: string, value: string): JsonObject {
  return { type: 'FragmentSelector', conformsTo, value };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3).replace(/\.?0+$/, '');
}
