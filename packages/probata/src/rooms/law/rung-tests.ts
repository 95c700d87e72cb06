// The six tests that a rung may ask for. Each compares dates of recorded events and says in sentences what it found.

import { elapsed, noneAgreed, occurred } from './rung-attempts.ts';
import { inForce, lateDeclaration, noReservation } from './rung-bonds.ts';
import type { Finding, Ground } from './rung-ground.ts';
import type { Rung } from './types.ts';

/** Tries one rung on what is recorded. */
export function testRung(rung: Rung, ground: Ground): Finding {
  const { test } = rung;
  switch (test.test) {
    case 'in-force':
      return inForce(test, ground);
    case 'no-reservation':
      return noReservation(test, ground);
    case 'late-declaration':
      return lateDeclaration(test, ground);
    case 'occurred':
      return occurred(test, ground);
    case 'elapsed':
      return elapsed(test, ground);
    case 'none-agreed':
      return noneAgreed(test, ground);
  }
}
