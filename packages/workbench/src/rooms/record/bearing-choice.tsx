// How a passage bears on a fact: for it, against it, or only beside it; said in the same words wherever it is asked.
import type { CitationShown } from 'probata/contract';
import { useId } from 'react';
import { sentence } from '../../lib/words.ts';

export type Bearing = CitationShown['bearing'];

const BEARINGS = [
  ['supports', 'supports it'],
  ['contradicts', 'speaks against it'],
  ['context', 'is context only'],
] as const satisfies readonly (readonly [Bearing, string])[];

/** As it ends a sentence: “… it speaks against it”. */
export function bearingWords(bearing: Bearing): string {
  return BEARINGS.find(([one]) => one === bearing)?.[1] ?? '';
}

interface BearingChoiceProps {
  readonly legend: string;
  readonly bearing: Bearing;
  readonly choose: (bearing: Bearing) => void;
}

export function BearingChoice({ legend, bearing, choose }: BearingChoiceProps) {
  const name = useId();
  return (
    <fieldset className="choices">
      <legend className="small">{legend}</legend>
      <div className="acts">
        {BEARINGS.map(([one, words]) => (
          <label key={one} className="tick">
            <input type="radio" name={name} checked={bearing === one} onChange={() => choose(one)} />{' '}
            {sentence(words)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
