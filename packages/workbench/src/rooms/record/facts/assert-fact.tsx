// A fact asserted from the chronology itself; without a passage it lies in the tray of facts without a source.
import type { Sealable } from 'probata/contract';
import { useEffect, useId, useRef, useState } from 'react';
import { run } from '../../../lib/api.ts';
import { useMatter } from '../../../lib/matter.ts';
import { PanelForm } from '../../../lib/panel-form.tsx';
import { useEntered } from '../../../lib/undo.tsx';
import { useAsk } from '../../../lib/use-ask.ts';
import { orSealed } from '../../../lib/words.ts';
import { TAKEN_BACK } from './acts.ts';
import { DateField, readDate } from './date-field.tsx';
import type { Names } from './names.ts';
import { RolesField } from './roles-field.tsx';

interface Compartments {
  readonly compartments: readonly { readonly id: string; readonly name: Sealable<string> }[];
}

interface AssertProps {
  readonly names: Names;
  readonly done: (fact: string | undefined) => void;
}

/** Ctrl+Enter enters, Escape closes. */
export function AssertFact({ names, done }: AssertProps) {
  const matter = useMatter();
  const entered = useEntered();
  const ids = { statement: useId(), where: useId(), source: useId(), seal: useId() };
  const compartments = useAsk<Compartments>('compartment.list').data?.compartments ?? [];
  const [statement, setStatement] = useState('');
  const [when, setWhen] = useState('');
  const [where, setWhere] = useState('');
  const [source, setSource] = useState('');
  const [seal, setSeal] = useState('');
  const [roles, setRoles] = useState<readonly { actor: string; role: string }[]>([]);
  const [error, setError] = useState<unknown>();
  const [key] = useState(() => crypto.randomUUID());
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);
  const isReady = statement.trim() !== '' && (when.trim() === '' || readDate(when) !== undefined);
  const save = async (): Promise<void> => {
    if (!isReady) return;
    setError(undefined);
    try {
      const receipt = await run(
        matter,
        'fact.assert',
        {
          statement: statement.trim(),
          roles,
          ...(when.trim() === '' ? {} : { when: when.trim() }),
          ...(where.trim() === '' ? {} : { where: where.trim() }),
          ...(source.trim() === '' ? {} : { source: source.trim() }),
          ...(seal === '' ? {} : { compartment: seal }),
        },
        key,
      );
      const fact = receipt.entries[0]?.subject ?? '';
      entered({
        words: 'The fact is asserted. It has no source yet: mark the words that show it in an exhibit.',
        undo: async () => {
          await run(matter, 'fact.withdraw', { fact, ground: TAKEN_BACK });
        },
      });
      done(fact);
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <PanelForm
      label="Assert a fact"
      press="Assert it"
      isReady={isReady}
      error={error}
      save={save}
      close={() => done(undefined)}
    >
      <h2>Assert a fact</h2>
      <label className="field" htmlFor={ids.statement}>
        <span>What happened, in one sentence</span>
        <textarea
          id={ids.statement}
          ref={first}
          rows={2}
          value={statement}
          maxLength={4000}
          onChange={(event) => setStatement(event.target.value)}
        />
      </label>
      <div className="fields">
        <DateField label="When" value={when} change={setWhen} />
        <label htmlFor={ids.where}>
          <span>Where</span>
          <input
            id={ids.where}
            value={where}
            maxLength={300}
            onChange={(event) => setWhere(event.target.value)}
          />
        </label>
        <label htmlFor={ids.source}>
          <span>Public source in words, where no exhibit is held</span>
          <input
            id={ids.source}
            value={source}
            maxLength={500}
            onChange={(event) => setSource(event.target.value)}
          />
        </label>
        {compartments.length > 0 && (
          <label htmlFor={ids.seal}>
            <span>Statement</span>
            <select id={ids.seal} value={seal} onChange={(event) => setSeal(event.target.value)}>
              <option value="">in clear</option>
              {compartments.map((one) => (
                <option key={one.id} value={one.id}>
                  sealed in {orSealed(one.name)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <RolesField roles={roles} names={names} change={setRoles} />
    </PanelForm>
  );
}
