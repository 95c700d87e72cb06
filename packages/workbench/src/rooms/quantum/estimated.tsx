// Estimated heads drawn together: the interval of their sum, what moves it most, and where the doubt comes from.
import { FigureShown } from '../../figures/figure.tsx';
import { useGoTo } from '../../figures/go-to.ts';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { DrawsTables } from './draws-tables.tsx';
import type { Estimates } from './estimates.ts';
import { sum, sumOr, sumWith } from './sums.ts';
import type { Claim, Go, Money } from './types.ts';
import { Withdraw } from './withdraw.tsx';

interface Joint {
  readonly joint: {
    readonly point: Money | null;
    readonly total: { readonly low: Money; readonly high: Money };
    readonly sumOfBounds: { readonly low: Money; readonly high: Money };
    readonly heads: readonly {
      readonly head: string;
      readonly title: string;
      readonly point: Money | null;
      readonly low: Money;
      readonly high: Money;
      readonly pleads: string;
      readonly formula: readonly string[];
      readonly ground: string;
    }[];
    readonly tornado: readonly unknown[];
    readonly histogram: readonly unknown[];
    readonly dependence: readonly {
      readonly a: string;
      readonly b: string;
      readonly aTitle: string;
      readonly bTitle: string;
      readonly correlation: string;
      readonly ground: string;
    }[];
    readonly varianceShares: readonly {
      readonly assumption: string;
      readonly title: string;
      readonly share: number;
    }[];
  } | null;
  readonly sentence: string;
  readonly deficiencies: readonly {
    readonly code: string;
    readonly subject: string;
    readonly message: string;
  }[];
}
/** Never the sum of the bounds: that is the interval of nothing. */
export function Estimated({ claim, go }: { readonly claim: Claim; readonly go: Go }) {
  const found = useAsk<Joint>('claim.joint');
  const listed = useAsk<Estimates>('assumption.list');
  const goTo = useGoTo();
  if (found.error !== null) return <SayNo error={found.error} />;
  if (listed.error !== null) return <SayNo error={listed.error} />;
  if (found.data === undefined || listed.data === undefined) return null;
  const { joint, sentence, deficiencies } = found.data;
  const { assumptions } = listed.data;
  return (
    <>
      <p className="lead">{sentence}</p>
      <p className="acts">
        <button type="button" onClick={() => go({ new: 'assumption' })}>
          Enter an assumption
        </button>
        <button type="button" onClick={() => go({ new: 'model' })}>
          Set the formula of a head
        </button>
        {joint !== null && (
          <button type="button" onClick={() => go({ new: 'draws' })}>
            Draw anew: number, seed, dependence
          </button>
        )}
      </p>
      {claim.estimated.intervalMissing !== null && <Lacks>{claim.estimated.intervalMissing}</Lacks>}
      {deficiencies.map((one) => (
        <Lacks key={one.code + one.subject}>{one.message}</Lacks>
      ))}
      {joint !== null && (
        <div className="wide-table">
          <table className="grid">
            <thead>
              <tr>
                <th>Estimated head</th>
                <th>Formula and ground</th>
                <th className="numbers">Pleaded</th>
                <th className="numbers">Low</th>
                <th className="numbers">High</th>
              </tr>
            </thead>
            <tbody>
              {joint.heads.map((one) => (
                <tr key={one.head}>
                  <td>
                    <bdi>{one.title}</bdi>
                  </td>
                  <td>
                    {one.formula.map((term) => (
                      <div key={term}>{term}</div>
                    ))}
                    <div className="muted small">
                      {one.point === null ? 'the range alone is stated' : `the ${one.pleads} is pleaded`};{' '}
                      <bdi>{one.ground}</bdi>
                    </div>
                  </td>
                  <td className="numbers">{sumOr(one.point, 'none: a range')}</td>
                  <td className="numbers">{sum(one.low)}</td>
                  <td className="numbers">{sum(one.high)}</td>
                </tr>
              ))}
              {joint.heads.length > 1 && (
                <tr className="sum-line">
                  <td>Together</td>
                  <td className="muted small">
                    from joint draws; adding the ends would give {sum(joint.sumOfBounds.low)} to{' '}
                    {sum(joint.sumOfBounds.high)}
                  </td>
                  <td className="numbers">{sumOr(joint.point, 'none: a range')}</td>
                  <td className="numbers">{sum(joint.total.low)}</td>
                  <td className="numbers">{sum(joint.total.high)}</td>
                </tr>
              )}
            </tbody>
          </table>
        </div>
      )}
      {joint !== null && joint.histogram.length > 1 && <FigureShown figure="draws" of="claim" />}
      {joint !== null && joint.tornado.length > 0 && <FigureShown figure="tornado" of="claim" />}
      {joint !== null && joint.dependence.length > 0 && (
        <ul className="why">
          {joint.dependence.map((one) => (
            <li key={one.a + one.b}>
              <bdi>{one.aTitle}</bdi> and <bdi>{one.bTitle}</bdi> hang together ({one.correlation}):{' '}
              <bdi>{one.ground}</bdi>
            </li>
          ))}
        </ul>
      )}
      {joint !== null && (
        <DrawsTables
          inDoubt={assumptions.filter((one) =>
            joint.varianceShares.some((each) => each.assumption === one.id),
          )}
        />
      )}
      {assumptions.length > 0 && (
        <section className="block">
          <h2>Assumptions</h2>
          <div className="wide-table">
            <table className="grid">
              <thead>
                <tr>
                  <th>Assumption</th>
                  <th>What is known of it</th>
                  <th>Ground</th>
                  <th>Stands on</th>
                  <th className="numbers">Part of the doubt</th>
                  <th>
                    <span className="visually-hidden">Acts</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {assumptions.map((one) => {
                  const { estimate } = one;
                  const part = joint?.varianceShares.find((each) => each.assumption === one.id);
                  return (
                    <tr key={one.id}>
                      <td>
                        <bdi>{one.title}</bdi>
                        <div className="muted small">{one.usedBy.join(', ') || 'used by no head'}</div>
                      </td>
                      <td>{one.inWords}</td>
                      <td>
                        <bdi>{one.ground}</bdi>
                      </td>
                      <td>
                        {estimate !== null && (
                          <button type="button" className="link" onClick={() => goTo(estimate)}>
                            an estimate in Flows
                          </button>
                        )}
                        {one.sources.map((source) => (
                          <div key={source.passage}>
                            <button
                              type="button"
                              className="link"
                              data-preview={source.passage}
                              onClick={() => goTo(source.passage)}
                            >
                              <bdi>{source.title}</bdi>, {source.pin}
                            </button>
                          </div>
                        ))}
                        {one.register !== null && (
                          <button type="button" className="link" onClick={() => go({ tab: 'mass' })}>
                            the sample of a mass claim
                          </button>
                        )}
                        {estimate === null && one.register === null && one.sources.length === 0 && (
                          <span className="contested-ink">no passage</span>
                        )}
                      </td>
                      <td className="numbers">
                        {part === undefined ? '' : `${Math.round(part.share * 100)} %`}
                      </td>
                      <td>
                        <button
                          type="button"
                          className="link"
                          onClick={() => go({ new: 'assumption', of: one.id })}
                        >
                          Set anew…
                        </button>{' '}
                        <Withdraw item={one.id} what="assumption" />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {joint === null && (
        <p className="muted">
          The estimated column is{' '}
          {claim.estimated.sum === null ? 'without a figure' : sumWith(claim.estimated.sum)}. With assumptions
          and a formula for each head the heads are drawn together, and the sum has an interval of its own.
        </p>
      )}
    </>
  );
}
