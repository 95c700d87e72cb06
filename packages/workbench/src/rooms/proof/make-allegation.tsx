// Making an allegation: who alleges what against whom, under which obligation, and the elements that must be shown.
import { useState } from 'react';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';
import { ActForm, AT_ONCE, madeBy, useAct } from './act.tsx';
import { blank, type ElementDraft, type Formula, fromFormula, treeOf, withChange } from './draft-tree.ts';
import { FactPicker } from './match-form.tsx';
import type { Allegations, Standards } from './types.ts';
import { toggled } from './what-if.ts';

interface Parties {
  readonly parties: readonly { readonly id: string; readonly label: string; readonly role: string }[];
}
interface Provisions {
  readonly provisions: readonly {
    readonly id: string;
    readonly article: string;
    readonly heading: string;
    readonly role: string;
  }[];
}
interface ProvisionShown {
  readonly provision: {
    readonly elements: readonly { readonly id: string; readonly text: string }[];
    readonly formula?: Formula;
  };
}

interface MakeProps {
  readonly made?: (allegation: string) => void;
  readonly cancel?: () => void;
}

export function MakeAllegation({ made, cancel }: MakeProps) {
  const act = useAct();
  const parties = useAsk<Parties>('party.list');
  const provisions = useAsk<Provisions>('provision.list');
  const standards = useAsk<Standards>('standard.list');
  const others = useAsk<Allegations>('allegation.list');
  const [text, setText] = useState('');
  const [kind, setKind] = useState('merits');
  const [by, setBy] = useState('');
  const [against, setAgainst] = useState('');
  const [obligation, setObligation] = useState('');
  const [standard, setStandard] = useState('');
  const [rivalOf, setRivalOf] = useState('');
  const [op, setOp] = useState<ElementDraft['op']>('all');
  const [k, setK] = useState<number>();
  const [elements, setElements] = useState<readonly ElementDraft[]>([blank('first')]);
  const shown = useAsk<ProvisionShown>('provision.show', { provision: obligation }, obligation !== '');
  const tree = treeOf(elements);
  const set = (key: string, change: (draft: ElementDraft) => ElementDraft | undefined): void =>
    setElements(withChange(elements, key, change));
  const isReady = text.trim() !== '' && by !== '' && tree.length > 0;
  const submit = (): void => {
    const input = {
      text: text.trim(),
      kind,
      by: [by],
      against: against === '' ? [] : [against],
      ...(obligation === '' ? {} : { obligation }),
      ...(standard === '' ? {} : { standard }),
      ...(rivalOf === '' ? {} : { rivalOf }),
      tree: {
        label: text.trim().slice(0, 300),
        op,
        ...(op === 'atLeast' && k !== undefined ? { k } : {}),
        of: tree,
      },
    };
    void act
      .enter({ name: 'allegation.make', input }, 'The allegation is made.', (receipt) => [
        { name: 'allegation.withdraw', input: { allegation: madeBy(receipt), ground: AT_ONCE } },
      ])
      .then((receipt) => receipt !== undefined && made?.(madeBy(receipt)));
  };
  if (parties.data?.parties.length === 0)
    return (
      <p>
        An allegation is made by a party. Name the parties first: <code>probata proceeding open --help</code>,
        then <code>probata party name --help</code>.
      </p>
    );
  return (
    <section className="make" aria-label="Make an allegation">
      <h2>Make an allegation</h2>
      <ActForm
        label="Make an allegation"
        press="Make it"
        act={act}
        isReady={isReady}
        cancel={cancel}
        submit={submit}
      >
        <label>
          <span className="small">What is alleged, in one sentence</span>
          <textarea
            value={text}
            rows={2}
            maxLength={2000}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <div className="fields">
          <PartyChoice label="By" value={by} choose={setBy} parties={parties.data} />
          <PartyChoice label="Against" value={against} choose={setAgainst} parties={parties.data} />
          <label>
            <span className="small">Part of the case</span>
            <select value={kind} onChange={(event) => setKind(event.target.value)}>
              {['jurisdiction', 'admissibility', 'merits', 'quantum'].map((one) => (
                <option key={one} value={one}>
                  {sentence(one)}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span className="small">House rule</span>
            <select value={standard} onChange={(event) => setStandard(event.target.value)}>
              <option value="">
                {kind === 'merits' ? 'the house’s own for merits' : `the house’s own for ${kind}`}
              </option>
              {standards.data?.standards.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.label}
                </option>
              ))}
            </select>
          </label>
        </div>
        <div className="fields">
          <label>
            <span className="small">Obligation said to be breached</span>
            <select value={obligation} onChange={(event) => setObligation(event.target.value)}>
              <option value="">None named</option>
              {provisions.data?.provisions.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.article} {one.heading}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span className="small">Answers the other side’s allegation</span>
            <select value={rivalOf} onChange={(event) => setRivalOf(event.target.value)}>
              <option value="">None</option>
              {others.data?.allegations.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.text.slice(0, 90)}
                </option>
              ))}
            </select>
          </label>
        </div>
        {obligation !== '' && (shown.data?.provision.elements.length ?? 0) > 0 && (
          <button
            type="button"
            onClick={() => {
              const laid = fromFormula(shown.data?.provision.formula, shown.data?.provision.elements ?? []);
              setElements(laid.parts);
              setOp(laid.op);
              setK(laid.k);
            }}
          >
            Take its {shown.data?.provision.elements.length} elements from the pack
          </button>
        )}
        <fieldset className="choices">
          <legend className="small">What must be shown</legend>
          <div className="op">
            {(['all', 'any'] as const).map((one) => (
              <label key={one}>
                <input type="radio" name="make-op" checked={op === one} onChange={() => setOp(one)} />{' '}
                {one === 'all' ? 'all of these' : 'any one of these'}
              </label>
            ))}
          </div>
          {op === 'atLeast' && <p className="small">At least {k} of these, as the pack asks.</p>}
          {elements.map((one) => (
            <ElementFields key={one.key} draft={one} set={set} />
          ))}
          <button
            type="button"
            className="link small"
            onClick={() => setElements([...elements, blank(crypto.randomUUID())])}
          >
            Another element
          </button>
        </fieldset>
      </ActForm>
    </section>
  );
}

