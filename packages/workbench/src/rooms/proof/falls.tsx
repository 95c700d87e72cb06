// Where an allegation is weakest, in words: on how few exhibits or origins each element rests; linchpins; what carries it leanest.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import type { ProofStatus } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';
import { under, useAddress } from './address.ts';
import { Complete, type Stress, type UnitKind } from './complete.tsx';
import { Expectations } from './expectations.tsx';
import { addressOf } from './kept-what-if.ts';
import { Leanest } from './leanest.tsx';
import { NOTHING_ASKED } from './what-if.ts';

interface Weakest {
  readonly order: number;
  readonly gateways: readonly string[];
  readonly points: readonly {
    readonly ref: string;
    readonly label: string;
    readonly status: ProofStatus;
    readonly sets: readonly (readonly string[])[];
    readonly size: number | null;
    readonly sentence: string;
  }[];
}
interface Exposures {
  readonly exposures: readonly {
    readonly fact: string;
    readonly standard: string;
    readonly weight: number;
    readonly sentence: string;
  }[];
}

const KINDS: Readonly<Record<UnitKind, string>> = {
  exhibit: 'by exhibit',
  group: 'by origin',
  class: 'by class of source',
  selection: 'by saved selection',
};

export function Falls({ allegation }: { readonly allegation: string }) {
  const { search, standard, go } = useAddress();
  const by = (Object.keys(KINDS) as UnitKind[]).find((kind) => kind === search['by']) ?? 'exhibit';
  const gateways = search['gateways'] !== 'out';
  const weakest = useAsk<Weakest>('allegation.weakest', {
    allegation,
    by,
    order: 3,
    gateways,
    ...under(standard),
  });
  const exposures = useAsk<Exposures>('allegation.exposures', { allegation, ...under(standard) });
  return (
    <div className={weakest.isPlaceholderData ? 'stale' : undefined}>
      <div className="tabs" role="group" aria-label="What may fall together">
        {(Object.keys(KINDS) as UnitKind[]).map((kind) => (
          <button type="button" key={kind} aria-pressed={by === kind} onClick={() => go({ by: kind })}>
            {sentence(KINDS[kind])}
          </button>
        ))}
      </div>
      {(!gateways || (weakest.data?.gateways.length ?? 0) > 0) && (
        <label className="tick below">
          <input
            type="checkbox"
            checked={gateways}
            onChange={() => go({ gateways: gateways ? 'out' : undefined })}
          />{' '}
          <span>
            With the gateways before it
            {gateways && (
              <span className="muted">
                : <bdi>{weakest.data?.gateways.join('; ')}</bdi>. What takes one of them down takes it down
                too.
              </span>
            )}
          </span>
        </label>
      )}
      <section className="block below">
        <h3>Weakest points</h3>
        {weakest.error !== null && <SayNo error={weakest.error} />}
        <ol className="weak-points">
          {weakest.data?.points.map((point) => (
            <li key={point.ref}>
              <bdi>{point.sentence}</bdi>
              {by === 'exhibit' && (point.sets[0]?.length ?? 0) > 0 && (
                <TryWithout exhibits={point.sets[0] ?? []} />
              )}
            </li>
          ))}
        </ol>
        <p className="muted small">
          Sets of up to {weakest.data?.order ?? 3} were looked for; what needs more to fall is not named here.
          An exhibit that falls helps no more and still hurts.
        </p>
      </section>
      <Linchpins allegation={allegation} by={by} standard={standard} gateways={gateways} />
      <Complete
        key={`${by} ${standard} ${gateways}`}
        allegation={allegation}
        by={by}
        standard={standard}
        gateways={gateways}
      />
      <Leanest allegation={allegation} standard={standard} gateways={gateways} />
      {(exposures.data?.exposures.length ?? 0) > 0 && (
        <section className="block">
          <h3>One new contradiction would contest</h3>
          <ul className="weak-points">
            {exposures.data?.exposures.map((one) => (
              <li key={`${one.fact}@${one.standard}`}>
                <bdi>{one.sentence}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Expectations allegation={allegation} />
    </div>
  );
}

function TryWithout({ exhibits }: { readonly exhibits: readonly string[] }) {
  const { go } = useAddress();
  return (
    <>
      {' '}
      <button
        type="button"
        className="link small"
        aria-label={`Try without ${exhibits.length === 1 ? 'it' : 'them'}`}
        onClick={() =>
          go({ rail: 'open', scenario: undefined, if: addressOf({ ...NOTHING_ASKED, exclude: exhibits }) })
        }
      >
        Try without {exhibits.length === 1 ? 'it' : 'them'}
      </button>
    </>
  );
}

interface LinchpinsProps {
  readonly allegation: string;
  readonly by: UnitKind;
  readonly standard: string | undefined;
  /** Whether what must hold before it is counted with it. */
  readonly gateways: boolean;
}

/** What alone takes the allegation down, and how often each unit decides. */
function Linchpins({ allegation, by, standard, gateways }: LinchpinsProps) {
  const matter = useMatter();
  const found = useAsk<Stress & { readonly gateways: readonly string[] }>('allegation.stress', {
    allegation,
    by,
    order: 3,
    gateways,
    ...under(standard),
  });
  if (found.error !== null) return <SayNo error={found.error} />;
  const stress = found.data;
  if (stress === undefined) return null;
  if (stress.status !== 'proved')
    return (
      <section className="block">
        <h3>Linchpins</h3>
        <p>
          It is {sentence(stress.status).toLowerCase()} under this house rule
          {stress.gateways.length > 0 ? ' once what stands before it is counted' : ''}, so that nothing yet
          could take it below proved. “What is missing” says how to get there.
        </p>
      </section>
    );
  const name = (id: string) =>
    by === 'exhibit' ? (
      <Link to="/$matter/exhibits" params={{ matter }} search={{ exhibit: id }}>
        <bdi>{stress.names[id] ?? id}</bdi>
      </Link>
    ) : (
      <bdi>{stress.names[id] ?? id}</bdi>
    );
  const linchpins = stress.importance.filter(({ cuts }) => cuts['1'] !== undefined);
  return (
    <section className="block">
      <h3>Linchpins</h3>
      {linchpins.length === 0 ? (
        <p>Nothing alone takes it below proved.</p>
      ) : (
        <ul className="weak-points">
          {linchpins.map(({ unit }) => (
            <li key={unit}>{name(unit)}: without it alone, it is no longer proved.</li>
          ))}
        </ul>
      )}
      {stress.importance.length > 0 && (
        <table className="grid importance">
          <thead>
            <tr>
              <th>In order of importance</th>
              <th className="numbers">Alone</th>
              <th className="numbers">In pairs</th>
              <th className="numbers">In threes</th>
              <th className="numbers">Decides in</th>
            </tr>
          </thead>
          <tbody>
            {stress.importance.slice(0, 15).map((one) => (
              <tr key={one.unit}>
                <td>{name(one.unit)}</td>
                {['1', '2', '3'].map((size) => (
                  <td key={size} className="numbers">
                    {one.cuts[size] ?? ''}
                  </td>
                ))}
                <td className="numbers">
                  {one.pivotal === null ? 'not counted' : `${one.pivotal} of ${one.of}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="muted small">
        Alone, in pairs, in threes: in how many smallest sets that bring it down each stands. Decides in: the
        exact number of choices of all the others in which this one tips it.
      </p>
    </section>
  );
}
