// Choosing an origin of information among many: a field that proposes as one types, from one list for all such fields.
import { memo } from 'react';
import { counted } from '../../lib/words.ts';
import type { Units } from './types.ts';

const LIST = 'origins-known';

/** Drawn once: a case may rest on thousands of origins. */
export const OriginOptions = memo(function OriginOptions({ units }: { readonly units: Units | undefined }) {
  return (
    <datalist id={LIST}>
      {units?.origins
        .toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))
        .map((one) => (
          <option key={one.id} value={one.id}>
            {counted(one.exhibits, 'exhibit')}
          </option>
        ))}
    </datalist>
  );
});

/** Whether the case knows such an origin. */
export function isKnown(units: Units | undefined, origin: string): boolean {
  return units?.origins.some((one) => one.id === origin) ?? false;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choose: (origin: string) => void;
}

export function OriginChoice({ label, value, choose }: ChoiceProps) {
  return (
    <label>
      <span className="small">{label}</span>
      <input
        list={LIST}
        value={value}
        placeholder="Type or choose an origin"
        spellCheck={false}
        onChange={(event) => choose(event.target.value)}
      />
    </label>
  );
}
