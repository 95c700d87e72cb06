// How the four kinds of no are shown: what was refused, by which rule, what is safe, and what to do.
import type { ReactNode } from 'react';
import { HouseError } from './api.ts';

const TITLES = {
  refusal: 'Refused',
  fault: 'Something outside failed',
  breach: 'Integrity does not hold',
} as const;
const SAFE = {
  refusal: 'Nothing was changed.',
  fault: 'What was acknowledged before is safe.',
  breach: 'Writing is stopped; everything can still be read.',
} as const;

/** Shows an error of the house, or of the page. */
export function SayNo({ error }: { readonly error: unknown }) {
  const shape =
    error instanceof HouseError
      ? error.shape
      : { kind: 'fault' as const, code: 'PAGE', message: String(error), details: {} };
  return (
    <div className={`no ${shape.kind}`} role="alert">
      <strong>{TITLES[shape.kind]}</strong>
      {shape.message} <span className="muted">{SAFE[shape.kind]}</span>{' '}
      <code className="muted">{shape.code}</code>
    </div>
  );
}

/** Something an unfinished case still lacks. */
export function Lacks({ children }: { readonly children: ReactNode }) {
  return <div className="no deficiency">{children}</div>;
}

/** What belongs here, why it matters, and the one act that starts it. */
export function Empty({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="empty-state">
      <h2>{title}</h2>
      <div className="muted">{children}</div>
    </div>
  );
}
