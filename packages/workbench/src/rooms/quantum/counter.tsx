// The claim as the other side would have it: change by change, each with what it moves alone and in its order.

import { useState } from 'react';
import { run } from '../../lib/api.ts';
import { ActForm, Field, idsOf, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { PassagesField } from '../../lib/passages-field.tsx';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { CHANGES, type ChangeKind, changeOf } from './changes.ts';
import { sum, sumOr } from './sums.ts';
import type { Go, Head, Money } from './types.ts';
import { Withdraw } from './withdraw.tsx';

interface Three {
  readonly itemised: Money | null;
  readonly estimated: Money | null;
  readonly global: Money | null;
  readonly low: Money | null;
  readonly high: Money | null;
}
interface Compared {
  readonly title: string;
  readonly pleaded: Three;
  readonly countered: Three;
  readonly difference: Three;
  readonly moved: readonly {
    readonly title: string;
    readonly ground: string;
    readonly alone: Three;
    readonly step: Three;
    readonly idle: string | null;
  }[];
  readonly sentence: string;
}
interface Case {
  readonly id: string;
  readonly title: string;
}

interface CounterProps {
  /** A study pleads nothing: what stands beside a reading is the study itself. */
  readonly isStudy: boolean;
  readonly heads: readonly Head[];
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly go: Go;
}

/** The case in the address, or the first. */
export function Counter({ heads, isStudy, search, go }: CounterProps) {
  const found = useAsk<{ cases: readonly Case[] }>('counter-case.list');
  const cases = found.data?.cases ?? [];
  const chosen = cases.find((one) => one.id === search['case'])?.id ?? cases[0]?.id;
  const [isAsking, setAsking] = useState(false);
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  return (
    <>
      {cases.length === 0 && (
        <p className="muted">
          No counter-case is entered. Put in each assumption that the other side would change, with its
          ground: the table then says which of them moves how much.
        </p>
      )}
      {cases.length > 1 && (
        <div className="tabs" role="group" aria-label="Counter-cases">
          {cases.map((one) => (
            <button
              type="button"
              key={one.id}
              aria-pressed={one.id === chosen}
              onClick={() => go({ tab: 'counter', case: one.id })}
            >
              <bdi>{one.title}</bdi>
            </button>
          ))}
        </div>
      )}
      {chosen !== undefined && <Comparison key={chosen} id={chosen} isStudy={isStudy} />}
      {isAsking ? (
        <CounterForm heads={heads} done={() => setAsking(false)} go={go} />
      ) : (
        <p className="below">
          <button type="button" onClick={() => setAsking(true)}>
            Enter a counter-case
          </button>
        </p>
      )}
    </>
  );
}

const COLUMNS = ['itemised', 'estimated', 'global'] as const;

/** The estimated column, or its two ends where no sum stands between them. */
function estimatedWords(of: Three): string {
  if (of.estimated !== null) return sum(of.estimated);
  return of.low === null || of.high === null ? '' : `${sum(of.low)} to ${sum(of.high)}`;
}

/** What a change does to the estimated column: to the sum, or to each of the two ends. */
function movedWords(of: Three): string {
  if (of.estimated !== null) return sum(of.estimated);
  return of.low === null || of.high === null ? '' : `low ${sum(of.low)}, high ${sum(of.high)}`;
}

function Comparison({ id, isStudy }: { readonly id: string; readonly isStudy: boolean }) {
  const found = useAsk<Compared>('counter-case.compare', { case: id });
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const { title, pleaded, countered, difference, moved, sentence } = found.data;
  const row = (name: string, of: Three, isStrong = false) => (
    <tr className={isStrong ? 'sum-line' : undefined}>
      <td>{name}</td>
      {COLUMNS.map((column) => (
        <td key={column} className="numbers">
          {column !== 'estimated' ? sumOr(of[column], '') : isStrong ? movedWords(of) : estimatedWords(of)}
        </td>
      ))}
    </tr>
  );
  return (
    <section className="block">
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <p className="lead">{sentence}</p>
      <div className="wide-table">
        <table className="grid">
          <thead>
            <tr>
              <th>Column</th>
              <th className="numbers">Itemised</th>
              <th className="numbers">Estimated</th>
              <th className="numbers">Global</th>
            </tr>
          </thead>
          <tbody>
            {row(isStudy ? 'As the study has it' : 'As pleaded', pleaded)}
            {row('Under the changes', countered)}
            {row('Difference', difference, true)}
          </tbody>
        </table>
      </div>
      <div className="wide-table">
        <table className="grid">
          <thead>
            <tr>
              <th>Change</th>
              <th>Ground</th>
              <th className="numbers">Alone, itemised</th>
              <th className="numbers">Alone, estimated</th>
              <th className="numbers">In order, itemised</th>
              <th className="numbers">In order, estimated</th>
            </tr>
          </thead>
          <tbody>
            {moved.map((one) => (
              <tr key={one.title}>
                <td>
                  <bdi>{one.title}</bdi>
                  {one.idle !== null && <div className="contested-ink small">{one.idle}</div>}
                </td>
                <td>
                  <bdi>{one.ground}</bdi>
                </td>
                <td className="numbers">{sumOr(one.alone.itemised, '')}</td>
                <td className="numbers">{movedWords(one.alone)}</td>
                <td className="numbers">{sumOr(one.step.itemised, '')}</td>
                <td className="numbers">{movedWords(one.step)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Withdraw item={id} what="counter-case" />
    </section>
  );
}

interface FormProps {
  readonly heads: readonly Head[];
  readonly done: () => void;
  readonly go: Go;
}

function CounterForm({ heads, done, go }: FormProps) {
  const matter = useMatter();
  const entered = useEntered();
  const rules = useAsk<{ rules: readonly { readonly id: string; readonly inWords: string }[] }>(
    'interest.list',
  );
  const [kinds, setKinds] = useState<readonly ChangeKind[]>(['leave-out-line']);
  const currency = heads[0]?.gross.currency ?? 'EUR';
  const targets = (kind: ChangeKind): readonly (readonly [string, string])[] =>
    CHANGES[kind].of === 'line'
      ? heads.flatMap((head) => head.items.map((item) => [item.id, item.title] as const))
      : CHANGES[kind].of === 'head'
        ? heads.map((head) => [head.id, head.title] as const)
        : CHANGES[kind].of === 'rule'
          ? (rules.data?.rules ?? []).map((rule) => [rule.id, rule.inWords] as const)
          : [];
  return (
    <ActForm
      act="Enter the counter-case"
      acting="Entering…"
      cancel={done}
      perform={async (given) => {
        const receipt = await run(matter, 'counter-case.enter', {
          title: textOf(given, 'title'),
          changes: kinds.map((kind, i) => ({
            title: textOf(given, `title-${i}`),
            change: changeOf(kind, textOf(given, `of-${i}`), textOf(given, `value-${i}`), currency),
            ground: textOf(given, `ground-${i}`),
            passages: idsOf(given, `passages-${i}`),
          })),
        });
        const id = receipt.entries[0]?.subject ?? '';
        entered({
          words: 'The counter-case is entered.',
          undo: async () => {
            await run(matter, 'item.withdraw', { item: id, ground: 'Taken back at once.' });
          },
        });
        done();
        go({ tab: 'counter', case: id });
      }}
    >
      <Field label="Title" wide hint="The Respondent’s figures">
        <input name="title" required maxLength={400} />
      </Field>
      {kinds.map((kind, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of the changes is what is entered
        <fieldset key={i} className="change">
          <legend>Change {i + 1}</legend>
          <div className="fields">
            <Field label="What is changed">
              <select
                value={kind}
                onChange={(event) =>
                  setKinds(kinds.map((one, j) => (j === i ? (event.target.value as ChangeKind) : one)))
                }
              >
                {Object.entries(CHANGES).map(([code, { words }]) => (
                  <option key={code} value={code}>
                    {words}
                  </option>
                ))}
              </select>
            </Field>
            {CHANGES[kind].of !== 'claim' && (
              <Field label="Of">
                <select name={`of-${i}`} required>
                  {targets(kind).map(([id, words]) => (
                    <option key={id} value={id}>
                      {words}
                    </option>
                  ))}
                </select>
              </Field>
            )}
            {CHANGES[kind].value !== null && (
              <Field label={CHANGES[kind].value ?? ''}>
                <input name={`value-${i}`} required />
              </Field>
            )}
            <Field label="In words">
              <input name={`title-${i}`} required maxLength={400} />
            </Field>
            <Field label="Ground">
              <input name={`ground-${i}`} required maxLength={400} />
            </Field>
            <PassagesField name={`passages-${i}`} label="Passages" hint="May be left empty." />
          </div>
        </fieldset>
      ))}
      <p className="field wide">
        <button type="button" onClick={() => setKinds([...kinds, 'leave-out-line'])}>
          Add a change
        </button>
      </p>
    </ActForm>
  );
}
