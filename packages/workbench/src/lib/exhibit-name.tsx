// The name of an exhibit wherever it is mentioned, and the way to it.
import { Link } from '@tanstack/react-router';
import type { ExhibitCard } from 'probata/contract';
import { taken } from './brought.ts';
import { useMatter } from './matter.ts';
import { useAsk } from './use-ask.ts';

/** A link to the exhibit under its own title; a sealed one is called by its entry. */
export function ExhibitLink({
  exhibit,
  search = {},
  passage,
}: {
  readonly exhibit: string;
  readonly search?: Readonly<Record<string, string>>;
  /** The passage that is shown when one points at the link. */
  readonly passage?: string;
}) {
  const matter = useMatter();
  const card = useAsk<ExhibitCard>('exhibit.show', { exhibit });
  return (
    <Link
      to="/$matter/exhibits"
      params={{ matter }}
      search={{ exhibit, ...search }}
      {...(passage === undefined ? {} : { 'data-preview': passage })}
      {...(passage === undefined ? taken('exhibit', exhibit) : taken('passage', passage))}
    >
      <bdi>{card.data === undefined ? 'The exhibit' : nameOf(card.data.exhibit)}</bdi>
    </Link>
  );
}

/** The title, or for a sealed one what may be said of it. */
export function nameOf(line: {
  readonly title: unknown;
  readonly shown: string;
  readonly seq: number;
}): string {
  return typeof line.title === 'string' ? line.shown : `Sealed exhibit, entry ${line.seq}`;
}
