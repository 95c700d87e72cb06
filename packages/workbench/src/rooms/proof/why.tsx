// Why an allegation has its status: an outline of sentences with their rules, from the root to the passages, walked by arrow keys.
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { SayNo } from '../../lib/say-no.tsx';
import { type ProofStatus, Status } from '../../lib/status.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { under, useAddress } from './address.ts';

export interface Explained {
  readonly ref: string;
  readonly status?: ProofStatus;
  readonly rule: string;
  readonly text: string;
  readonly because: readonly Explained[];
  readonly assumptions: readonly string[];
}

export interface Step {
  /** Its place: `0`, `0.1`, `0.1.2`. */
  readonly at: string;
  readonly depth: number;
  readonly step: Explained;
}

/** So deep it is open at first. */
const OPEN_DEPTH = 2;

/** The steps in sight, in the order of reading; a closed one hides what is below it. */
export function inSight(root: Explained, isOpen: (step: Step) => boolean): Step[] {
  const found: Step[] = [];
  const visit = (step: Explained, at: string, depth: number): void => {
    const here = { at, depth, step };
    found.push(here);
    if (step.because.length > 0 && isOpen(here))
      for (const [n, part] of step.because.entries()) visit(part, `${at}.${n}`, depth + 1);
  };
  visit(root, '0', 0);
  return found;
}

export function Why({ allegation }: { readonly allegation: string }) {
  const { standard } = useAddress();
  const found = useAsk<{ explanation: Explained }>('allegation.explain', {
    allegation,
    ...under(standard),
  });
  const rules = useAsk<{ rules: readonly { id: string; text: string; anchor: string }[] }>('rule.list');
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  return (
    <div className={found.isPlaceholderData ? 'stale' : undefined}>
      <Outline root={found.data.explanation} />
      <details className="legend">
        <summary>The rules that are named</summary>
        <dl>
          {rules.data?.rules.map((rule) => (
            <div key={rule.id}>
              <dt>
                <code>{rule.id}</code>
              </dt>
              <dd>
                {rule.text} <span className="muted small">{rule.anchor}</span>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

function Outline({ root }: { readonly root: Explained }) {
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [standing, setStanding] = useState('0');
  const tree = useRef<HTMLDivElement>(null);
  const isOpen = ({ at, depth, step }: Step): boolean =>
    turned.get(at) ??
    (depth < OPEN_DEPTH || (depth < 5 && step.status !== 'proved' && step.ref.startsWith('node')));
  // biome-ignore lint/correctness/useExhaustiveDependencies: isOpen is made of turned
  const rows = useMemo(() => inSight(root, isOpen), [root, turned]);
  const turn = (row: Step, to: boolean): void => setTurned(new Map(turned).set(row.at, to));
  const all = (to: boolean): void => {
    const map = new Map<string, boolean>();
    for (const row of inSight(root, () => true)) map.set(row.at, to || row.depth === 0);
    setTurned(map);
  };
  const stand = (row: Step | undefined): void => {
    if (row === undefined) return;
    setStanding(row.at);
    tree.current?.querySelector<HTMLElement>(`[data-at="${row.at}"]`)?.focus();
  };
  const actOf = (key: string, row: Step, here: number): (() => void) | undefined => {
    const hasBelow = row.step.because.length > 0;
    switch (key) {
      case 'ArrowDown':
        return () => stand(rows[here + 1]);
      case 'ArrowUp':
        return () => stand(rows[here - 1]);
      case 'Home':
        return () => stand(rows[0]);
      case 'End':
        return () => stand(rows.at(-1));
      case 'ArrowRight':
        return hasBelow ? () => (isOpen(row) ? stand(rows[here + 1]) : turn(row, true)) : undefined;
      case 'ArrowLeft':
        return hasBelow && isOpen(row)
          ? () => turn(row, false)
          : () => stand(rows.find((one) => one.at === row.at.slice(0, row.at.lastIndexOf('.'))));
      case 'Enter':
      case ' ':
        return hasBelow ? () => turn(row, !isOpen(row)) : undefined;
      default:
        return undefined;
    }
  };
  const press = (event: KeyboardEvent): void => {
    const here = rows.findIndex((row) => row.at === standing);
    const row = rows[here];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actOf(event.key, row, here);
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <>
      <div className="acts outline-acts">
        <button type="button" onClick={() => all(true)}>
          Open all
        </button>
        <button type="button" onClick={() => all(false)}>
          Close all
        </button>
        <span className="muted small">
          <kbd>↑</kbd> <kbd>↓</kbd> walk, <kbd>→</kbd> opens, <kbd>←</kbd> closes
        </span>
      </div>
      <div ref={tree} className="outline" role="tree" aria-label="Why it has its status" onKeyDown={press}>
        {rows.map((row) => (
          <div
            key={row.at}
            role="treeitem"
            data-at={row.at}
            aria-level={row.depth + 1}
            aria-expanded={row.step.because.length === 0 ? undefined : isOpen(row)}
            aria-selected={row.at === standing}
            tabIndex={row.at === standing ? 0 : -1}
            className={`step depth-${Math.min(8, row.depth)}`}
            onClick={() => {
              setStanding(row.at);
              if (row.step.because.length > 0) turn(row, !isOpen(row));
            }}
            onFocus={() => setStanding(row.at)}
          >
            <span className="twist" aria-hidden="true">
              {row.step.because.length === 0 ? '' : isOpen(row) ? '▾' : '▸'}
            </span>
            <span>
              {row.step.status !== undefined && <Status status={row.step.status} />}{' '}
              <bdi>{row.step.text}</bdi> <code className="muted">{row.step.rule}</code>
              {row.step.assumptions.map((one) => (
                <span key={one} className="assumption small">
                  Assumed: {one}
                </span>
              ))}
            </span>
          </div>
        ))}
      </div>
    </>
  );
}
