// A team's own chronology brought in: columns mapped, every change shown before it is entered, updates by id, never a twin by itself.
import { useId, useRef, useState } from 'react';
import { ask, run } from '../../../lib/api.ts';
import { useMatter } from '../../../lib/matter.ts';
import { SayNo } from '../../../lib/say-no.tsx';
import { useEntered } from '../../../lib/undo.tsx';
import { authoritative, counted, isSealed, number } from '../../../lib/words.ts';
import { TAKEN_BACK } from './acts.ts';
import { readDate } from './date-field.tsx';
import {
  type Compared,
  FIELDS,
  type Field,
  guessFields,
  linesOf,
  type Planned,
  planOf,
} from './import-plan.ts';
import { readTable } from './table-text.ts';

const AT_ONCE = 500;
const SORTS: Readonly<Record<Planned['sort'], string>> = {
  new: 'New',
  changed: 'Changed',
  same: 'As it is',
  twin: 'Says what is there',
  fault: 'Cannot be taken',
};

/** Three steps on one page: paste, map, look at the differences and enter those that are ticked. */
export function ImportFacts({ close }: { readonly close: () => void }) {
  const matter = useMatter();
  const entered = useEntered();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [hasHead, setHead] = useState(true);
  const [fields, setFields] = useState<readonly Field[]>([]);
  const [plan, setPlan] = useState<readonly Planned[]>();
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [ground, setGround] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState<string>();
  const rows = readTable(text);
  const heads = rows[0] ?? [];
  const body = hasHead ? rows.slice(1) : rows;
  const take = (next: string): void => {
    setText(next);
    setPlan(undefined);
    const first = readTable(next)[0] ?? [];
    const guessed = guessFields(first);
    const isHead = guessed.some((one) => one !== '');
    setHead(isHead);
    // Without a head the common order of a team's table: date, fact, place.
    setFields(isHead ? guessed : first.map((_, i) => (['when', 'statement', 'where'] as const)[i] ?? ''));
  };
  const compare = async (): Promise<void> => {
    setError(undefined);
    setBusy('Comparing…');
    try {
      const lines = linesOf(body, fields);
      const compared: Compared[] = [];
      for (let i = 0; i < lines.length; i += AT_ONCE) {
        const answer = await ask<{ lines: readonly Compared[] }>(matter, 'fact.compare', {
          lines: lines.slice(i, i + AT_ONCE).map((line) => ({
            ...(line.id === undefined ? {} : { id: line.id.slice(0, 60) }),
            ...(line.statement === undefined ? {} : { statement: line.statement.slice(0, 4000) }),
          })),
        });
        compared.push(...answer.lines);
      }
      const next = planOf(lines, compared);
      setPlan(next);
      setTicked(new Set(next.flatMap((one, i) => (one.sort === 'new' || one.sort === 'changed' ? [i] : []))));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(undefined);
    }
  };
  const chosen = (plan ?? []).flatMap((one, i) => (ticked.has(i) ? [one] : []));
  const needsGround = chosen.some((one) => one.sort === 'changed');
  const enter = async (): Promise<void> => {
    setError(undefined);
    const undo: (() => Promise<void>)[] = [];
    let n = 0;
    try {
      for (const one of chosen) {
        setBusy(`${number(n)} of ${number(chosen.length)} entered…`);
        undo.push(await enterOne(matter, one, ground.trim()));
        n += 1;
      }
      close();
    } catch (thrown) {
      setError(thrown);
      // What was entered is not entered twice when the button is pressed again.
      setPlan(undefined);
    } finally {
      setBusy(undefined);
      if (n > 0)
        entered({
          words: `${counted(n, 'row')} entered.`,
          undo: async () => {
            for (const back of undo.reverse()) await back();
          },
        });
    }
  };
  return (
    <section
      className="screen import"
      aria-label="Paste a table"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header>
        <h2>Paste a table</h2>
        <button type="button" onClick={close}>
          Close
        </button>
      </header>
      <label className="field" htmlFor={`${id}t`}>
        <span>
          Copy the rows in Excel or Word with their head and paste them here, or{' '}
          <button type="button" className="link" onClick={() => file.current?.click()}>
            choose a CSV file
          </button>
          . Rows with the id of a fact update it; the export of a view has them.
        </span>
      </label>
      <textarea
        id={`${id}t`}
        className="mono"
        rows={plan === undefined ? 7 : 3}
        value={text}
        onChange={(event) => take(event.target.value)}
      />
      <input
        ref={file}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        hidden
        aria-label="A CSV file"
        onChange={(event) => {
          void event.target.files?.[0]?.text().then(take);
        }}
      />
      {rows.length > 0 && (
        <>
          <label className="tick">
            <input
              type="checkbox"
              checked={hasHead}
              onChange={(event) => {
                setHead(event.target.checked);
                setPlan(undefined);
              }}
            />{' '}
            The first row is the head
          </label>
          <div className="import-table">
            <table className="grid">
              <thead>
                <tr>
                  {heads.map((head, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
                    <th key={i}>
                      <label>
                        <span className="small muted">{hasHead ? head : `Column ${i + 1}`}</span>
                        <br />
                        <select
                          aria-label={`What column ${i + 1} holds`}
                          value={fields[i] ?? ''}
                          onChange={(event) => {
                            const next = [...heads.map((_, at) => fields[at] ?? '')] as Field[];
                            next[i] = event.target.value as Field;
                            setFields(next.map((one, at) => (at !== i && one === next[i] ? '' : one)));
                            setPlan(undefined);
                          }}
                        >
                          {FIELDS.map(([field, title]) => (
                            <option key={field} value={field}>
                              {title}
                            </option>
                          ))}
                        </select>
                      </label>
                    </th>
                  ))}
                </tr>
              </thead>
              {plan === undefined && (
                <tbody>
                  {body.slice(0, 5).map((row, r) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a row of a pasted table is known by its place
                    <tr key={r}>
                      {heads.map((_, i) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
                        <td key={i} dir="auto">
                          {row[i] ?? ''}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              )}
            </table>
          </div>
          {plan === undefined && (
            <div className="acts below">
              <button
                type="button"
                className="primary"
                disabled={
                  busy !== undefined ||
                  body.length === 0 ||
                  (!fields.includes('statement') && !fields.includes('id'))
                }
                onClick={() => void compare()}
              >
                {busy ?? `Compare ${counted(body.length, 'row')} with the record`}
              </button>
              {!fields.includes('statement') && !fields.includes('id') && (
                <span className="muted small">Say which column holds the fact.</span>
              )}
            </div>
          )}
        </>
      )}
      {plan !== undefined && (
        <>
          <p className="below">
            {(Object.keys(SORTS) as Planned['sort'][])
              .flatMap((sort) => {
                const n = plan.filter((one) => one.sort === sort).length;
                return n === 0 ? [] : [`${SORTS[sort]}: ${number(n)}`];
              })
              .join(' · ')}
          </p>
          <div className="import-table">
            <table className="grid">
              <thead>
                <tr>
                  <th>
                    <span className="visually-hidden">Enter it</span>
                  </th>
                  <th className="numbers">Row</th>
                  <th>Comes to</th>
                  <th>What it says</th>
                </tr>
              </thead>
              <tbody>
                {plan.map((one, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a row of a pasted table is known by its place
                  <tr key={i}>
                    <td>
                      {one.sort !== 'fault' && one.sort !== 'same' && (
                        <input
                          type="checkbox"
                          aria-label={`Enter row ${i + 1}`}
                          checked={ticked.has(i)}
                          onChange={() => {
                            const next = new Set(ticked);
                            if (!next.delete(i)) next.add(i);
                            setTicked(next);
                          }}
                        />
                      )}
                    </td>
                    <td className="numbers">{i + 1}</td>
                    <td>{SORTS[one.sort]}</td>
                    <td>
                      <Difference planned={one} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {needsGround && (
            <label className="field below" htmlFor={`${id}g`}>
              <span>Why are facts restated?</span>
              <input
                id={`${id}g`}
                value={ground}
                maxLength={1000}
                onChange={(event) => setGround(event.target.value)}
              />
            </label>
          )}
          <div className="acts below">
            <button
              type="button"
              className="primary"
              disabled={busy !== undefined || chosen.length === 0 || (needsGround && ground.trim() === '')}
              onClick={() => void enter()}
            >
              {busy ?? `Enter ${counted(chosen.length, 'row')}`}
            </button>
            <button type="button" onClick={() => setPlan(undefined)}>
              Map the columns again
            </button>
          </div>
        </>
      )}
      {error !== undefined && <SayNo error={error} />}
    </section>
  );
}

function Difference({ planned }: { readonly planned: Planned }) {
  const { line } = planned;
  if (planned.sort === 'fault')
    return (
      <>
        <bdi>{line.statement ?? line.id ?? ''}</bdi>
        <div className="small contested-ink">{planned.why}</div>
      </>
    );
  if (planned.sort === 'changed')
    return planned.changes.map((change) => (
      <div key={change.field}>
        <span className="muted small">{change.field}</span> <del>{change.before}</del>{' '}
        <ins>{change.after}</ins>
      </div>
    ));
  return (
    <>
      {line.when !== undefined && <span className="muted">{readDate(line.when)} · </span>}
      <bdi>
        {line.statement ??
          (planned.sort === 'same' && !isSealed(planned.fact.statement)
            ? authoritative(planned.fact.statement)
            : '')}
      </bdi>
      {planned.sort === 'twin' && (
        <div className="small contested-ink">
          {counted(planned.twins.length, 'fact')} in the record {planned.twins.length === 1 ? 'says' : 'say'}{' '}
          the same. It is left out unless you tick it; to change that fact, give the row its id:{' '}
          {planned.twins[0]}
        </div>
      )}
    </>
  );
}

/** Enters one row and gives the way back. */
async function enterOne(matter: string, planned: Planned, ground: string): Promise<() => Promise<void>> {
  const { line } = planned;
  if (planned.sort === 'changed') {
    const { fact, changes } = planned;
    const has = (field: string): boolean => changes.some((one) => one.field === field);
    const restated = {
      ...(has('statement') ? { statement: line.statement } : {}),
      ...(has('when') ? { when: line.when } : {}),
      ...(has('where') ? { where: line.where } : {}),
    };
    if (Object.keys(restated).length > 0)
      await run(matter, 'fact.restate', { fact: fact.id, ...restated, ground });
    if (has('tags')) await run(matter, 'fact.tag', { fact: fact.id, tags: line.tags ?? [] });
    return async () => {
      const back = {
        ...(has('statement') ? { statement: fact.statement } : {}),
        ...(has('when') && fact.when !== null ? { when: fact.when } : {}),
        ...(has('where') && fact.where !== null ? { where: fact.where } : {}),
      };
      if (Object.keys(back).length > 0)
        await run(matter, 'fact.restate', { fact: fact.id, ...back, ground: TAKEN_BACK });
      if (has('tags')) await run(matter, 'fact.tag', { fact: fact.id, tags: fact.tags });
    };
  }
  const receipt = await run(matter, 'fact.assert', {
    statement: line.statement ?? '',
    ...(line.when === undefined ? {} : { when: line.when }),
    ...(line.where === undefined ? {} : { where: line.where }),
    ...(line.source === undefined ? {} : { source: line.source }),
  });
  const fact = receipt.entries[0]?.subject ?? '';
  if (line.tags !== undefined && line.tags.length > 0)
    await run(matter, 'fact.tag', { fact, tags: line.tags });
  return async () => {
    await run(matter, 'fact.withdraw', { fact, ground: TAKEN_BACK });
  };
}
