// Entering parts of the claim: heads, lines, credits, assumptions and formulas, rules and tables, each with the way back.
import { run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { useEntered } from '../../lib/undo.tsx';
import { AssumptionForm } from './form-assumption.tsx';
import { CreditForm } from './form-credit.tsx';
import { DrawsForm } from './form-draws.tsx';
import { FrameForm } from './form-frame.tsx';
import { HeadForm } from './form-head.tsx';
import { InterestForm } from './form-interest.tsx';
import { LineForm } from './form-line.tsx';
import { ModelForm } from './form-model.tsx';
import { RatesForm } from './form-rates.tsx';
import type { Claim, Go, Head } from './types.ts';

interface FormsProps {
  readonly form: string;
  readonly claim: Claim | null;
  readonly heads: readonly Head[];
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly go: Go;
}

const FORMS = [
  ['head', 'A head of damage'],
  ['line', 'A line'],
  ['credit', 'Something to be taken off'],
  ['assumption', 'An assumption'],
  ['model', 'A formula'],
  ['draws', 'The draws'],
  ['interest', 'A rule of interest'],
  ['rates', 'Exchange rates'],
  ['frame', 'Currency, ceiling, conversion'],
] as const;

/** What every form gets. */
export interface FormParts {
  readonly currency: string;
  /** `sums` or `ranges`, as the claim was framed. */
  readonly shows: string;
  readonly heads: readonly Head[];
  readonly head: string | undefined;
  readonly cancel: () => void;
  /** Enters a part; undoing withdraws it. `then` goes on with the part's id. */
  readonly enter: (
    command: string,
    input: object,
    words: string,
    then?: (id: string) => void,
  ) => Promise<void>;
}

/** The form that the address names. */
export function Forms({ form, claim, heads, search, go }: FormsProps) {
  const matter = useMatter();
  const entered = useEntered();
  const parts: FormParts = {
    currency: claim?.currency ?? 'EUR',
    shows: claim?.shows ?? 'sums',
    heads: heads.filter((one) => one.mode === 'itemised'),
    head: search['head'],
    cancel: () => go({}),
    async enter(command, input, words, then) {
      const receipt = await run(matter, command, input);
      const id = receipt.entries[0]?.subject ?? '';
      const canWithdraw = command !== 'claim.frame' && command !== 'rates.enter';
      entered({
        words,
        ...(canWithdraw
          ? {
              undo: async () => {
                await run(matter, 'item.withdraw', { item: id, ground: 'Taken back at once.' });
              },
            }
          : {}),
      });
      if (then === undefined) go(search['head'] === undefined ? {} : { head: search['head'] });
      else then(id);
    },
  };
  const toEstimates = (): void => go({ tab: 'estimated' });
  return (
    <>
      <div className="tabs" role="group" aria-label="What to enter">
        {FORMS.map(([name, title]) => (
          <button
            type="button"
            key={name}
            aria-pressed={form === name}
            disabled={(name === 'line' || name === 'credit') && parts.heads.length === 0}
            onClick={() =>
              go({ new: name, ...(search['head'] === undefined ? {} : { head: search['head'] }) })
            }
          >
            {title}
          </button>
        ))}
      </div>
      <div className="below">
        {form === 'head' && (
          <HeadForm
            key={search['mode']}
            {...parts}
            initial={search['mode']}
            opened={(head) => go({ head })}
          />
        )}
        {form === 'line' && <LineForm {...parts} />}
        {form === 'credit' && <CreditForm {...parts} />}
        {form === 'assumption' && (
          <AssumptionForm
            key={search['of']}
            {...parts}
            of={search['of']}
            cancel={toEstimates}
            done={toEstimates}
          />
        )}
        {form === 'model' && (
          <ModelForm
            {...parts}
            all={heads}
            cancel={toEstimates}
            enterAssumption={() => go({ new: 'assumption' })}
            openHead={() => go({ new: 'head', mode: 'estimated' })}
            done={toEstimates}
          />
        )}
        {form === 'draws' && <DrawsForm cancel={toEstimates} done={toEstimates} />}
        {form === 'interest' && <InterestForm {...parts} />}
        {form === 'rates' && <RatesForm {...parts} />}
        {form === 'frame' && <FrameForm {...parts} />}
      </div>
    </>
  );
}
