// What the last examined sample of a register says of all its claims, and which of the estimates is the one to plead.
import type { Look } from '../../../ports/ledger-store.ts';
import { registerUnknown } from './decide.ts';
import { type Extrapolation, extrapolate } from './extrapolate.ts';
import { type Examined, examinedOf, type Register, registersOf, type Sample, samplesOf } from './read.ts';

export interface RegisterStanding {
  readonly register: Register;
  readonly samples: readonly Sample[];
  /** Undefined while no sample of it is examined. */
  readonly spoken:
    | {
        readonly sample: Sample;
        readonly examined: Examined;
        readonly all: readonly Extrapolation[];
        /** Unanswered claims counted as nothing; of mean and ratio the one with the narrower interval. */
        readonly pleaded: Extrapolation;
      }
    | undefined;
}

/**
 * The register with what its sample says.
 * @param level 0.95 for a 95 % interval; the bound is one-sided at the same level
 * @throws Refusal QUANTUM_REGISTER_UNKNOWN
 */
export async function registerStanding(look: Look, id: string, level: number): Promise<RegisterStanding> {
  const register = (await registersOf(look)).find((one) => one.id === id);
  if (register === undefined) throw registerUnknown(id);
  const samples = (await samplesOf(look)).filter((one) => one.register === id);
  let spoken: RegisterStanding['spoken'];
  for (const sample of samples) {
    const examined = await examinedOf(look, register, sample);
    if (examined === undefined) continue;
    const all = extrapolate(examined.strata, register.currency, level);
    const pleaded = all
      // A regression is shown beside them: its slope is fitted to the sample, and it would always seem the narrowest.
      .filter((one) => one.silence === 'nothing' && one.estimator !== 'regression')
      .reduce((best, one) => (one.standardError.minor < best.standardError.minor ? one : best));
    spoken = { sample, examined, all, pleaded };
  }
  return { register, samples, spoken };
}
