// One act on the facts chosen: tags, a link to an element, a second reading, a merger, a withdrawal.
import { useEffect, useId, useRef, useState } from 'react';
import { useMatter } from '../../../lib/matter.ts';
import { PanelForm } from '../../../lib/panel-form.tsx';
import { SayNo } from '../../../lib/say-no.tsx';
import { useEntered } from '../../../lib/undo.tsx';
import { useAsk } from '../../../lib/use-ask.ts';
import { counted } from '../../../lib/words.ts';
import { link, merge, type Outcome, review, tag, tagsIn, withdraw, wordsOf } from './acts.ts';
import type { GridAnswer, GridRow, NodeNamed } from './types.ts';

export type ActName = 'tag' | 'link' | 'review' | 'merge' | 'withdraw';

const TITLES: Readonly<Record<ActName, string>> = {
  tag: 'Tag',
  link: 'Link to elements',
  review: 'Second reading',
  merge: 'Merge',
  withdraw: 'Withdraw',
};

interface PanelProps {
  readonly act: ActName;
  readonly rows: readonly GridRow[];
  readonly elements: readonly NodeNamed[];
  readonly close: () => void;
  /** After an act: those that were refused stay chosen. */
  readonly acted: (refused: readonly string[]) => void;
}

/** Ctrl+Enter enters, Escape closes. */
export function ActPanel({ act, rows, elements, close, acted }: PanelProps) {
  const matter = useMatter();
  const entered = useEntered();
  const box = useRef<HTMLFormElement>(null);
  const id = useId();
  const common = rows.length === 1 ? (rows[0]?.tags ?? []) : [];
  const [tags, setTags] = useState(common.join(', '));
  const [remove, setRemove] = useState('');
  const [nodes, setNodes] = useState<readonly string[]>([]);
  const [verdict, setVerdict] = useState<'confirmed' | 'returned'>('confirmed');
  const [words, setWords] = useState('');
  const [into, setInto] = useState(rows[0]?.id ?? '');
  const [error, setError] = useState<unknown>();
  const [refused, setRefused] = useState<Outcome['refused']>([]);
  useEffect(() => box.current?.querySelector<HTMLElement>('input, textarea, select')?.focus(), []);
  const isReady =
    act === 'tag'
      ? tagsIn(tags).join() !== common.join() || tagsIn(remove).length > 0
      : act === 'link'
        ? nodes.length > 0
        : act === 'review'
          ? verdict === 'confirmed' || words.trim() !== ''
          : act === 'merge'
            ? words.trim() !== '' && into !== '' && rows.some((row) => row.id !== into)
            : words.trim() !== '';
  const carryOut = (): Promise<Outcome> => {
    const said = words.trim();
    if (act === 'tag') {
      const own = tagsIn(tags);
      // One fact's tags are the list as written; of several, tags are added and taken away.
      const gone = rows.length === 1 ? common.filter((one) => !own.includes(one)) : tagsIn(remove);
      return tag(matter, rows, own, gone);
    }
    if (act === 'link') return link(matter, rows, nodes);
    if (act === 'review') return review(matter, rows, verdict, said);
    return act === 'merge' ? merge(matter, rows, into, said) : withdraw(matter, rows, said);
  };
  const save = async (): Promise<void> => {
    setError(undefined);
    try {
      const outcome = await carryOut();
      entered({ words: outcome.words, ...(outcome.undo === undefined ? {} : { undo: outcome.undo }) });
      setRefused(outcome.refused);
      acted(outcome.refused.map(({ row }) => row.id));
      if (outcome.refused.length === 0) close();
    } catch (thrown) {
      setError(thrown);
    }
  };
  const [only] = rows;
  const title = `${TITLES[act]}: ${rows.length === 1 && only !== undefined ? shortOf(only) : counted(rows.length, 'fact')}`;
  return (
    <PanelForm
      label={title}
      press={TITLES[act]}
      isReady={isReady}
      error={error}
      save={save}
      close={close}
      box={box}
    >
      <h2>{title}</h2>
      {act === 'tag' && (
        <div className="fields">
          <label>
            <span>{rows.length === 1 ? 'Tags, apart by commas' : 'Add these tags, apart by commas'}</span>
            <input value={tags} onChange={(event) => setTags(event.target.value)} />
          </label>
          {rows.length > 1 && (
            <label>
              <span>Take these away</span>
              <input value={remove} onChange={(event) => setRemove(event.target.value)} />
            </label>
          )}
        </div>
      )}
      {act === 'link' && <Elements elements={elements} rows={rows} chosen={nodes} choose={setNodes} />}
      {act === 'review' && (
        <>
          <div className="acts">
            {(['confirmed', 'returned'] as const).map((one) => (
              <label key={one} className="tick">
                <input
                  type="radio"
                  name={`${id}verdict`}
                  checked={verdict === one}
                  onChange={() => setVerdict(one)}
                />{' '}
                {one === 'confirmed' ? 'Confirm: the passages show it' : 'Return it to its author'}
              </label>
            ))}
          </div>
          <label className="field">
            <span>{verdict === 'confirmed' ? 'Note, if any' : 'What must be mended'}</span>
            <input value={words} maxLength={1000} onChange={(event) => setWords(event.target.value)} />
          </label>
          <p className="muted small">Nobody confirms words of their own: a second reader is somebody else.</p>
        </>
      )}
      {act === 'merge' && <MergeFields rows={rows} into={into} setInto={setInto} />}
      {(act === 'merge' || act === 'withdraw') && (
        <label className="field">
          <span>{act === 'merge' ? 'Why are they one fact?' : 'Why is it no longer asserted?'}</span>
          <input value={words} maxLength={1000} required onChange={(event) => setWords(event.target.value)} />
        </label>
      )}
      {refused.map(({ row, error: why }) => (
        <div key={row.id}>
          <p className="small">{shortOf(row)}</p>
          <SayNo error={why} />
        </div>
      ))}
    </PanelForm>
  );
}

