// Laying down a register: the file with the claims, which column is which, and which rows count.
import { useState } from 'react';
import { run, task } from '../../lib/api.ts';
import { ExhibitPick } from '../../lib/exhibit-pick.tsx';
import { ActForm, Field, Tick, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { ColumnField, PickField } from '../../lib/pick-field.tsx';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useSealedTask } from '../../lib/use-ask.ts';
import { counted } from '../../lib/words.ts';

interface LayProps {
  readonly currency: string;
  readonly exhibit: string | undefined;
  readonly choose: (exhibit: string) => void;
  readonly cancel: () => void;
  readonly laid: (register: string) => void;
}

/** The exhibit stands in the address; its headings are read once it is chosen, and that reading is noted. */
export function LayForm({ currency, exhibit, choose, cancel, laid }: LayProps) {
  const found = useSealedTask<Headings>(
    'register.columns',
    { exhibit: exhibit ?? '' },
    exhibit !== undefined,
  );
  return (
    <section className="block">
      <h2>Lay down a register of claims</h2>
      <p className="muted">
        A table with one claim to a row: CSV, or the first sheet of a spreadsheet. Choose the exhibit that
        holds it; whoever opens a sealed one is noted. No claimant is entered: counts, sums and a hash are.
      </p>
      <ExhibitPick chosen={exhibit} choose={choose} />
      {found.error !== null && <SayNo error={found.error} />}
      {exhibit !== undefined && found.data !== undefined && (
        <Columns
          key={exhibit}
          headings={found.data}
          exhibit={exhibit}
          currency={currency}
          cancel={cancel}
          laid={laid}
        />
      )}
      {exhibit === undefined && (
        <p className="acts">
          <button type="button" onClick={cancel}>
            Cancel
          </button>
        </p>
      )}
    </section>
  );
}

interface Headings {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly sealed: boolean;
}

function Columns({
  headings: { columns, rows, sealed },
  exhibit,
  currency,
  cancel,
  laid,
}: {
  readonly headings: Headings;
  readonly exhibit: string;
  readonly currency: string;
  readonly cancel: () => void;
  readonly laid: (register: string) => void;
}) {
  const matter = useMatter();
  const entered = useEntered();
  const [only, setOnly] = useState('');
  return (
    <ActForm
      act="Lay it down"
      acting="Laying it down…"
      cancel={cancel}
      perform={async (given) => {
        const strata = [textOf(given, 'stratum'), textOf(given, 'stratum2')].flatMap((one) => one ?? []);
        const value = textOf(given, 'onlyValue');
        const { register, count } = await task<{ register: string; count: number }>(matter, 'register.lay', {
          exhibit,
          title: textOf(given, 'title'),
          currency: textOf(given, 'currency'),
          id: textOf(given, 'id'),
          claimed: textOf(given, 'claimed'),
          strata: [...new Set(strata)],
          ...(textOf(given, 'category') === undefined ? {} : { category: textOf(given, 'category') }),
          ...(only === '' || value === undefined ? {} : { only: { column: only, value } }),
          nameless: given.get('nameless') === 'on',
        });
        entered({
          words: `The register of ${counted(count, 'claim')} is laid down.`,
          undo: async () => {
            await run(matter, 'item.withdraw', { item: register, ground: 'Taken back at once.' });
          },
        });
        laid(register);
      }}
    >
      <p className="field wide">
        {counted(rows, 'row')}, {sealed ? 'under seal' : 'not under seal'}.
      </p>
      <Field label="Title" wide hint="Claims of persons held at the border">
        <input name="title" required maxLength={400} />
      </Field>
      <Field label="Currency" hint="That of the sums claimed.">
        <input name="currency" required defaultValue={currency} maxLength={10} />
      </Field>
      <ColumnField
        label="Number of the claim"
        name="id"
        columns={columns}
        like={/^(?:id|claim.?(?:no|number|id))$/iu}
      />
      <ColumnField label="Sum claimed" name="claimed" columns={columns} like={/claimed|amount|sum/iu} />
      <ColumnField
        label="Strata by"
        hint="What claims are grouped by before they are drawn: a district."
        name="stratum"
        columns={columns}
        like={/stratum|district|region|category/iu}
      />
      <ColumnField
        label="and by"
        hint="Their words together name the stratum."
        name="stratum2"
        none="nothing more"
        columns={columns}
      />
      <ColumnField
        label="Category"
        hint="What fixed sums and ceilings go by."
        name="category"
        none="the stratum"
        columns={columns}
        like={/^category$/iu}
      />
      <PickField
        label="Rows that count"
        hint="A column that says which; duplicates are marked there."
        none="all of them"
        options={columns.map((one) => [one, one] as const)}
        chosen={only}
        change={setOnly}
      />
      {only !== '' && (
        <Field label={`Where “${only}” says`}>
          <input name="onlyValue" required placeholder="admissible" />
        </Field>
      )}
      {!sealed && <Tick name="nameless" label="The file names nobody: it may stand in the open" />}
    </ActForm>
  );
}
