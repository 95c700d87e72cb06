// The outcome of a precondition: word and shape.
import { sentence } from '../../lib/words.ts';

/** Proved, contested or missing. */
export function Outcome({ outcome }: { readonly outcome: string }) {
  const path =
    { proved: 'M8 1.5a6.5 6.5 0 1 0 .01 0z', contested: 'M3 3 13 13M3 13 13 3', missing: '' }[outcome] ?? '';
  return (
    <span className={`status ${outcome}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {outcome === 'missing' ? (
          <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        ) : (
          <path
            d={path}
            fill={outcome === 'proved' ? 'currentColor' : 'none'}
            stroke="currentColor"
            strokeWidth="2"
          />
        )}
      </svg>
      {sentence(outcome)}
    </span>
  );
}
