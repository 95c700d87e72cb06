// Bringing a passage or an exhibit to an element: how it bears, for which proposition, and what is known of its source.
import type { CitationShown } from 'probata/contract';
import { useEffect, useId, useRef, useState } from 'react';
import type { Brought } from '../../lib/brought.ts';
import { useMatter } from '../../lib/matter.ts';
import { PanelForm } from '../../lib/panel-form.tsx';
import { PassagePicker } from '../../lib/passage-picker.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { type Bearing, BearingChoice, bearingWords } from '../record/bearing-choice.tsx';
import { DateField, readDate } from '../record/facts/date-field.tsx';
import { isWhole, QualityFields, UNSAID } from '../record/quality-fields.tsx';
import { bring, bringsAnything, type Proposition } from './bring.ts';
import { type BringTarget, ElementChoice } from './element-choice.tsx';
import type { Units } from './types.ts';

const IN_WORDS = 'words';

interface BringProps {
  /** One element, or those of an allegation to choose from. */
  readonly targets: readonly BringTarget[];
  /** A passage or an exhibit that was let go here; nothing when the form was opened by a key or a button. */
  readonly brought: Brought | undefined;
  /** The fact on which it was let go. */
  readonly fact?: string | undefined;
  readonly close: () => void;
}

/** Ctrl+Enter enters, Escape closes. */
export function BringForm({ targets, brought, fact: given, close }: BringProps) {
  const matter = useMatter();
  const entered = useEntered();
  const id = useId();
  const box = useRef<HTMLFormElement>(null);
  const press = useRef({ assert: crypto.randomUUID() });
  const [node, setNode] = useState(targets.length === 1 ? (targets[0]?.node ?? '') : '');
  const [passage, setPassage] = useState(brought?.kind === 'passage' ? brought.id : undefined);
  const [bearing, setBearing] = useState<Bearing>('supports');
  const [chosen, setChosen] = useState<string | undefined>(given);
  const [statement, setStatement] = useState('');
  const [when, setWhen] = useState('');
  const [said, setSaid] = useState(UNSAID);
  const [error, setError] = useState<unknown>();
  useEffect(() => box.current?.querySelector<HTMLElement>('select, input')?.focus(), []);
  const units = useAsk<Units>('unit.list');
  const cited = useAsk<{ citations: readonly CitationShown[] }>(
    'citation.list',
    { passage: passage ?? '' },
    passage !== undefined,
  );
  const target = targets.find((one) => one.node === node);
  const citing = new Set(
    (cited.data?.citations ?? []).flatMap((one) => (one.withdrawn === null ? [one.fact as string] : [])),
  );
  const answering = target?.facts ?? [];
  const offered = [...answering, ...[...citing].filter((one) => !answering.includes(one))];
  // With nothing that answers the element, the proposition is to be worded; with one, it is that one until another is chosen.
  const at = chosen ?? (offered.length === 0 ? IN_WORDS : offered.length === 1 ? offered[0] : undefined);
  const proposition: Proposition | undefined =
    at === undefined
      ? undefined
      : at === IN_WORDS
        ? { by: 'words', statement, when }
        : { by: 'fact', fact: at, isCited: citing.has(at), answers: answering.includes(at) };
  const isHeld = proposition !== undefined && at !== IN_WORDS && !bringsAnything({ proposition });
  const isReady =
    target !== undefined &&
    passage !== undefined &&
    proposition !== undefined &&
    bringsAnything({ proposition }) &&
    (when.trim() === '' || readDate(when) !== undefined) &&
    isWhole(said);
  const save = async (): Promise<void> => {
    if (passage === undefined || proposition === undefined || target === undefined) return;
    setError(undefined);
    try {
      const undo = await bring(
        matter,
        { node: target.node, passage, bearing, proposition, said },
        press.current,
      );
      entered({
        words: `The passage is brought to “${target.label}”: it ${bearingWords(bearing)}.`,
        undo,
      });
      close();
    } catch (thrown) {
      setError(thrown);
    }
  };
  const textOf = (fact: string): string =>
    units.data?.facts.find((one) => one.id === fact)?.text ?? 'A fact of the record';
  const title =
    target === undefined ? 'Bring a passage to an element' : `Bring a passage to “${target.label}”`;
  return (
    <PanelForm
      label={title}
      press="Enter it"
      isReady={isReady}
      error={error}
      save={save}
      close={close}
      look="in-proof"
      box={box}
    >
      <h2>
        <bdi>{title}</bdi>
      </h2>
      {targets.length > 1 && (
        <ElementChoice
          label="Element"
          targets={targets}
          node={node}
          choose={(one) => {
            setNode(one);
            setChosen(undefined);
          }}
        />
      )}
      <PassagePicker
        label="The passage"
        passage={passage}
        exhibit={brought?.kind === 'exhibit' ? brought.id : undefined}
        choose={setPassage}
      />
      <BearingChoice legend="How it bears" bearing={bearing} choose={setBearing} />
      {target !== undefined && (
        <fieldset className="choices">
          <legend className="small">On which proposition</legend>
          {offered.map((fact) => (
            <label key={fact} className="tick">
              <input type="radio" name={`${id}fact`} checked={at === fact} onChange={() => setChosen(fact)} />{' '}
              <span>
                <bdi>{textOf(fact)}</bdi>
                <span className="muted small">
                  {citing.has(fact) ? ' cites this passage already' : ''}
                  {answering.includes(fact) ? '' : '; it will answer the element from now on'}
                </span>
              </span>
            </label>
          ))}
          <label className="tick">
            <input
              type="radio"
              name={`${id}fact`}
              checked={at === IN_WORDS}
              onChange={() => setChosen(IN_WORDS)}
            />{' '}
            A new fact, in one sentence
          </label>
        </fieldset>
      )}
      {isHeld && (
        <p className="small muted">
          This fact cites the passage and answers the element already: there is nothing to enter. Choose
          another proposition, or say what is new in a fact of its own.
        </p>
      )}
      {at === IN_WORDS && target !== undefined && (
        <div className="fields">
          <label>
            <span>What happened</span>
            <textarea
              rows={2}
              maxLength={4000}
              value={statement}
              onChange={(event) => setStatement(event.target.value)}
            />
          </label>
          <DateField label="When" value={when} change={setWhen} />
        </div>
      )}
      <details>
        <summary>What is known of the source</summary>
        <QualityFields said={said} change={setSaid} />
      </details>
    </PanelForm>
  );
}
