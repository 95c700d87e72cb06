// What would fall, first as a possibility: a person then confirms that it falls, or says why it still stands.
import { createContext, memo, useMemo, useState } from 'react';
import { Reason } from '../../lib/reason.tsx';
import { Status } from '../../lib/status.tsx';
import { counted, day, number } from '../../lib/words.ts';
import type { Search } from '../../shell/router.tsx';
import { ActForm, AT_ONCE, madeBy, useAct } from './act.tsx';
import { useAddress } from './address.ts';
import { Arrow } from './changes.tsx';
import { useNames } from './todo-form.tsx';
import type { Change } from './types.ts';
import type { Asked, ScenarioShown } from './use-what-if.ts';
import { inWords } from './what-if.ts';
import { stepsOf } from './word.tsx';

interface Item extends Change {
  readonly ref: string;
  readonly label: string;
  readonly sort: 'Allegation' | 'Element' | 'Fact';
}

/** So many are listed at once, more than the rail holds; the rest on demand. */
const SHOWN = 12;

/** Allegations first, then elements, then facts; one entry for what is asked under two standards. */
export function itemsOf(asked: Pick<Asked, 'changes'>): readonly Item[] {
  const { changes } = asked;
  if (changes === undefined) return [];
  const items: Item[] = [
    ...changes.allegations.map((one) => ({
      ...one,
      ref: `allegation:${one.id}`,
      label: one.text,
      sort: 'Allegation' as const,
    })),
    ...changes.nodes.map((one) => ({ ...one, ref: `node:${one.id}`, sort: 'Element' as const })),
    ...changes.facts.map((one) => ({ ...one, ref: `fact:${one.id}`, sort: 'Fact' as const })),
  ].filter((one) => one.before !== one.after);
  const seen = new Set<string>();
  return items.filter(({ ref }) => !seen.has(ref) && seen.add(ref) !== undefined);
}

export function FallList({
  asked,
  nameOf,
}: {
  readonly asked: Asked;
  readonly nameOf: (id: string) => string;
}) {
  const who = useNames();
  const { go } = useAddress();
  const [isAll, setAll] = useState(false);
  const judged = useMemo(() => ({ asked, nameOf }), [asked, nameOf]);
  const items = itemsOf(asked);
  const falling = items.filter((one) => stepsOf(one.before, one.after) < 0);
  const rising = items.filter((one) => stepsOf(one.before, one.after) > 0);
  return (
    <section className={asked.isStale ? 'fall-list stale' : 'fall-list'} aria-label="What would change">
      <h3 aria-live="polite">
        {falling.length === 0 ? 'Nothing falls' : `${counted(falling.length, 'thing')} may fall`}
        {rising.length > 0 && `, ${number(rising.length)} would rise`}
      </h3>
      {falling.length === 0 && rising.length === 0 && (
        <p className="muted small">Every allegation, element and fact keeps its status.</p>
      )}
      <JudgedContext value={judged}>
        <ul>
          {[...falling, ...rising].slice(0, isAll ? undefined : SHOWN).map((item) => (
            <Fall key={item.ref} item={item} verdict={latestOf(asked.scenario, item.ref)} who={who} go={go} />
          ))}
        </ul>
      </JudgedContext>
      {items.length > SHOWN && !isAll && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          Show all {number(items.length)}
        </button>
      )}
    </section>
  );
}

/** What a verdict is given on; only the form that gives one looks at it. */
const JudgedContext = createContext<
  { readonly asked: Asked; readonly nameOf: (id: string) => string } | undefined
>(undefined);

interface FallProps {
  readonly item: Item;
  readonly verdict: ScenarioShown['verdicts'][number] | undefined;
  readonly who: (user: string | null) => string;
  readonly go: (more: Search) => void;
}

