// One estimate: its effect in words, its figures, its diagnostics, the challenge sheet with its failures, and its standing.
import { FigureShown } from '../../figures/figure.tsx';
import { ExhibitLink } from '../../lib/exhibit-name.tsx';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk, useTask } from '../../lib/use-ask.ts';
import { moment } from '../../lib/words.ts';
import { type Challenged, ChallengeSheet } from './challenge.tsx';
import { Families } from './families.tsx';
import { CheckAgain, Standing } from './standing.tsx';
import type { EstimateLine, Go, SeriesLine } from './types.ts';
import { effectWords, outcomeOf, paramsWords } from './words.ts';

export interface EstimateShown extends EstimateLine {
  readonly key: string;
  readonly engine: { readonly name: string; readonly version: string };
  readonly inputs: readonly { readonly series: string; readonly measure: string; readonly version: number }[];
  readonly exhibits: readonly string[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly diagnostics: readonly {
    readonly name: string;
    readonly value: string;
    readonly reading: string;
  }[];
  readonly challenge: readonly Challenged[];
  readonly choice: string | null;
  readonly adopted: { readonly ground: string; readonly at: string } | null;
  readonly withdrawn: string | null;
}

interface EstimatePageProps {
  readonly estimate: string;
  readonly go: Go;
  readonly series: readonly SeriesLine[];
}

/** Everything that a court-facing expert would be asked about one run. */
export function EstimatePage({ estimate, go }: EstimatePageProps) {
  const found = useAsk<{ estimate: EstimateShown | null }>('estimate.show', { estimate });
  const figures = useTask<{ figures: readonly { readonly figure: string; readonly of: string }[] }>(
    'figure.list',
    { of: estimate },
  );
  if (found.error !== null) return <SayNo error={found.error} />;
  const one = found.data?.estimate;
  if (found.data === undefined) return null;
  if (one == null) return <Lacks>There is no estimate {estimate} in this matter.</Lacks>;
  const outcome = outcomeOf(one.method, one.inputs);
  const { choice } = one;
  return (
    <>
      <header className="page-head">
        <h2>{one.title}</h2>
        <p className="muted">
          Worked out {moment(one.at)}
          {choice === null ? (
            ', with no choice registered beforehand.'
          ) : (
            <>
              , carrying out{' '}
              <button type="button" className="link" onClick={() => go({ choice })}>
                a choice registered beforehand
              </button>
              .
            </>
          )}
        </p>
      </header>
      {one.stale.map((reason) => (
        <Lacks key={reason}>{reason}</Lacks>
      ))}
      <p className="effect-lead">
        {one.effect === null ? 'This run names no effect.' : effectWords(one.effect)}
      </p>
      {one.effect !== null && <p className="muted">{one.effect.name}</p>}
      {outcome !== undefined && (
        <p>
          <button type="button" className="link" onClick={() => go({ series: outcome.series, tab: 'runs' })}>
            Every run on <bdi>{outcome.measure}</bdi>
          </button>
        </p>
      )}
      <Standing shown={one} />
      {figures.error !== null && <SayNo error={figures.error} />}
      {figures.data?.figures.map(({ figure, of }) => (
        <FigureShown key={figure} figure={figure} of={of} />
      ))}
      <ChallengeSheet rows={one.challenge} of={estimate} />
      {outcome !== undefined && <Families series={outcome.series} go={go} />}
      <section className="block">
        <h2>Diagnostics</h2>
        <table className="grid">
          <thead>
            <tr>
              <th>Diagnostic</th>
              <th>Value</th>
              <th>Reading</th>
            </tr>
          </thead>
          <tbody>
            {one.diagnostics.map((row) => (
              <tr key={row.name}>
                <td>{row.name}</td>
                <td>{row.value}</td>
                <td>{row.reading}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="block">
        <h2>What it was worked out from</h2>
        <dl className="facts">
          <dt>Series</dt>
          <dd>
            {one.inputs.map((input) => (
              <div key={input.series}>
                <button
                  type="button"
                  className="link"
                  onClick={() => go({ series: input.series, tab: 'points', version: String(input.version) })}
                >
                  <bdi>{input.measure}</bdi>
                </button>
                , version of entry {input.version}
              </div>
            ))}
          </dd>
          <dt>Exhibits</dt>
          <dd>
            {one.exhibits.map((exhibit) => (
              <div key={exhibit}>
                <ExhibitLink exhibit={exhibit} />
              </div>
            ))}
          </dd>
          <dt>Parameters</dt>
          <dd>{paramsWords(one.params)}</dd>
          <dt>Seed</dt>
          <dd>{one.seed}</dd>
          <dt>Engine</dt>
          <dd>
            {one.engine.name} {one.engine.version}
          </dd>
          <dt>Key</dt>
          <dd className="mono wrap">{one.key}</dd>
        </dl>
        <CheckAgain estimate={one.id} />
      </section>
    </>
  );
}
