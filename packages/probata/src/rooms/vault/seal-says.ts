// What is said about an exhibit in a compartment: every free text becomes the token of a sealed value.
import type { JsonValue } from '../../base/json.ts';
import type { Act } from '../../ledger/room.ts';
import type { ExhibitSays } from './types.ts';

/** Gives a value back in clear, or seals it, as the exhibit's compartment demands. Absent values stay absent. */
export type Keep = <T>(value: T) => T;

/** `compartment` null: nothing is sealed. Throws Refusal KEYS_NOT_HELD when the person is not let in. */
export function keeper(act: Act, compartment: string | null): Keep {
  if (compartment === null) return (value) => value;
  // A token is allowed wherever the schemas say `sealable`; the static type of the plain value stands for both.
  return <T>(value: T): T =>
    value === undefined ? value : (act.seal(compartment, plain(value) as JsonValue) as unknown as T);
}

/** JSON has no undefined: an absent member is left out before a value is bound by its commitment. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, plain(member)]),
  );
}

/** The fields of a description as they go into an entry. What has no free text (class, side, signed …) stays in clear. */
export function keepSays(says: ExhibitSays, keep: Keep): ExhibitSays {
  const { title, provenance, originator, madeAt, testedBy, consent, ...open } = says;
  return {
    ...open,
    ...(title === undefined ? {} : { title: keep(title) }),
    ...(provenance === undefined ? {} : { provenance: keep(provenance) }),
    ...(originator === undefined ? {} : { originator: keep(originator) }),
    ...(madeAt === undefined ? {} : { madeAt: keep(madeAt) }),
    ...(testedBy === undefined ? {} : { testedBy: keep(testedBy) }),
    ...(consent === undefined ? {} : { consent: keep(consent) }),
  };
}
