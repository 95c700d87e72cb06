// Who did what in a fact: actors of the record, each with a role in words.
import { useId, useState } from 'react';
import type { Names } from './names.ts';

interface Role {
  readonly actor: string;
  readonly role: string;
}

/** The list, and a line to add to it. */
export function RolesField({
  roles,
  names,
  change,
}: {
  readonly roles: readonly Role[];
  readonly names: Names;
  readonly change: (roles: readonly Role[]) => void;
}) {
  const id = useId();
  const [actor, setActor] = useState('');
  const [role, setRole] = useState('');
  const isReady = actor !== '' && role.trim() !== '';
  const add = (): void => {
    if (!isReady) return;
    change([...roles, { actor, role: role.trim() }]);
    setActor('');
    setRole('');
  };
  if (names.actors.length === 0) return null;
  return (
    <div className="roles">
      {roles.map((one) => (
        <span key={one.actor + one.role} className="chip">
          <bdi>
            {names.actor(one.actor)}: {one.role}
          </bdi>
          <button
            type="button"
            className="link"
            aria-label={`Take out ${names.actor(one.actor)}`}
            onClick={() => change(roles.filter((other) => other !== one))}
          >
            ×
          </button>
        </span>
      ))}
      <div className="fields">
        <label htmlFor={`${id}a`}>
          <span>Who</span>
          <select id={`${id}a`} value={actor} onChange={(event) => setActor(event.target.value)}>
            <option value="">Choose an actor</option>
            {names.actors.map((one) => (
              <option key={one.id} value={one.id}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        <label htmlFor={`${id}r`}>
          <span>did what</span>
          <input
            id={`${id}r`}
            value={role}
            maxLength={120}
            onChange={(event) => setRole(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              add();
            }}
          />
        </label>
        <button type="button" disabled={!isReady} onClick={add}>
          Add
        </button>
      </div>
    </div>
  );
}
