// The ways in which this code says no: the input can be mended, the machine failed, or the evidence does not hold.

/** One JSON shape for every error of the house. */
export interface ErrorShape {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

class Coded extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(
    code: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.details = details;
  }
  toJSON(): ErrorShape {
    return { code: this.code, message: this.message, details: this.details };
  }
}

/** The input breaks a rule; whoever made it can mend it. */
export class Refusal extends Coded {}

/** The disk, a tool or the platform failed; trying again may help. */
export class Fault extends Coded {}

/** A hash, proof, signature or order does not hold. Never retried. */
export class Breach extends Coded {}

/** Throws a Breach unless `holds`. */
export function demand(holds: boolean, code: string, sentence: string): asserts holds {
  if (!holds) throw new Breach(code, sentence);
}