function shortOf(row: GridRow): string {
  const words = wordsOf(row);
  return words === '' ? 'a sealed fact' : words.length > 90 ? `${words.slice(0, 90)}…` : words;
}

interface ElementsProps {
  readonly elements: readonly NodeNamed[];
  readonly rows: readonly GridRow[];
  readonly chosen: readonly string[];
  readonly choose: (nodes: readonly string[]) => void;
}

/** An unranked list to tick, by allegation; never a score. */
function Elements({ elements, rows, chosen, choose }: ElementsProps) {
  const allegations = useAsk<{ allegations: readonly { id: string; text: string }[] }>('allegation.list');
  const [words, setWords] = useState('');
  if (elements.length === 0)
    return (
      <p className="muted">No allegation is made yet. Make one under Proof; its elements stand here then.</p>
    );
  const wanted = words.trim().toLowerCase();
  const groups = Map.groupBy(
    elements.filter((one) => wanted === '' || one.label.toLowerCase().includes(wanted)),
    (one) => one.allegation,
  );
  return (
    <>
      <label className="field">
        <span>Element</span>
        <input
          value={words}
          placeholder="Words of the element"
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <div className="options">
        {[...groups].map(([allegation, list]) => (
          <fieldset key={allegation}>
            <legend className="small muted">
              {allegations.data?.allegations.find((one) => one.id === allegation)?.text ?? ''}
            </legend>
            {list.map((one) => {
              const isThere = rows.every((row) => row.elements.some((other) => other.node === one.node));
              return (
                <label key={one.node}>
                  <input
                    type="checkbox"
                    checked={isThere || chosen.includes(one.node)}
                    disabled={isThere}
                    onChange={() =>
                      choose(
                        chosen.includes(one.node)
                          ? chosen.filter((other) => other !== one.node)
                          : [...chosen, one.node],
                      )
                    }
                  />
                  <bdi>{one.label}</bdi>
                  {isThere && <span className="muted small">linked already</span>}
                </label>
              );
            })}
          </fieldset>
        ))}
      </div>
    </>
  );
}

interface MergeProps {
  readonly rows: readonly GridRow[];
  readonly into: string;
  readonly setInto: (fact: string) => void;
}

function MergeFields({ rows, into, setInto }: MergeProps) {
  const [words, setWords] = useState('');
  const own = rows.length === 1 ? rows[0] : undefined;
  const found = useAsk<GridAnswer>(
    'fact.grid',
    { text: words.trim(), limit: 8, counts: false },
    own !== undefined && words.trim().length > 1,
  );
  const offered = own === undefined ? rows : (found.data?.rows ?? []).filter((row) => row.id !== own.id);
  return (
    <>
      {own !== undefined && (
        <label className="field">
          <span>Into which fact? Words of it</span>
          <input value={words} onChange={(event) => setWords(event.target.value)} />
        </label>
      )}
      <div className="options" role="radiogroup" aria-label="The fact that stands">
        {offered.map((row) => (
          <label key={row.id}>
            <input type="radio" name="into" checked={into === row.id} onChange={() => setInto(row.id)} />
            <span>
              <span className="muted">{row.words}</span> {shortOf(row)}
            </span>
          </label>
        ))}
        {offered.length === 0 && <p className="muted small">Choose two facts, or look for the other one.</p>}
      </div>
      <p className="muted small">
        Citations follow, both histories are kept. They can be parted again: each then has the citations
        entered for it.
      </p>
    </>
  );
}
