// Claims that may be one person twice, and counts by two columns with small cells hidden.
import { useState } from 'react';
import { task } from '../../lib/api.ts';
import { ActForm, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { ColumnField, PickField } from '../../lib/pick-field.tsx';
import { SayNo } from '../../lib/say-no.tsx';
import { useSealedTask } from '../../lib/use-ask.ts';
import { number, sentence } from '../../lib/words.ts';
import type { Register } from './mass-types.ts';

interface PartProps {
  readonly register: Register;
  readonly columns: readonly string[];
}

/** Both need the headings of the register, which is opened for them and noted once. */
export function Persons({
  register,
  part,
}: {
  readonly register: Register;
  readonly part: 'matches' | 'counts';
}) {
  const headings = useSealedTask<{ columns: readonly string[] }>(
    'register.columns',
    { exhibit: register.exhibit },
    true,
  );
  if (headings.error !== null) return <SayNo error={headings.error} />;
  if (headings.data === undefined) return null;
  const Part = part === 'matches' ? Matches : Counts;
  return <Part register={register} columns={headings.data.columns} />;
}

interface Matched {
  readonly pairs: readonly {
    readonly first: string;
    readonly second: string;
    readonly strength: string;
    readonly reasons: readonly string[];
  }[];
  readonly sentence: string;
}

const SIGNS = [
  ['name', 'Name', /^name$|full.?name/iu],
  ['otherNames', 'Other spellings', /other|alias/iu],
  ['document', 'Identity document', /document|passport/iu],
  ['birth', 'Date of birth', /birth/iu],
  ['family', 'Family', /family|household/iu],
  ['event', 'Event', /event/iu],
] as const;

/** Candidates only: nothing is merged, a person judges. */
function Matches({ register, columns }: PartProps) {
  const matter = useMatter();
  const [found, setFound] = useState<Matched>();
  return (
    <>
      <p className="muted">
        Claims are compared by document, by name and birth, and by family and event. Nothing is merged: mark
        in the register what does not count, bring it in anew, and lay it down with the rows that count.
      </p>
      <ActForm
        act="Compare the claims"
        acting="Comparing…"
        perform={async (given) => {
          setFound(undefined);
          setFound(
            await task<Matched>(matter, 'register.match', {
              register: register.id,
              ...Object.fromEntries(
                SIGNS.flatMap(([name]) => {
                  const column = textOf(given, name);
                  return column === undefined ? [] : [[name, column]];
                }),
              ),
            }),
          );
        }}
      >
        {SIGNS.map(([name, label, like]) => (
          <ColumnField
            key={name}
            name={name}
            label={label}
            columns={columns}
            like={like}
            none={name === 'name' ? 'choose the column' : 'no such column'}
            required={name === 'name'}
          />
        ))}
      </ActForm>
      {found !== undefined && (
        <section aria-live="polite">
          <p className="lead">{found.sentence}</p>
          {found.pairs.length > 0 && (
            <table className="grid">
              <thead>
                <tr>
                  <th>Claim</th>
                  <th>and claim</th>
                  <th>Strength</th>
                  <th>Why</th>
                </tr>
              </thead>
              <tbody>
                {found.pairs.map((one) => (
                  <tr key={`${one.first} ${one.second}`}>
                    <td className="mono">{one.first}</td>
                    <td className="mono">{one.second}</td>
                    <td>{sentence(one.strength)}</td>
                    <td>{one.reasons.join('; ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      )}
    </>
  );
}

interface Counted {
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly name: string;
    readonly cells: readonly (number | null)[];
    readonly total: number;
  }[];
  readonly totals: readonly number[];
  readonly total: number;
  readonly sentence: string;
}

/** What may leave the house: no cell that points at persons, and none from which one could be worked out. */
function Counts({ register, columns }: PartProps) {
  const matter = useMatter();
  const [found, setFound] = useState<Counted>();
  const options = columns.map((one) => [one, one] as const);
  return (
    <>
      <ActForm
        act="Count"
        acting="Counting…"
        perform={async (given) => {
          setFound(undefined);
          setFound(
            await task<Counted>(matter, 'register.table', {
              register: register.id,
              rows: textOf(given, 'rows'),
              columns: textOf(given, 'columns'),
            }),
          );
        }}
      >
        <PickField label="Rows by" name="rows" options={options} />
        <PickField label="Columns by" name="columns" options={options} chosen={columns[1]} />
      </ActForm>
      {found !== undefined && (
        <section aria-live="polite">
          <p className="lead">{found.sentence}</p>
          <div className="wide-table">
            <table className="grid">
              <thead>
                <tr>
                  <th />
                  {found.columns.map((one) => (
                    <th key={one} className="numbers" scope="col">
                      <bdi>{one}</bdi>
                    </th>
                  ))}
                  <th className="numbers">All</th>
                </tr>
              </thead>
              <tbody>
                {found.rows.map((row) => (
                  <tr key={row.name}>
                    <th scope="row">
                      <bdi>{row.name}</bdi>
                    </th>
                    {row.cells.map((cell, i) => (
                      <td key={found.columns[i]} className="numbers">
                        {cell === null ? <span className="muted">hidden</span> : number(cell)}
                      </td>
                    ))}
                    <td className="numbers">{number(row.total)}</td>
                  </tr>
                ))}
                <tr className="sum-line">
                  <td>All</td>
                  {found.totals.map((one, i) => (
                    <td key={found.columns[i]} className="numbers">
                      {number(one)}
                    </td>
                  ))}
                  <td className="numbers">{number(found.total)}</td>
                </tr>
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  );
}