/** Drawn anew only when it says something else: a tick changes few of many. */
const Fall = memo(function Fall({ item, verdict, who, go }: FallProps) {
  const [judging, setJudging] = useState<'falls' | 'stands'>();
  const falls = stepsOf(item.before, item.after) < 0;
  return (
    <li className={verdict?.verdict === 'stands' ? 'fall stands' : falls ? 'fall' : 'fall rise'}>
      <span className="muted small">{item.sort}</span>
      <button type="button" className="link fall-label" onClick={() => go(placeOf(item.ref))}>
        <bdi>{item.label}</bdi>
      </button>
      <span className="status-change">
        <Status status={item.before} /> <Arrow falls={falls} /> <Status status={item.after} />
      </span>
      {verdict !== undefined && (
        <span className="small">
          <strong>{verdict.verdict === 'falls' ? 'Falls' : 'Still stands'}</strong>:{' '}
          <bdi>{verdict.because}</bdi>{' '}
          <span className="muted">
            ({who(verdict.by)}, {day(verdict.at)})
          </span>
        </span>
      )}
      {falls && judging === undefined && (
        <span className="judge-acts">
          <button
            type="button"
            className="link small"
            aria-label={`${verdict === undefined ? 'It falls…' : 'Judge anew: it falls…'} ${item.label}`}
            onClick={() => setJudging('falls')}
          >
            {verdict === undefined ? 'It falls…' : 'Judge anew: it falls…'}
          </button>
          <button
            type="button"
            className="link small"
            aria-label={`It still stands because… ${item.label}`}
            onClick={() => setJudging('stands')}
          >
            It still stands because…
          </button>
        </span>
      )}
      {judging !== undefined && (
        <JudgedContext.Consumer>
          {(judged) =>
            judged !== undefined && (
              <Judge
                item={item}
                verdict={judging}
                asked={judged.asked}
                suggested={inWords(judged.asked.question, judged.nameOf)}
                close={() => setJudging(undefined)}
              />
            )
          }
        </JudgedContext.Consumer>
      )}
    </li>
  );
}, isSameFall);

function isSameFall(a: FallProps, b: FallProps): boolean {
  return (
    a.item.ref === b.item.ref &&
    a.item.label === b.item.label &&
    a.item.before === b.item.before &&
    a.item.after === b.item.after &&
    a.verdict === b.verdict &&
    a.who === b.who &&
    a.go === b.go
  );
}

/** Where it is seen: an allegation by itself, an element in the matrix, a fact among the contradictions or in its cell. */
function placeOf(ref: string): Search {
  const [sort, id = ''] = ref.split(':');
  if (sort === 'allegation') return { view: 'allegation', allegation: id, tab: undefined };
  if (sort === 'node') return { view: 'matrix', cell: `${id} whole`, fact: undefined };
  return { view: 'matrix', cell: `fact ${ref}`, fact: id };
}

function latestOf(
  scenario: ScenarioShown | undefined,
  ref: string,
): ScenarioShown['verdicts'][number] | undefined {
  return scenario?.verdicts.findLast((one) => one.ref === ref);
}

interface JudgeProps {
  readonly item: Item;
  readonly verdict: 'falls' | 'stands';
  readonly asked: Asked;
  readonly suggested: string;
  readonly close: () => void;
}

/** A verdict belongs to a saved scenario; a draft is saved with it. */
function Judge({ item, verdict, asked, suggested, close }: JudgeProps) {
  const { go } = useAddress();
  const act = useAct();
  const [because, setBecause] = useState('');
  const [title, setTitle] = useState(suggested.slice(0, 200));
  const saved = asked.scenario?.scenario.id;
  const isReady = because.trim() !== '' && (saved !== undefined || title.trim() !== '');
  const submit = async (): Promise<void> => {
    let scenario = saved;
    if (scenario === undefined) {
      const receipt = await act.enter(
        { name: 'scenario.save', input: { ...asked.question, title: title.trim() } },
        'The what-if is saved.',
      );
      if (receipt === undefined) return;
      scenario = madeBy(receipt);
    }
    const judged = await act.enter(
      { name: 'scenario.judge', input: { scenario, ref: item.ref, verdict, because: because.trim() } },
      verdict === 'falls'
        ? 'It is confirmed that it falls. Judging anew replaces this.'
        : 'It is entered that it still stands. Judging anew replaces this.',
      saved === undefined
        ? () => [{ name: 'scenario.withdraw', input: { scenario, ground: AT_ONCE } }]
        : undefined,
    );
    if (judged === undefined) return;
    if (saved === undefined) go({ scenario, if: undefined, rail: 'open' });
    close();
  };
  return (
    <ActForm
      label={verdict === 'falls' ? 'Confirm that it falls' : 'Say why it still stands'}
      press={verdict === 'falls' ? 'Confirm that it falls' : 'It still stands'}
      act={act}
      isReady={isReady}
      cancel={close}
      submit={() => void submit()}
    >
      <Reason
        label={verdict === 'falls' ? 'Why nothing else carries it' : 'Because'}
        value={because}
        change={setBecause}
      />
      {saved === undefined && (
        <label>
          <span className="small">The what-if is saved with it, under the name</span>
          <input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
        </label>
      )}
    </ActForm>
  );
}
