// How a search is written: a few examples at hand, and the fields that may be asked.
import type { SavedAnswer } from './types.ts';

const WAYS: readonly (readonly [string, string])[] = [
  ['"no longer stop"', 'these words, one after another'],
  ['bord*', 'every word that begins so'],
  ['Grodno~', 'spelt nearly so'],
  ['=closed', 'this form only'],
  ['escort NEAR/8 fence', 'at most eight words between them'],
  ['wire OR fence', 'either'],
  ['-press', 'not on the page'],
  ['(wire OR fence) gate', 'brackets group'],
];

interface HelpProps {
  readonly fields: SavedAnswer['fields'];
  /** Puts an example into the search. */
  readonly use: (example: string) => void;
}

/** One line that is always there, and the rest behind it. */
export function SearchHelp({ fields, use }: HelpProps) {
  return (
    <details className="search-help">
      <summary id="search-hint">
        All words must stand on the page, in any form, case or alphabet. More ways, and fields such as{' '}
        <code>kind:mail</code>
      </summary>
      <div className="search-ways">
        <dl>
          {WAYS.map(([example, does]) => (
            <div key={example}>
              <dt>
                <button type="button" className="link" onClick={() => use(example)}>
                  <code>{example}</code>
                </button>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <dl>
          {fields.map(({ field, asks, example }) => (
            <div key={field}>
              <dt>
                <button type="button" className="link" onClick={() => use(example)}>
                  <code>{example}</code>
                </button>
              </dt>
              <dd>{asks}</dd>
            </div>
          ))}
        </dl>
      </div>
      <p className="muted small">
        Words are found in all their forms in Lithuanian, Russian, Belarusian, Ukrainian, English, French,
        Arabic and Persian, with and without accents. A name is found in other alphabets too: Минск finds
        Minsk and Minskas.
      </p>
    </details>
  );
}
