// The proceedings: their steps by phase with the time-limits, and the days that are left.
import { dateInWords, type ProceedingShown } from 'probata/contract';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { counted, sentence } from '../../lib/words.ts';
import { PassageLink } from './passage-link.tsx';

interface ProceedingAnswer {
  readonly parties: readonly { readonly id: string; readonly label: string; readonly role: string }[];
  readonly steps: readonly {
    readonly id: string;
    readonly phase: string;
    readonly title: string;
    readonly ordered: { readonly edtf: string } | null;
    readonly done: { readonly on: { readonly edtf: string }; readonly note?: string } | null;
    readonly limits: readonly { readonly what: string; readonly due: { readonly edtf: string } }[];
    readonly extended: boolean;
    readonly passage: string | null;
    readonly source: string | null;
  }[];
}
interface Limits {
  readonly limits: readonly {
    readonly step: string;
    readonly what: string;
    readonly daysLeft: number | null;
  }[];
}

/** Every proceeding of the matter. */
export function Steps() {
  const found = useAsk<{ proceedings: readonly ProceedingShown[] }>('proceeding.list');
  if (found.error !== null) return <SayNo error={found.error} />;
  return (
    <div className="screen page steps">
      {found.data?.proceedings.length === 0 && (
        <Empty title="No proceeding is opened">
          A proceeding has parties, steps and time-limits. Open it with{' '}
          <code>probata proceeding open --help</code>.
        </Empty>
      )}
      {found.data?.proceedings.map((one) => (
        <Proceeding key={one.id} proceeding={one} />
      ))}
    </div>
  );
}

function Proceeding({ proceeding }: { readonly proceeding: ProceedingShown }) {
  const found = useAsk<ProceedingAnswer>('proceeding.show', { proceeding: proceeding.id });
  const limits = useAsk<Limits>('limit.list', { from: new Date().toISOString().slice(0, 10) });
  if (found.error !== null) return <SayNo error={found.error} />;
  return (
    <section className="block">
      <h2>
        <bdi>{proceeding.title}</bdi>
      </h2>
      <p className="muted">
        {proceeding.court}, {sentence(proceeding.kind).toLowerCase()}
        {proceeding.listNumber === null ? '' : `, ${proceeding.listNumber}`}
        {proceeding.actingFor === null ? '' : `. The team acts for the ${proceeding.actingFor.role}.`}
      </p>
      <p>
        {found.data?.parties.map((party) => (
          <span key={party.id} className="party">
            <bdi>{party.label}</bdi> <span className="muted">{party.role}</span>
          </span>
        ))}
      </p>
      {found.data?.steps.length === 0 && <p className="muted">No step is entered yet.</p>}
      {found.data !== undefined && found.data.steps.length > 0 && (
        <table className="grid">
          <thead>
            <tr>
              <th>Phase</th>
              <th>Step</th>
              <th>Ordered</th>
              <th>Due</th>
              <th>Done</th>
            </tr>
          </thead>
          <tbody>
            {found.data.steps.map((step) => (
              <tr key={step.id}>
                <td>{sentence(step.phase)}</td>
                <td>
                  <bdi>{step.title}</bdi>
                  {step.extended && <span className="muted"> · extended</span>}
                  {step.passage !== null && <PassageLink passage={step.passage} />}
                  {step.source !== null && <div className="small muted">{step.source}</div>}
                </td>
                <td>{step.ordered === null ? '' : dateInWords(step.ordered.edtf)}</td>
                <td>
                  {step.limits.map((limit) => {
                    const left = limits.data?.limits.find(
                      (one) => one.step === step.id && one.what === limit.what,
                    )?.daysLeft;
                    return (
                      <div key={limit.what}>
                        {limit.what}: {dateInWords(limit.due.edtf)}
                        {step.done === null && left != null && (
                          <span className={left < 0 ? 'contested-ink' : 'muted'}>
                            {' '}
                            {left < 0 ? `${counted(-left, 'day')} over` : `${counted(left, 'day')} left`}
                          </span>
                        )}
                      </div>
                    );
                  })}
                </td>
                <td>{step.done === null ? '' : dateInWords(step.done.on.edtf)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
