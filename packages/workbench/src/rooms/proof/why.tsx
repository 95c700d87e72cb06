// Why an allegation has its status: rule by rule, down to the passages.
import { SayNo } from '../../lib/say-no.tsx';
import { type ProofStatus, Status } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';

interface Explained {
  readonly ref: string;
  readonly status?: ProofStatus;
  readonly rule: string;
  readonly text: string;
  readonly because: readonly Explained[];
}

/** The explanation as a tree that opens. */
export function Why({ allegation }: { readonly allegation: string }) {
  const found = useAsk<{ explanation: Explained }>('allegation.explain', { allegation });
  if (found.error !== null) return <SayNo error={found.error} />;
  return found.data === undefined ? null : (
    <ul className="why">
      <Step step={found.data.explanation} depth={0} />
    </ul>
  );
}

function Step({ step, depth }: { readonly step: Explained; readonly depth: number }) {
  const body = (
    <>
      {step.status !== undefined && <Status status={step.status} />} <bdi>{step.text}</bdi>{' '}
      <code className="muted">{step.rule}</code>
    </>
  );
  if (step.because.length === 0) return <li>{body}</li>;
  return (
    <li>
      <details open={depth < 3}>
        <summary>{body}</summary>
        <ul className="why">
          {step.because.map((part, i) => (
            <Step key={`${part.ref}-${String(i)}`} step={part} depth={depth + 1} />
          ))}
        </ul>
      </details>
    </li>
  );
}
