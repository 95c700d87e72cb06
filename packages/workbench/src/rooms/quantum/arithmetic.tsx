// Checks the arithmetic of a table in an exhibit, the other side's or one's own: which cells do not follow from the others.
import { useState } from 'react';
import { task } from '../../lib/api.ts';
import { ExhibitPick } from '../../lib/exhibit-pick.tsx';
import { ActForm, Field, Tick, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { sentence } from '../../lib/words.ts';
import { lettersOf } from '../../reader/sheets-of.ts';
import type { Go } from './types.ts';

interface Checked {
  readonly sheet: string;
  readonly findings: readonly {
    readonly check: string;
    readonly where: string;
    readonly row: number;
    readonly col: number;
    readonly verdict: string;
    readonly stated: string;
    readonly computed: string;
    readonly difference: string;
    readonly message: string;
  }[];
  readonly checked: number;
  readonly sentence: string;
}

interface ArithmeticProps {
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly go: Go;
}

const number = (given: FormData, name: string): number | undefined => {
  const text = textOf(given, name);
  return text === undefined ? undefined : Number(text);
};

/** The exhibit stands in the address; the result is not kept: it is worked out anew each time. */
export function Arithmetic({ search, go }: ArithmeticProps) {
  const matter = useMatter();
  const [found, setFound] = useState<Checked>();
  const exhibit = search['exhibit'];
  return (
    <>
      <p className="muted">
        Totals, subtotals, percentages and products of a table are worked out again. What a cut-off digit or a
        rounding explains is told apart from what is wrong.
      </p>
      <ExhibitPick
        chosen={exhibit}
        choose={(next) => {
          setFound(undefined);
          go({ tab: 'arithmetic', exhibit: next });
        }}
      />
      {exhibit !== undefined && (
        <ActForm
          act="Check it"
          acting="Checking…"
          perform={async (given) => {
            const [firstRow, lastRow, totalColumn, labelColumn] = [
              number(given, 'firstRow'),
              number(given, 'lastRow'),
              number(given, 'totalColumn'),
              number(given, 'labelColumn'),
            ];
            const base = number(given, 'base');
            const result = number(given, 'result');
            const rate = textOf(given, 'rate');
            setFound(
              await task<Checked>(matter, 'arithmetic.check', {
                exhibit,
                ...(textOf(given, 'sheet') === undefined ? {} : { sheet: textOf(given, 'sheet') }),
                ...(firstRow === undefined ? {} : { firstRow }),
                ...(lastRow === undefined ? {} : { lastRow }),
                ...(totalColumn === undefined ? {} : { totalColumn }),
                ...(labelColumn === undefined ? {} : { labelColumn }),
                ...(base === undefined || result === undefined || rate === undefined
                  ? {}
                  : { percentages: [{ base, rate: /^\d+$/u.test(rate) ? Number(rate) : rate, result }] }),
                counts: given.get('counts') === 'on',
                all: given.get('all') === 'on',
              }),
            );
          }}
        >
          <Field label="Sheet" hint="Empty where there is one.">
            <input name="sheet" />
          </Field>
          <Field label="First row of figures">
            <input name="firstRow" type="number" min={1} defaultValue={2} />
          </Field>
          <Field label="Last row" hint="Empty: to the end.">
            <input name="lastRow" type="number" min={1} />
          </Field>
          <Field label="Column of labels">
            <input name="labelColumn" type="number" min={1} defaultValue={1} />
          </Field>
          <Field label="Column that sums each row" hint="May be left empty.">
            <input name="totalColumn" type="number" min={1} />
          </Field>
          <Field label="Percentage: base column" hint="With the two beside it; may be left empty.">
            <input name="base" type="number" min={1} />
          </Field>
          <Field label="Percentage: rate" hint="A column, or a figure such as 15 %.">
            <input name="rate" />
          </Field>
          <Field label="Percentage: result column">
            <input name="result" type="number" min={1} />
          </Field>
          <Tick name="counts" label="The figures are counts: whole numbers are exact" />
          <Tick name="all" label="Show what holds as well" />
        </ActForm>
      )}
      {found !== undefined && (
        <section className="block" aria-live="polite">
          <p className="lead">{found.sentence}</p>
          {found.findings.length > 0 && (
            <div className="wide-table">
              <table className="grid">
                <thead>
                  <tr>
                    <th>Cell</th>
                    <th>Check</th>
                    <th>Verdict</th>
                    <th className="numbers">Stated</th>
                    <th className="numbers">Worked out</th>
                    <th className="numbers">Difference</th>
                    <th>In words</th>
                  </tr>
                </thead>
                <tbody>
                  {found.findings.map((one) => (
                    <tr key={`${one.check} ${one.row} ${one.col} ${one.where}`}>
                      <td className="mono">
                        {lettersOf(one.col)}
                        {one.row}
                      </td>
                      <td>{sentence(one.check)}</td>
                      <td>{sentence(one.verdict)}</td>
                      <td className="numbers">{one.stated}</td>
                      <td className="numbers">{one.computed}</td>
                      <td className="numbers">{one.difference}</td>
                      <td>{one.message}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
      )}
    </>
  );
}
