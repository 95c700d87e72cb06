// The three columns of a claim side by side: pleaded beside each other or in the alternative, never added.
import { sum, sumWith } from './sums.ts';
import type { Claim } from './types.ts';

const TITLES = {
  itemised: 'Itemised, to the cent',
  estimated: 'Estimated, with its interval',
  global: 'Global sum',
} as const;

/** What a column says first: its sum, or the two ends where only a range is stated. */
function figureOf(claim: Claim, name: keyof typeof TITLES): string {
  const { sum: one, state } = claim[name];
  const { low, high } = claim.estimated;
  if (state === 'range')
    return name === 'estimated' && low !== null && high !== null
      ? `${sum(low)} to ${sumWith(high)}`
      : 'A range for each head';
  return one === null ? 'No figure yet' : sumWith(one);
}

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
              <div className="sum">{figureOf(claim, name)}</div>
              {name === 'estimated' &&
                column.state !== 'range' &&
                estimated.low !== null &&
                estimated.high !== null && (
                  <div className="small">
                    {sum(estimated.low)} to {sum(estimated.high)}
                  </div>
                )}
              {column.state === 'range' && (
                <div className="muted small">A range under the stated assumptions; no one sum is stated.</div>
              )}
              {column.state === 'range' &&
                (name === 'global' || estimated.low === null) &&
                claim.heads
                  .filter((head) => head.mode === name && head.low !== null && head.high !== null)
                  .map((head) => (
                    <div key={head.id} className="small">
                      <bdi>{head.title}</bdi>: {head.low !== null && sum(head.low)} to{' '}
                      {head.high !== null && sum(head.high)}
                    </div>
                  ))}
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
        {claim.shows === 'ranges'
          ? 'A study: ranges under stated assumptions, never one sum. The columns are never added.'
          : 'These columns are pleaded in the alternative or beside each other; they are never added.'}
        {hasOrdinary &&
          ` Of the itemised principal, extraordinary cost is ${sumWith(byCost.extraordinary)}, ordinary ${sumWith(byCost.ordinary)}, other ${sumWith(byCost.other)}.`}
      </p>
    </>
  );
}
