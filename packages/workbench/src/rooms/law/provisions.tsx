// The provisions of the packs by instrument: how hard each binds, what softens it, and how many elements are argued over.
import { useListKeys } from '../../lib/list-keys.ts';
import { Row } from '../../lib/row.tsx';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';
import { Provision } from './provision.tsx';
import type { Instrument, ProvisionLine } from './types.ts';

interface PartProps {
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}

/** The list at the left, the provision at the right. */
export function Provisions({ search, go }: PartProps) {
  const found = useAsk<{ provisions: readonly ProvisionLine[] }>('provision.list');
  const instruments = useAsk<{ instruments: readonly Instrument[] }>('instrument.list');
  const role = search['role'];
  const all = found.data?.provisions ?? [];
  const rows = all.filter((one) => role === undefined || one.role === role);
  const roles = [...new Set(all.map((one) => one.role))];
  const provision = search['provision'] ?? rows[0]?.id;
  useListKeys(
    rows.map((one) => one.id),
    provision,
    (id) => go({ provision: id }),
  );
  const titleOf = (id: string): string =>
    instruments.data?.instruments.find((one) => one.id === id)?.title ?? id;
  const groups = Map.groupBy(rows, (one) => one.instrument);
  return (
    <div className="split law-split">
      <section className="screen" aria-label="Provisions">
        {found.error !== null && <SayNo error={found.error} />}
        {found.data !== undefined && all.length === 0 && (
          <Empty title="No pack of law is adopted">
            A pack holds a treaty’s provisions as elements to be proved, with the authorities on each side.
            Three are shipped; adopt one under <em>Packs</em>.
          </Empty>
        )}
        {roles.length > 1 && (
          <label className="tick">
            Role{' '}
            <select value={role ?? ''} onChange={(event) => go({ role: event.target.value || undefined })}>
              <option value="">every role</option>
              {roles.map((one) => (
                <option key={one} value={one}>
                  {sentence(one)}
                </option>
              ))}
            </select>
          </label>
        )}
        {[...groups].map(([instrument, list]) => (
          <section key={instrument} className="block">
            <h2 className="group-title">
              <bdi>{titleOf(instrument)}</bdi>
            </h2>
            <table className="grid">
              <thead>
                <tr>
                  <th>Article</th>
                  <th>Provision</th>
                  <th>Strength</th>
                  <th className="numbers">Elements</th>
                </tr>
              </thead>
              <tbody>
                {list.map((one) => (
                  <Row
                    key={one.pack + one.id}
                    isCurrent={one.id === provision}
                    choose={() => go({ provision: one.id })}
                  >
                    <td>{one.article}</td>
                    <td>
                      <bdi>{one.heading}</bdi>
                      <div className="small muted">
                        {[
                          sentence(one.role),
                          one.state === 'to-be-checked' ? 'to be checked' : '',
                          one.burden === 'respondent' ? 'for the respondent to show' : '',
                        ]
                          .filter((part) => part !== '')
                          .join(' · ')}
                      </div>
                    </td>
                    <td>
                      {one.verbWords}
                      {one.qualifiers.length > 0 && (
                        <div className="small muted">{one.qualifiers.join('; ')}</div>
                      )}
                    </td>
                    <td className="numbers">
                      {one.elements}
                      {one.contested > 0 && (
                        <div className="small contested-ink">{one.contested} contested</div>
                      )}
                      {one.implied > 0 && <div className="small muted">{one.implied} implied</div>}
                    </td>
                  </Row>
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </section>
      <section className="screen" aria-label="The provision">
        {provision !== undefined && <Provision key={provision} id={provision} go={go} />}
      </section>
    </div>
  );
}
