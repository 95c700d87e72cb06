// Fixed sums for each accepted claim of a category, and ceilings above which none is counted.
import { run } from '../../lib/api.ts';
import { ActForm, Field, idsOf, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { PassagesField } from '../../lib/passages-field.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { currency as printed } from '../../lib/words.ts';
import type { Register } from './mass-types.ts';
import { moneyOf, sumWith } from './sums.ts';

export function FixedSums({ register }: { readonly register: Register }) {
  const matter = useMatter();
  const entered = useEntered();
  const { currency } = register.claimed;
  return (
    <>
      {register.fixedSums.length === 0 ? (
        <p className="muted">None is set: each claim counts for what was accepted.</p>
      ) : (
        <table className="grid">
          <thead>
            <tr>
              <th>Category</th>
              <th>Form</th>
              <th className="numbers">Sum</th>
              <th>Ground</th>
            </tr>
          </thead>
          <tbody>
            {register.fixedSums.map((one) => (
              <tr key={one.category}>
                <td>
                  <bdi>{one.category}</bdi>
                </td>
                <td>{one.form === 'fixed' ? 'for each accepted claim' : 'no more for any one'}</td>
                <td className="numbers">{sumWith(one.sum)}</td>
                <td>
                  <bdi>{one.ground}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3 className="below">Set one</h3>
      <ActForm
        act="Set it"
        acting="Setting…"
        perform={async (given) => {
          const receipt = await run(matter, 'fixed-sum.set', {
            register: register.id,
            category: textOf(given, 'category'),
            form: textOf(given, 'form'),
            sum: moneyOf(textOf(given, 'sum'), currency),
            ground: textOf(given, 'ground'),
            passages: idsOf(given, 'passages'),
          });
          const id = receipt.entries[0]?.subject ?? '';
          entered({
            words: 'The rule is set; a later one for the same category stands in its place.',
            undo: async () => {
              await run(matter, 'item.withdraw', { item: id, ground: 'Taken back at once.' });
            },
          });
        }}
      >
        <Field label="Category" hint="As the register spells it.">
          <input name="category" required maxLength={1000} />
        </Field>
        <Field label="It is">
          <select name="form">
            <option value="fixed">this much for each accepted claim</option>
            <option value="ceiling">no more than this for any one</option>
          </select>
        </Field>
        <Field label={`Sum, ${printed(currency)}`}>
          <input name="sum" required inputMode="decimal" />
        </Field>
        <Field label="Ground" wide>
          <input name="ground" required maxLength={2000} />
        </Field>
        <PassagesField name="passages" label="Passages" hint="May be left empty." />
      </ActForm>
    </>
  );
}
