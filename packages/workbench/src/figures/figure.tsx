// A figure as it is printed, with its sentence above, its source under it, and its table; a point leads to its passage.
import './figure.css';
import { createElement, type MouseEvent, type ReactElement } from 'react';
import { SayNo } from '../lib/say-no.tsx';
import { useTask } from '../lib/use-ask.ts';
import { WriteForPapers } from '../lib/write-for-papers.tsx';
import { useGoTo } from './go-to.ts';

interface Drawn {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Drawn | string)[];
}
export interface FigureAnswer {
  readonly shown: {
    readonly title: string;
    readonly sentence: string;
    readonly source: string;
    readonly notes: readonly string[];
    readonly table: {
      readonly columns: readonly { readonly name: string; readonly numbers: boolean }[];
      readonly rows: readonly { readonly cells: readonly string[]; readonly leads: string | null }[];
    };
  };
  readonly drawing: { readonly width: number; readonly height: number; readonly root: Drawn } | null;
}

interface FigureProps {
  readonly figure: string;
  readonly of: string;
  readonly events?: readonly { readonly on: string; readonly label: string }[];
}

/** In CSS pixels: the letters of the figure are then those of a table on the screen. */
const WIDTH = 760;

/** One figure of the matter. Nothing is shown where there is nothing to draw. */
export function FigureShown({ figure, of, events = [] }: FigureProps) {
  const found = useTask<FigureAnswer>('figure.show', { figure, of, events, width: WIDTH });
  const goTo = useGoTo();
  if (found.error !== null) return <SayNo error={found.error} />;
  if (found.data === undefined) return null;
  const { shown, drawing } = found.data;
  const click = (event: MouseEvent<HTMLElement>): void => {
    const leads = event.target instanceof Element ? event.target.closest('[data-to]') : null;
    const to = leads?.getAttribute('data-to');
    if (to != null) goTo(to);
  };
  return (
    <figure className={found.isPlaceholderData ? 'drawn stale' : 'drawn'}>
      <p className="drawn-title">
        <bdi>{shown.title}</bdi>
      </p>
      <p className="drawn-sentence">{shown.sentence}</p>
      {drawing !== null && (
        // The rows of the table lead to the same places by keyboard.
        <div className="drawn-frame" onClick={click}>
          {elementOf(drawing.root, {
            role: 'img',
            'aria-label': `${shown.title}. ${shown.sentence}`,
            viewBox: `0 0 ${drawing.width} ${drawing.height}`,
            className: 'drawing',
          })}
        </div>
      )}
      <figcaption className="small muted">
        {[shown.source, ...shown.notes].map((line) => (
          <div key={line}>{line}</div>
        ))}
      </figcaption>
      <div className="drawn-foot">
        <details>
          <summary>The table of this figure</summary>
          <FigureTable shown={shown} goTo={goTo} />
        </details>
        <WriteForPapers
          task="figure.export"
          input={{ figure, of, events }}
          words="Written, with vectors in PDF and Word:"
        />
      </div>
    </figure>
  );
}

/** Turns the tree into elements; attributes are named as React names them, and nothing becomes markup. */
function elementOf(node: Drawn, more: Readonly<Record<string, string>> = {}): ReactElement {
  const attributes = Object.fromEntries(
    Object.entries(node.attributes).map(([name, value]) => [
      name.startsWith('data-')
        ? name
        : name.replace(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
  const to = node.attributes['data-to'];
  const preview = to?.startsWith('pas_') === true ? { 'data-preview': to } : {};
  return createElement(
    node.tag,
    { ...attributes, ...preview, ...more },
    ...node.children.map((child) => (typeof child === 'string' ? child : elementOf(child))),
  );
}

function FigureTable({
  shown: { title, table },
  goTo,
}: {
  readonly shown: FigureAnswer['shown'];
  readonly goTo: (to: string) => void;
}) {
  return (
    // Wide tables are moved sideways, by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a stretch that scrolls must be reached by keyboard
    <section className="drawn-table" aria-label={`Table: ${title}`} tabIndex={0}>
      <table className="grid">
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.name} className={column.numbers ? 'numbers' : undefined}>
                <bdi>{column.name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.cells.join('|')}>
              {row.cells.map((cell, i) => {
                const column = table.columns[i];
                const { leads } = row;
                const isLink = i === 0 && leads !== null;
                return (
                  <td key={column?.name ?? i} className={column?.numbers === true ? 'numbers' : undefined}>
                    {isLink ? (
                      <button
                        type="button"
                        className="link"
                        onClick={() => goTo(leads)}
                        {...(leads.startsWith('pas_') ? { 'data-preview': leads } : {})}
                      >
                        {cell}
                      </button>
                    ) : (
                      <bdi>{cell}</bdi>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
