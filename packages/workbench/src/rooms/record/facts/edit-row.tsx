// A fact edited where it stands: other words, another date or place, with the reason; the old words stay in its history.
import { useEffect, useRef, useState } from 'react';
import { useMatter } from '../../../lib/matter.ts';
import { SayNo } from '../../../lib/say-no.tsx';
import { useEntered } from '../../../lib/undo.tsx';
import { isSealed } from '../../../lib/words.ts';
import { type Restated, restate, wordsOf } from './acts.ts';
import { DateField, readDate } from './date-field.tsx';
import type { Names } from './names.ts';
import { RolesField } from './roles-field.tsx';
import type { GridRow } from './types.ts';

interface EditProps {
  readonly row: GridRow;
  readonly names: Names;
  readonly done: () => void;
}

/** Ctrl+Enter enters, Escape leaves it as it was. */
export function EditRow({ row, names, done }: EditProps) {
  const matter = useMatter();
  const entered = useEntered();
  const isClosed = isSealed(row.statement);
  const [statement, setStatement] = useState(wordsOf(row));
  const [when, setWhen] = useState<string>(row.when?.edtf ?? '');
  const [where, setWhere] = useState(row.where ?? '');
  const [roles, setRoles] = useState<NonNullable<Restated['roles']>>(row.roles);
  const [ground, setGround] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const first = useRef<HTMLTextAreaElement>(null);
  const date = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (first.current === null) date.current?.querySelector('input')?.focus();
    else first.current.focus();
  }, []);
  const changes: Restated = {
    ...(isClosed || statement.trim() === wordsOf(row) || statement.trim() === ''
      ? {}
      : { statement: statement.trim() }),
    ...(when.trim() === '' || when.trim() === row.when?.edtf ? {} : { when: when.trim() }),
    ...(where.trim() === '' || where.trim() === row.where ? {} : { where: where.trim() }),
    ...(JSON.stringify(roles) === JSON.stringify(row.roles) ? {} : { roles }),
  };
  const isReady =
    Object.keys(changes).length > 0 &&
    ground.trim() !== '' &&
    (changes.when === undefined || readDate(changes.when) !== undefined);
  const save = async (): Promise<void> => {
    if (!isReady || isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      entered(await restate(matter, row, changes, ground.trim()));
      done();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <form
      className="row-edit"
      aria-label="Restate this fact"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          done();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
      }}
    >
      {isClosed ? (
        <p className="muted small">
          The statement is sealed and stays so; date, place and actors can be restated.
        </p>
      ) : (
        <label className="field">
          <span>The fact</span>
          <textarea
            ref={first}
            rows={2}
            value={statement}
            maxLength={4000}
            onChange={(event) => setStatement(event.target.value)}
          />
        </label>
      )}
      <div className="fields" ref={date}>
        <DateField label="When" value={when} change={setWhen} />
        <label>
          <span>Where</span>
          <input value={where} maxLength={300} onChange={(event) => setWhere(event.target.value)} />
        </label>
      </div>
      <RolesField roles={roles} names={names} change={setRoles} />
      <label className="field">
        <span>Why is it restated?</span>
        <input value={ground} maxLength={1000} required onChange={(event) => setGround(event.target.value)} />
      </label>
      {error !== undefined && <SayNo error={error} />}
      <div className="acts">
        <button type="submit" className="primary" disabled={!isReady} aria-busy={isBusy}>
          {isBusy ? 'Restating…' : 'Restate it'} <kbd>Ctrl ↵</kbd>
        </button>
        <button type="button" onClick={done}>
          Leave it
        </button>
        <span className="muted small">It awaits a second reader anew.</span>
      </div>
    </form>
  );
}
