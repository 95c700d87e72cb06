// One register: what its sample says of all claims, the challenge sheet, its samples, its rules, matches and counts.
import { useState } from 'react';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { number, sentence } from '../../lib/words.ts';
import { ChallengeSheet } from '../flows/challenge.tsx';
import { CarryForm } from './mass-carry.tsx';
import { Persons } from './mass-persons.tsx';
import { Samples } from './mass-samples.tsx';
import { FixedSums } from './mass-sums.tsx';
import type { Register, RegisterTotal } from './mass-types.ts';
import { sum, sumOr, sumWith } from './sums.ts';
import type { Go, Head } from './types.ts';
import { Withdraw } from './withdraw.tsx';

interface MassShownProps {
  readonly register: Register;
  readonly heads: readonly Head[];
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly go: Go;
}

const PARTS = [
  ['result', 'What it comes to'],
  ['samples', 'Samples'],
  ['sums', 'Fixed sums and ceilings'],
  ['matches', 'Claimed twice'],
  ['counts', 'Counts'],
] as const;

/** The part shown stands in the address. */
export function MassShown({ register, heads, search, go }: MassShownProps) {
  const part = search['part'] ?? 'result';
  const to = (name: string): void => go({ tab: 'mass', register: register.id, part: name });
  return (
    <section className="block head-shown">
      <h2>
        <bdi>{register.title}</bdi>
      </h2>
      <div className="tabs" role="group" aria-label="What to show of the register">
        {PARTS.map(([name, title]) => (
          <button type="button" key={name} aria-pressed={part === name} onClick={() => to(name)}>
            {title}
          </button>
        ))}
      </div>
      <div className="below">
        {part === 'result' && (
          <Result register={register} heads={heads} go={go} toSamples={() => to('samples')} />
        )}
        {part === 'samples' && <Samples register={register} />}
        {part === 'sums' && <FixedSums register={register} />}
        {(part === 'matches' || part === 'counts') && <Persons key={part} register={register} part={part} />}
      </div>
      <p className="below">
        <Withdraw item={register.id} what="register" named />
      </p>
    </section>
  );
}

function Result({
  register,
  heads,
  go,
  toSamples,
}: {
  readonly register: Register;
  readonly heads: readonly Head[];
  readonly go: Go;
  readonly toSamples: () => void;
}) {
  const found = useAsk<RegisterTotal>('register.total', { register: register.id });
  const [isCarrying, setCarrying] = useState(false);
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const { sentence: said, pleaded, all, strata, warnings, challenge } = found.data;
  const isOfGroups = strata.some((one) => one.groups !== null);
  if (pleaded === null)
    return (
      <>
        <p className="lead">{said}</p>
        <p className="acts">
          <button type="button" className="primary" onClick={toSamples}>
            Draw a sample, or enter its results
          </button>
        </p>
      </>
    );
  return (
    <>
      <p className="lead">{said}</p>
      {warnings.map((one) => (
        <Lacks key={one.code + one.message}>{one.message}</Lacks>
      ))}
      <div className="cards">
        <div>
          <div className="muted small">Lower bound, to plead</div>
          <div className="sum">{sumWith(pleaded.lowerBound)}</div>
        </div>
        <div>
          <div className="muted small">Estimate by the {pleaded.estimator}</div>
          <div className="sum">{sumWith(pleaded.estimate)}</div>
          <div className="small">
            {sum(pleaded.low)} to {sum(pleaded.high)}
          </div>
        </div>
        <div>
          <div className="muted small">Claimed in all</div>
          <div className="sum">{sumWith(register.claimed)}</div>
        </div>
      </div>
      {isCarrying ? (
        <CarryForm register={register} heads={heads} done={() => setCarrying(false)} go={go} />
      ) : (
        <p className="acts below">
          <button type="button" className="primary" onClick={() => setCarrying(true)}>
            Carry it into a head of damage
          </button>
        </p>
      )}
      <div className="wide-table">
        <table className="grid">
          <thead>
            <tr>
              <th>Estimator</th>
              <th>Unanswered claims</th>
              <th className="numbers">Estimate</th>
              <th className="numbers">Standard error</th>
              <th className="numbers">Low</th>
              <th className="numbers">High</th>
              <th className="numbers">Lower bound</th>
            </tr>
          </thead>
          <tbody>
            {all.map((one) => (
              <tr
                key={one.estimator + one.silence}
                className={
                  one.estimator === pleaded.estimator && one.silence === pleaded.silence
                    ? 'sum-line'
                    : undefined
                }
              >
                <td>{sentence(one.estimator)}</td>
                <td>{one.silence === 'nothing' ? 'count as nothing' : 'left out'}</td>
                <td className="numbers">{sum(one.estimate)}</td>
                <td className="numbers">{sum(one.standardError)}</td>
                <td className="numbers">{sum(one.low)}</td>
                <td className="numbers">{sum(one.high)}</td>
                <td className="numbers">{sum(one.lowerBound)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ChallengeSheet rows={challenge} of={register.id} />
      <section className="block">
        <h2>Strata</h2>
        <p className="muted small">Counts under five are not shown: they would point at persons.</p>
        <div className="wide-table">
          <table className="grid">
            <thead>
              <tr>
                <th>Stratum</th>
                <th className="numbers">Claims</th>
                {isOfGroups && <th className="numbers">Groups</th>}
                {isOfGroups && <th className="numbers">Groups drawn</th>}
                <th className="numbers">{isOfGroups ? 'Claims drawn' : 'Drawn'}</th>
                <th className="numbers">Answered</th>
                <th className="numbers">Accepted</th>
                <th className="numbers">Mean claimed, all</th>
                <th className="numbers">Mean claimed, drawn</th>
              </tr>
            </thead>
            <tbody>
              {strata.map((one) => (
                <tr key={one.name}>
                  <td>
                    <bdi>{one.name}</bdi>
                  </td>
                  <td className="numbers">{number(one.count)}</td>
                  {one.groups !== null && <td className="numbers">{few(one.groups.of)}</td>}
                  {one.groups !== null && <td className="numbers">{few(one.groups.drawn)}</td>}
                  <td className="numbers">{few(one.drawn)}</td>
                  <td className="numbers">{few(one.answered)}</td>
                  <td className="numbers">{few(one.accepted)}</td>
                  <td className="numbers">{sum(one.meanClaimedInFrame)}</td>
                  <td className="numbers">{sumOr(one.meanClaimedInSample, 'hidden')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}

const few = (count: number | null): string => (count === null ? 'under 5' : number(count));
