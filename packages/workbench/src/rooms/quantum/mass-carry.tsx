// Carries what a mass claim comes to into an estimated head, so that it is drawn with the others and falls with its exhibits.
import { run } from '../../lib/api.ts';
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { PickField } from '../../lib/pick-field.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import type { Estimates } from './estimates.ts';
import type { Register } from './mass-types.ts';
import type { Go, Head } from './types.ts';

interface CarryProps {
  readonly register: Register;
  readonly heads: readonly Head[];
  readonly done: () => void;
  readonly go: Go;
}

/** A head of its own, or a further term of an estimated one. */
export function CarryForm({ register, heads, done, go }: CarryProps) {
  const matter = useMatter();
  const entered = useEntered();
  const listed = useAsk<Estimates>('assumption.list');
  const estimated = heads.filter((one) => one.mode === 'estimated');
  return (
    <ActForm
      act="Carry it"
      acting="Carrying…"
      cancel={done}
      perform={async (given) => {
        const subject = async (name: string, input: object): Promise<string> =>
          (await run(matter, name, input)).entries[0]?.subject ?? '';
        const ground = textOf(given, 'ground') ?? '';
        // Read first: if the register cannot be carried, nothing else is entered.
        const assumption = await subject('assumption.enter', {
          title: register.title,
          register: register.id,
          reading: textOf(given, 'reading'),
          ground,
        });
        const chosen = textOf(given, 'head');
        const before = listed.data?.models.find((one) => one.head === chosen);
        const head =
          chosen ??
          (await subject('head.open', {
            title: textOf(given, 'title') ?? register.title,
            mode: 'estimated',
            why: `By a sample of the register. ${ground}`.slice(0, 400),
          }));
        await run(matter, 'head.model', {
          head,
          point: before?.point ?? 'median',
          terms: [
            ...(before?.terms ?? []),
            { title: register.title, sign: 'plus', factors: [{ assumption }] },
          ],
          ground: before?.ground ?? ground,
        });
        entered({
          words: 'It is carried into the head, with its doubt.',
          undo: async () => {
            if (before !== undefined) await run(matter, 'head.model', before);
            else if (chosen === undefined)
              await run(matter, 'item.withdraw', { item: head, ground: 'Taken back at once.' });
            await run(matter, 'item.withdraw', { item: assumption, ground: 'Taken back at once.' });
          },
        });
        go({ head });
      }}
    >
      <PickField
        label="Into"
        hint="A head with a formula gets it as a further term."
        name="head"
        none="a head of its own"
        options={estimated.map((one) => [one.id, one.title] as const)}
      />
      <Field label="Title, if a head of its own">
        <input name="title" maxLength={400} defaultValue={register.title} />
      </Field>
      <PickField
        label="Which figure"
        name="reading"
        options={[
          ['pleaded', 'the estimate, with its standard error as the doubt'],
          ['lower-bound', 'the lower bound at 95 %, without further doubt'],
        ]}
      />
      <Field label="Ground" wide hint="Why a sample may speak for all of them.">
        <input name="ground" required maxLength={380} />
      </Field>
    </ActForm>
  );
}
