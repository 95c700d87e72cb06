// A passage by the exhibit it stands in, its pinpoint and its words; a press lands on the words.

import type { Passage } from 'probata/contract';
import { taken } from '../../lib/brought.ts';
import { ExhibitLink } from '../../lib/exhibit-name.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { orSealed } from '../../lib/words.ts';

/** The link and the quote under it. */
export function PassageLink({ passage }: { readonly passage: string }) {
  const found = useAsk<{ passage: Passage | null }>('passage.show', { passage });
  const shown = found.data?.passage;
  if (shown == null) return null;
  const page = 'page' in shown.place ? shown.place.page : undefined;
  return (
    <div className="cited" {...taken('passage', passage)}>
      <ExhibitLink
        exhibit={shown.exhibit}
        passage={passage}
        search={{ passage, ...(page === undefined ? {} : { page: String(page) }) }}
      />
      <span className="pin">{shown.pin === 'whole' ? '' : `, ${shown.pin}`}</span>
      {shown.quote !== '' && (
        <blockquote className="snippet" dir="auto">
          {typeof shown.quote === 'string'
            ? `“${shown.quote}”`
            : orSealed(shown.quote, 'Sealed words: open the exhibit to read them')}
        </blockquote>
      )}
    </div>
  );
}
