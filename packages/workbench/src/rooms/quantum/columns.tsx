// The three columns of a claim side by side: pleaded beside each other or in the alternative, never added.
import { currency } from '../../lib/words.ts';
import { sum, sumWith } from './sums.ts';
import type { Claim } from './types.ts';

const TITLES = {
  itemised: 'Itemised, to the cent',
  estimated: 'Estimated, with its interval',
  global: 'Global sum',
} as const;

/** Sum, interval and what is not stated yet, for each. */
export function Columns({ claim }: { readonly claim: Claim }) {
  const { estimated, byCost } = claim;
  const hasOrdinary = Number(byCost.ordinary.amount) !== 0 || Number(byCost.extraordinary.amount) !== 0;
  return (
    <>
      <div className="cards">
        {(['itemised', 'estimated', 'global'] as const).map((name) => {
          const column = claim[name];
          return (
            <div key={name}>
              <div className="muted small">{TITLES[name]}</div>
              <div className="sum">
                {column.sum === null
                  ? 'No figure yet'
                  : `${sum(column.sum)} ${currency(column.sum.currency)}`}
              </div>
              {name === 'estimated' && estimated.low !== null && estimated.high !== null && (
                <div className="small">
                  {sum(estimated.low)} to {sum(estimated.high)}
                </div>
              )}
              {name === 'estimated' && estimated.intervalMissing !== null && (
                <div className="muted small">{estimated.intervalMissing}</div>
              )}
              {column.missing.length > 0 && (
                <div className="muted small">{column.missing.length} not stated yet</div>
              )}
            </div>
          );
        })}
      </div>
      <p className="muted small below">
        These columns are pleaded in the alternative or beside each other; they are never added.
        {hasOrdinary &&
          ` Of the itemised principal, extraordinary cost is ${sumWith(byCost.extraordinary)}, ordinary ${sumWith(byCost.ordinary)}, other ${sumWith(byCost.other)}.`}
      </p>
    </>
  );
}
