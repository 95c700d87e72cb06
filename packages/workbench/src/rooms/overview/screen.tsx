// What is proved, what is missing, and does the ledger verify: the first look of the day.
import { SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useAsk, useTask } from '../../lib/use-ask.ts';
import { Held } from './held.tsx';
import { LedgerCheck } from './ledger-check.tsx';
import { Missing } from './missing.tsx';
import { Proved } from './proved.tsx';
import type { Allegations, Claim, Counts, Readings, Trays } from './types.ts';

/** The overview of one matter. */
export function OverviewScreen() {
  useTitle('Overview');
  const proof = useAsk<Allegations>('allegation.list');
  const counts = useAsk<Counts>('exhibit.counts');
  const readings = useTask<Readings>('reading.states');
  const trays = useAsk<Trays>('fact.trays');
  const claim = useAsk<Claim>('claim.total');
  const errors = [proof.error, counts.error, readings.error, trays.error, claim.error].filter(
    (error) => error !== null,
  );
  return (
    <div className="screen page">
      <header>
        <h1>Overview</h1>
      </header>
      {errors.slice(0, 1).map((error) => (
        <SayNo key="error" error={error} />
      ))}
      <section className="block" aria-labelledby="what-is-proved">
        <h2 id="what-is-proved">What is proved</h2>
        <Proved found={proof.data} />
      </section>
      <div className="columns">
        <section className="block" aria-labelledby="what-is-missing">
          <h2 id="what-is-missing">What is missing</h2>
          <Missing trays={trays.data} readings={readings.data} claim={claim.data} allegations={proof.data} />
        </section>
        <section className="block" aria-labelledby="does-it-verify">
          <h2 id="does-it-verify">Does the ledger verify?</h2>
          <LedgerCheck />
        </section>
        <section className="block" aria-labelledby="what-is-held">
          <h2 id="what-is-held">What is held</h2>
          <Held counts={counts.data} readings={readings.data} />
        </section>
      </div>
    </div>
  );
}
