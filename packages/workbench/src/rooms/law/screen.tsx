// The law applied: provisions with their elements, and the ladder of preconditions, rung by rung.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useListKeys } from '../../lib/list-keys.ts';
import { useMatter } from '../../lib/matter.ts';
import { Row } from '../../lib/row.tsx';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useAsk } from '../../lib/use-ask.ts';
import { Ladder } from './ladder.tsx';
import { Outcome } from './outcome.tsx';
import { ProvisionShown } from './provision-shown.tsx';

interface Provision {
  readonly id: string;
  readonly pack: string;
  readonly article: string;
  readonly heading: string;
  readonly role: string;
  readonly verbWords: string;
  readonly elements: number;
  readonly contested: number;
  readonly state: string;
}
interface Ladders {
  readonly ladders: readonly {
    readonly id: string;
    readonly title: string;
    readonly outcome: string;
    readonly warnings: number;
  }[];
}

/** Provisions at the left; the provision or ladder chosen at the right. */
export function LawScreen() {
  useTitle('Law');
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const provisions = useAsk<{ provisions: readonly Provision[] }>('provision.list');
  const ladders = useAsk<Ladders>('ladder.list');
  const go = (more: Readonly<Record<string, string | undefined>>): void => {
    void navigate({ to: '/$matter/law', params: { matter }, search: more });
  };
  const ladder =
    search['ladder'] ?? (search['provision'] === undefined ? ladders.data?.ladders[0]?.id : undefined);
  const provision =
    search['provision'] ??
    (ladder === undefined && ladders.data !== undefined ? provisions.data?.provisions[0]?.id : undefined);
  useListKeys(
    (provisions.data?.provisions ?? []).map((one) => one.id),
    provision,
    (id) => go({ provision: id }),
  );
  return (
    <div className="split">
      <div className="screen">
        <header>
          <h1>Law</h1>
        </header>
        {provisions.error !== null && <SayNo error={provisions.error} />}
        {provisions.data?.provisions.length === 0 && (
          <Empty title="No pack of law is adopted">
            A pack holds a treaty’s provisions as elements to be proved. Three are shipped:{' '}
            <code>probata pack adopt --help</code>.
          </Empty>
        )}
        {(ladders.data?.ladders.length ?? 0) > 0 && <h3>Preconditions</h3>}
        {ladders.data?.ladders.map((one) => (
          <button
            type="button"
            key={one.id}
            className="passage-card"
            aria-current={one.id === ladder}
            onClick={() => go({ ladder: one.id })}
          >
            <bdi>{one.title}</bdi>
            <span className="small status-line">
              <Outcome outcome={one.outcome} />
              {one.warnings > 0 && <span className="muted"> · {one.warnings} warnings</span>}
            </span>
          </button>
        ))}
        {(ladders.data?.ladders.length ?? 0) > 0 && <h3>Provisions</h3>}
        <table className="grid below">
          <thead>
            <tr>
              <th>Article</th>
              <th>Provision</th>
              <th>Strength</th>
              <th className="numbers">Elements</th>
              <th className="numbers">Contested</th>
            </tr>
          </thead>
          <tbody>
            {provisions.data?.provisions.map((one) => (
              <Row
                key={`${one.pack}${one.id}`}
                isCurrent={one.id === provision}
                choose={() => go({ provision: one.id })}
              >
                <td>{one.article}</td>
                <td>
                  <bdi>{one.heading}</bdi>
                  {one.state === 'to-be-checked' && <div className="small muted">to be checked</div>}
                </td>
                <td>{one.verbWords}</td>
                <td className="numbers">{one.elements}</td>
                <td className="numbers contested-ink">{one.contested > 0 && one.contested}</td>
              </Row>
            ))}
          </tbody>
        </table>
      </div>
      <div className="screen">
        {ladder !== undefined ? (
          <Ladder id={ladder} />
        ) : (
          provision !== undefined && <ProvisionShown id={provision} />
        )}
      </div>
    </div>
  );
}
