// Who may do what, and the reason when somebody may not.
import { Refusal } from '../base/errors.ts';
import type { Power, Role, Viewer } from '../ledger/room.ts';

/** write: enter facts and evidence. weigh: exclude, withdraw, override. file: seal a filing. keep: keys, compartments, erasure. */
export const POWERS: Readonly<Record<Role, readonly Power[]>> = {
  agent: ['write', 'weigh', 'file', 'keep'],
  counsel: ['write', 'weigh', 'file'],
  analyst: ['write'],
  keeper: ['keep'],
  reader: [],
};

/** Throws Refusal NOT_ALLOWED, naming the role held and the roles that could, unless the viewer's role has the power. */
export function authorise(viewer: Viewer, power: Power | null, what: string): void {
  if (power === null || POWERS[viewer.role].includes(power)) return;
  const able = Object.entries(POWERS).flatMap(([role, powers]) => (powers.includes(power) ? [role] : []));
  throw new Refusal(
    'NOT_ALLOWED',
    `${what} needs the power to ${power}. You act as ${viewer.role}; ${able.join(' or ')} may do it.`,
    {
      power,
      role: viewer.role,
      able,
    },
  );
}
