// What the chosen words seem to say, offered beside the fact that is written: a press takes it over, nothing is entered.
import { useTask } from '../lib/use-ask.ts';
import type { Span } from './types.ts';

export interface Aids {
  readonly dates: readonly (Span & {
    readonly text: string;
    readonly edtf: string;
    readonly isUnclear: boolean;
  })[];
  readonly amounts: readonly (Span & { readonly asWritten: string })[];
  readonly actors: readonly (Span & { readonly text: string; readonly actor: string })[];
  readonly names: readonly (Span & { readonly text: string })[];
  readonly places: readonly (Span & { readonly text: string })[];
  readonly statements: readonly (Span & {
    readonly speaker: string;
    readonly verb: string;
    readonly said: string;
  })[];
}

/** What is proposed for a stretch of an open exhibit. Of sealed ones nothing is asked: each look would be an entry. */
export function useAids(exhibit: string, span: Span | undefined, isWanted: boolean): Aids | undefined {
  const found = useTask<Aids>(
    'passage.aids',
    { exhibit, start: span?.start ?? 0, end: span?.end ?? 1 },
    isWanted && span !== undefined,
  );
  return span === undefined || found.isPlaceholderData ? undefined : found.data;
}

interface ChipsProps {
  readonly label: string;
  readonly chips: readonly {
    readonly key: string;
    readonly words: string;
    readonly hint?: string;
    readonly isOn?: boolean;
  }[];
  readonly take: (key: string) => void;
}

/** A row of proposals; each is a button. */
export function Chips({ label, chips, take }: ChipsProps) {
  if (chips.length === 0) return null;
  return (
    <div className="aid-chips" role="group" aria-label={label}>
      {chips.map(({ key, words, hint, isOn }) => (
        <button
          type="button"
          key={key}
          title={hint}
          {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
          onClick={() => take(key)}
        >
          <bdi>{words}</bdi>
        </button>
      ))}
    </div>
  );
}

/** Each text once, in the order in which they stand. */
export function once<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = keyOf(one);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
