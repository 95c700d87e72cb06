// Carries the result of a mass claim into an estimated head: its estimate with its doubt, or the bound below which it is not.
import { Refusal } from '../../base/errors.ts';
import { majorUnits } from '../../base/money/index.ts';
import { toDecimal } from '../../base/rational.ts';
import type { Look } from '../../ports/ledger-store.ts';
import { normalQuantile } from '../flows/index.ts';
import type { SaidDistribution } from './assumptions.ts';
import { registerStanding } from './mass/standing.ts';

/** `pleaded`: the estimate with its standard error. `lower-bound`: one-sided at 95 %, as a figure without further doubt. */
export const REGISTER_READINGS = ['pleaded', 'lower-bound'] as const;
export type RegisterReading = (typeof REGISTER_READINGS)[number];

/** The level of the bound that a head may carry. */
const LEVEL = 0.95;

/**
 * What a register says now, as a quantity of an estimate in the currency of the claim.
 * @throws Refusal QUANTUM_REGISTER_UNKNOWN, QUANTUM_REGISTER_SILENT while no sample is examined, MONEY_CURRENCIES_MIXED
 */
export async function distributionOfRegister(
  look: Look,
  id: string,
  reading: RegisterReading,
  currency: string,
): Promise<SaidDistribution> {
  const { register, spoken } = await registerStanding(look, id, LEVEL);
  if (spoken === undefined)
    throw new Refusal(
      'QUANTUM_REGISTER_SILENT',
      `No sample of “${register.title}” is examined yet: draw one and examine it before money rests on it.`,
      { register: id },
    );
  if (register.currency !== currency)
    throw new Refusal(
      'MONEY_CURRENCIES_MIXED',
      `The register is in ${register.currency} and the claim in ${currency}: lay the register down in the currency of the claim.`,
      { register: id },
    );
  const { estimate, standardError, high, lowerBound } = spoken.pleaded;
  const decimal = (sum: typeof estimate): string => toDecimal(majorUnits(sum), 2);
  if (reading === 'lower-bound') return { kind: 'stated', value: decimal(lowerBound) };
  if (standardError.minor === 0n) return { kind: 'stated', value: decimal(estimate) };
  // Few groups have a wider interval than their standard error alone would give: the curve is made as wide as it.
  const doubt =
    spoken.sample.groups === null
      ? standardError
      : {
          ...standardError,
          minor: BigInt(Math.ceil(Number(high.minor - estimate.minor) / normalQuantile(0.5 + LEVEL / 2))),
        };
  return { kind: 'normal', mean: decimal(estimate), sd: decimal(doubt) };
}

/** Why a quantity that was read from a register no longer stands; empty while it does. */
export async function doubtsOfRegister(
  look: Look,
  id: string,
  reading: RegisterReading,
  currency: string,
  said: SaidDistribution,
): Promise<readonly string[]> {
  try {
    const now = await distributionOfRegister(look, id, reading, currency);
    return JSON.stringify(now) === JSON.stringify(said)
      ? []
      : [`The register ${id} now gives another figure for ${reading.replace('-', ' ')}.`];
  } catch (thrown) {
    if (thrown instanceof Refusal) return [thrown.message];
    throw thrown;
  }
}

/** The exhibits on which the figure of a register stands: the register itself and the results of its sample. */
export async function exhibitsOfRegister(look: Look, id: string): Promise<readonly string[]> {
  const { register, spoken } = await registerStanding(look, id, LEVEL);
  return [register.exhibit, ...(spoken === undefined ? [] : [spoken.examined.exhibit])];
}
