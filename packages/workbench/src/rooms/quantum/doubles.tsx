// Lines that may claim one loss twice: the program points, a person judges.
import { run } from '../../lib/api.ts';
import { ActForm, Field, textOf } from '../../lib/form.tsx';
import { useMatter } from '../../lib/matter.ts';
import { SayNo } from '../../lib/say-no.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';

interface Pair {
  readonly first: string;
  readonly second: string;
  readonly firstTitle: string;
  readonly secondTitle: string;
  readonly reasons: readonly string[];
  readonly outcome: string | null;
  readonly ground: string | null;
}

/** Nothing is shown where no two lines resemble each other. */
export function Doubles() {
  const found = useAsk<{ pairs: readonly Pair[]; unjudged: number }>('claim.doubles');
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined || found.data.pairs.length === 0) return null;
  return (
    <section className="block">
      <h2>May be claimed twice</h2>
      {found.data.pairs.map((pair) => (
        <PairShown key={pair.first + pair.second} pair={pair} />
      ))}
    </section>
  );
}

function PairShown({ pair }: { readonly pair: Pair }) {
  const matter = useMatter();
  const entered = useEntered();
  return (
    <div className="citation">
      <p>
        <bdi>{pair.firstTitle}</bdi> and <bdi>{pair.secondTitle}</bdi>
        <span className="muted small"> · {pair.reasons.join('; ')}</span>
      </p>
      {pair.outcome !== null ? (
        <p className="small">
          Judged: {sentence(pair.outcome).toLowerCase()}. <bdi>{pair.ground}</bdi>
        </p>
      ) : (
        <ActForm
          act="Enter the judgement"
          acting="Entering…"
          perform={async (given) => {
            await run(matter, 'double.judge', {
              first: pair.first,
              second: pair.second,
              outcome: textOf(given, 'outcome'),
              ground: textOf(given, 'ground'),
            });
            entered({ words: 'The judgement is entered.' });
          }}
        >
          <Field label="They are">
            <select name="outcome" defaultValue="two-losses">
              <option value="two-losses">two losses</option>
              <option value="one-loss">one loss, entered twice</option>
            </select>
          </Field>
          <Field label="On what ground?">
            <input name="ground" required maxLength={1000} />
          </Field>
        </ActForm>
      )}
    </div>
  );
}
