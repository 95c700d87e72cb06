// Claimed beside awarded, head by head, with what was given beyond the claim marked.
import { useState } from 'react';
import { FigureShown } from '../../figures/figure.tsx';
import { run } from '../../lib/api.ts';
import { ActForm, Field, idsOf, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { PassagesField } from '../../lib/passages-field.tsx';
import { Lacks, SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';
import { moneyOf, sum, sumOr } from './sums.ts';
import type { Head, Money } from './types.ts';

interface Awards {
  readonly rows: readonly {
    readonly head: string;
    readonly title: string;
    readonly claimed: Money | null;
    readonly outcome: string | null;
    readonly awarded: Money | null;
    readonly difference: Money | null;
    readonly part: string | null;
    readonly beyondClaim: boolean;
    readonly ground: string | null;
  }[];
  readonly claimed: Money | null;
  readonly awarded: Money | null;
  readonly part: string | null;
  readonly deficiencies: readonly { readonly subject: string; readonly message: string }[];
}

/** The table, its figure once something was decided, and the form. */
export function Award({ heads, currency }: { readonly heads: readonly Head[]; readonly currency: string }) {
  const found = useAsk<Awards>('award.list');
  const [isAsking, setAsking] = useState(false);
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const { rows, claimed, awarded, part, deficiencies } = found.data;
  return (
    <>
      {deficiencies.map((one) => (
        <Lacks key={one.subject}>{one.message}</Lacks>
      ))}
      {rows.every((row) => row.outcome === null) && (
        <p className="muted">
          Nothing is decided yet. Enter what was awarded, refused or reserved, head by head.
        </p>
      )}
      <div className="wide-table">
        <table className="grid">
          <thead>
            <tr>
              <th>Head</th>
              <th className="numbers">Claimed</th>
              <th>Outcome</th>
              <th className="numbers">Awarded</th>
              <th className="numbers">Difference</th>
              <th className="numbers">Part</th>
              <th>Ground</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.head}>
                <td>
                  <bdi>{row.title}</bdi>
                </td>
                <td className="numbers">{sumOr(row.claimed)}</td>
                <td>{row.outcome === null ? '' : sentence(row.outcome)}</td>
                <td className="numbers">{sumOr(row.awarded, '')}</td>
                <td className="numbers">{sumOr(row.difference, '')}</td>
                <td className="numbers">{row.part ?? ''}</td>
                <td>
                  <bdi>{row.ground}</bdi>
                </td>
              </tr>
            ))}
            {claimed !== null && awarded !== null && (
              <tr className="sum-line">
                <td>Of the heads decided</td>
                <td className="numbers">{sum(claimed)}</td>
                <td />
                <td className="numbers">{sum(awarded)}</td>
                <td />
                <td className="numbers">{part ?? ''}</td>
                <td />
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {rows.some((row) => row.awarded !== null) && <FigureShown figure="award" of="claim" />}
      {isAsking ? (
        <AwardForm heads={heads} currency={currency} done={() => setAsking(false)} />
      ) : (
        <button type="button" onClick={() => setAsking(true)}>
          Enter what was decided
        </button>
      )}
    </>
  );
}

interface FormProps {
  readonly heads: readonly Head[];
  readonly currency: string;
  readonly done: () => void;
}

function AwardForm({ heads, currency, done }: FormProps) {
  const matter = useMatter();
  const entered = useEntered();
  const [outcome, setOutcome] = useState('awarded');
  return (
    <ActForm
      act="Enter it"
      acting="Entering…"
      cancel={done}
      perform={async (given) => {
        const receipt = await run(matter, 'award.enter', {
          head: textOf(given, 'head'),
          outcome,
          sum: outcome === 'awarded' ? moneyOf(textOf(given, 'sum'), currency) : null,
          ground: textOf(given, 'ground'),
          on: textOf(given, 'on') ?? null,
          passages: idsOf(given, 'passages'),
        });
        const id = receipt.entries[0]?.subject ?? '';
        entered({
          words: 'What was decided is entered.',
          undo: async () => {
            await run(matter, 'item.withdraw', { item: id, ground: 'Taken back at once.' });
          },
        });
        done();
      }}
    >
      <Field label="Head">
        <select name="head">
          {heads.map((head) => (
            <option key={head.id} value={head.id}>
              {head.title}
            </option>
          ))}
        </select>
      </Field>
      <Field label="Outcome">
        <select value={outcome} onChange={(event) => setOutcome(event.target.value)}>
          <option value="awarded">awarded</option>
          <option value="refused">refused</option>
          <option value="reserved">reserved</option>
        </select>
      </Field>
      {outcome === 'awarded' && (
        <Field label={`Sum, ${currency}`}>
          <input name="sum" required inputMode="decimal" />
        </Field>
      )}
      <Field label="On">
        <input type="date" name="on" />
      </Field>
      <Field label="Ground" wide hint="Judgment, paragraph 86.">
        <input name="ground" required maxLength={2000} />
      </Field>
      <PassagesField name="passages" label="Passages" hint="May be left empty." />
    </ActForm>
  );
}
