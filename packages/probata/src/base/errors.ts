// Four kinds of no, so that nobody has to guess what a failure means or what may be done about it.
import { Breach, Refusal, Fault as SealFault } from '@probata/seal';
import type { JsonObject } from './json.ts';

// A Refusal is a command that the rules reject: the user can mend it, and its message says how.
// A Breach is a hash, proof, signature or order that does not hold: never retried; the matter opens read-only.
export { Breach, Refusal };

/** The world failed (disk, network, a missing tool). What was acknowledged is safe; the act may be tried again. */
export class Fault extends SealFault {
  constructor(code: string, message: string, options: { cause?: unknown; details?: JsonObject } = {}) {
    super(code, message, options.details ?? {}, options.cause);
  }
}

/** Something that an unfinished case still lacks. A value to be counted and shown, never thrown. */
export interface Deficiency {
  readonly code: string;
  readonly subject: string;
  readonly message: string;
  readonly severity: 'advice' | 'error';
}

/** The one JSON shape in which every error leaves the house, by whichever door. */
export interface ErrorShape {
  readonly kind: 'refusal' | 'fault' | 'breach';
  readonly code: string;
  readonly message: string;
  readonly details: JsonObject;
}

/** Puts any thrown value into the one shape. An unknown error is a Fault: it says so rather than hide behind a guess. */
export function errorShape(thrown: unknown): ErrorShape {
  const kind =
    thrown instanceof Refusal
      ? 'refusal'
      : thrown instanceof Breach
        ? 'breach'
        : thrown instanceof SealFault
          ? 'fault'
          : undefined;
  if (kind !== undefined) {
    const { code, message, details } = thrown as Refusal;
    return { kind, code, message, details: details as JsonObject };
  }
  return {
    kind: 'fault',
    code: 'UNEXPECTED',
    message: thrown instanceof Error ? thrown.message : String(thrown),
    details: {},
  };
}

/** Rebuilds the error class from its shape, on the far side of a thread or a socket. */
export function errorFromShape(shape: ErrorShape): Refusal | Fault | Breach {
  if (shape.kind === 'refusal') return new Refusal(shape.code, shape.message, shape.details);
  if (shape.kind === 'breach') return new Breach(shape.code, shape.message, shape.details);
  return new Fault(shape.code, shape.message, { details: shape.details });
}
