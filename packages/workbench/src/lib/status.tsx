// A status of proof: word, shape and icon first, tint second; safe in greyscale and for every eye.
import type { ReactElement } from 'react';
import { sentence } from './words.ts';

export type ProofStatus = 'empty' | 'single-sourced' | 'arguable' | 'contested' | 'proved';

const SHAPES: Readonly<Record<ProofStatus, ReactElement>> = {
  empty: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  'single-sourced': (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="8" cy="8" r="2.2" fill="currentColor" />
    </>
  ),
  arguable: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor" />
    </>
  ),
  contested: <path d="M3 3 13 13M3 13 13 3" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  proved: <circle cx="8" cy="8" r="6.5" fill="currentColor" />,
};

/** The status as word and shape. */
export function Status({ status }: { readonly status: ProofStatus }) {
  return (
    <span className={`status ${status}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {SHAPES[status]}
      </svg>
      {sentence(status)}
    </span>
  );
}

const CHECKS = { verified: 'M3 8.5 6.5 12 13 4.5', failed: 'M3.5 3.5 12.5 12.5M3.5 12.5 12.5 3.5' } as const;

/** Whether something was verified: a tick, a cross, or a ring for what nobody checked. */
export function Verified({
  state,
  words,
}: {
  readonly state: 'verified' | 'failed' | 'not-checked';
  readonly words: string;
}) {
  return (
    <span className={state === 'failed' ? 'status breach-ink' : 'status'}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {state === 'not-checked' ? (
          <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        ) : (
          <path
            d={CHECKS[state]}
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        )}
      </svg>
      {words}
    </span>
  );
}
