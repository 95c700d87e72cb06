// Says how a passage stands in the newest reading of its exhibit: exact, found again and to be looked at, or lost.
import type { Extraction } from '../../ports/extractor.ts';
import type { Span } from './locate.ts';
import { placeOf } from './pages.ts';
import { type Occurrence, refind, type Searchable } from './refind.ts';
import type { Place } from './types.ts';

/** A passage in a reading. `pin` and `place` are those of the reading, which a person may confirm. */
export type Stand =
  | { readonly state: 'exact'; readonly span: Span; readonly place: Place; readonly pin: string }
  | {
      readonly state: 'refound';
      readonly span: Span;
      readonly place: Place;
      readonly pin: string;
      readonly likeness: number;
    }
  | { readonly state: 'lost' };

/**
 * `exact` means that what is printed still holds: the same words amid the same words, cited by the same page, line or
 * row. The same words under another pin are `refound`: the footnote would be wrong until somebody has looked.
 */
export function standOf(
  extraction: Extraction,
  text: Searchable,
  mark: {
    readonly place: Place;
    readonly pin: string;
    readonly quote: string;
    readonly prefix: string;
    readonly suffix: string;
    readonly occurrence?: Occurrence | undefined;
  },
  isSealed: boolean,
): Stand {
  if (mark.place.by !== 'text') return { state: 'lost' };
  const { quote, prefix, suffix, occurrence } = mark;
  const found = refind(text, {
    span: mark.place,
    quote,
    prefix,
    suffix,
    ...(occurrence === undefined ? {} : { occurrence }),
  });
  if (found.state === 'lost') return found;
  const { place, pin } = placeOf(extraction, found.span, isSealed);
  if (found.state === 'exact' && pin === mark.pin) return { ...found, place, pin };
  const likeness = found.state === 'exact' ? 1 : found.likeness;
  return { state: 'refound', span: found.span, place, pin, likeness };
}
