// Whether a series counts persons is asked when it is made; what its words propose stands beside it, as a proposal only.
import { useEffect, useRef, useState } from 'react';
import { Field } from '../../lib/form.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import type { Counted, Proposed } from './types.ts';

const NAMES = ['measure', 'unit', 'definition'] as const;
type Words = Readonly<Record<(typeof NAMES)[number], string>>;

/** The question and its two answers; nothing is chosen beforehand unless it was declared before. */
export function CountsField({
  declared,
  proposed,
}: {
  readonly declared?: Counted | null;
  /** The proposal for a series that is there already; left out: asked for as its words are typed. */
  readonly proposed?: Proposed;
}) {
  const field = useRef<HTMLSelectElement>(null);
  const [words, setWords] = useState<Words>();
  // The words stand in fields of the same form, which keeps them itself; they are read when one of them is left.
  useEffect(() => {
    const form = field.current?.form;
    if (form == null) return;
    const read = (): void => {
      const given = new FormData(form);
      const [measure, unit, definition] = NAMES.map((name) => String(given.get(name) ?? '').trim());
      setWords(measure && unit ? { measure, unit, definition: definition || measure } : undefined);
    };
    read();
    form.addEventListener('change', read);
    return () => form.removeEventListener('change', read);
  }, []);
  const found = useAsk<Proposed>('series.counts', words, words !== undefined);
  const proposal = proposed ?? (words === undefined ? undefined : found.data);
  return (
    <Field
      label="Do its figures count persons?"
      hint={
        proposal === undefined
          ? 'Counts of persons under five are hidden in what leaves the house.'
          : proposalWords(proposal)
      }
      wide
    >
      <select name="counts" required defaultValue={declared ?? ''} ref={field}>
        <option value="">Say which…</option>
        <option value="persons">Yes: persons, or acts of single persons such as attempts</option>
        <option value="other">No: something else, such as flights, money or a share</option>
      </select>
    </Field>
  );
}

/** A proposal as a sentence that cannot be taken for a fact. */
export function proposalWords({ taken, why }: Proposed): string {
  return `Proposed from its words, for you to decide: ${taken === 'persons' ? 'yes' : 'no'}, since ${why}.`;
}