interface ElementFieldsProps {
  readonly draft: ElementDraft;
  readonly set: (key: string, change: (draft: ElementDraft) => ElementDraft | undefined) => void;
}

/** An element without facts stands, and is empty: it is a gap that can be seen. */
function ElementFields({ draft, set }: ElementFieldsProps) {
  const [isOpen, setOpen] = useState(false);
  const label = draft.label.trim() === '' ? 'this element' : draft.label;
  return (
    <div className="element-draft">
      <label>
        <span className="small">
          {draft.parts.length > 0 ? 'Group' : 'Element'}{' '}
          {draft.element !== undefined && <code className="muted">{draft.element}</code>}
        </span>
        <input
          value={draft.label}
          maxLength={300}
          onChange={(event) => set(draft.key, (one) => ({ ...one, label: event.target.value }))}
        />
      </label>
      <div className="acts">
        {draft.parts.length === 0 && (
          <button
            type="button"
            className="link small"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {draft.facts.length === 0 ? 'Facts that answer it…' : `Answered by ${draft.facts.length}…`}
          </button>
        )}
        {draft.element === undefined && (
          <button
            type="button"
            className="link small"
            onClick={() =>
              set(draft.key, (one) => ({ ...one, parts: [...one.parts, blank(crypto.randomUUID())] }))
            }
          >
            Add a part
          </button>
        )}
        {draft.parts.length > 0 && (
          <select
            aria-label={`How many parts of ${label} are needed`}
            value={draft.op}
            disabled={draft.op === 'atLeast'}
            onChange={(event) =>
              set(draft.key, (one) => ({ ...one, op: event.target.value === 'any' ? 'any' : 'all' }))
            }
          >
            <option value="all">all of its parts</option>
            <option value="any">any one of its parts</option>
            {draft.op === 'atLeast' && <option value="atLeast">at least {draft.k} of its parts</option>}
          </select>
        )}
        <button
          type="button"
          className="link small"
          aria-label={`Take out ${label}`}
          onClick={() => set(draft.key, () => undefined)}
        >
          Take out
        </button>
      </div>
      {isOpen && (
        <FactPicker
          label={`Facts that answer ${label}`}
          chosen={draft.facts}
          toggle={(fact) => set(draft.key, (one) => ({ ...one, facts: toggled(one.facts, fact) }))}
        />
      )}
      {draft.parts.map((part) => (
        <ElementFields key={part.key} draft={part} set={set} />
      ))}
    </div>
  );
}

interface PartyChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choose: (party: string) => void;
  readonly parties: Parties | undefined;
}

function PartyChoice({ label, value, choose, parties }: PartyChoiceProps) {
  return (
    <label>
      <span className="small">{label}</span>
      <select value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">{label === 'By' ? 'Choose a party…' : 'Nobody named'}</option>
        {parties?.parties.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label} ({one.role})
          </option>
        ))}
      </select>
    </label>
  );
}
