// The pleading as it falls into place: numbered paragraphs, footnotes to the pinpoint, annexes, and the margin of what is missing.
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Composed } from 'probata/contract';
import { FigureShown } from '../../figures/figure.tsx';
import { useMatter } from '../../lib/matter.ts';
import { Empty, Lacks, SayNo } from '../../lib/say-no.tsx';
import { useTitle } from '../../lib/title.ts';
import { useAsk, useTask } from '../../lib/use-ask.ts';
import { counted, number, sentence } from '../../lib/words.ts';
import { Drafts } from './drafts.tsx';
import { Returned } from './returned.tsx';

interface Pleadings {
  readonly pleadings: readonly {
    readonly id: string;
    readonly type: string;
    readonly title: string;
    readonly isFiled: boolean;
    readonly blocks: number;
  }[];
}

/** The first pleading, or the one in the address. */
export function PleadingScreen() {
  useTitle('Pleading');
  const search = useSearch({ from: '/$matter' });
  const matter = useMatter();
  const navigate = useNavigate();
  const list = useAsk<Pleadings>('pleading.list');
  const id = search['pleading'] ?? list.data?.pleadings[0]?.id;
  const returned = search['returned'];
  const made = useTask<Composed>('pleading.compose', { pleading: id ?? '' }, id !== undefined);
  if (list.data?.pleadings.length === 0)
    return (
      <div className="screen page">
        <header>
          <h1>Pleading</h1>
        </header>
        <Empty title="No pleading is open">
          A pleading is written in blocks that cite facts; numbers, footnotes and annexes fall out:{' '}
          <code>probata pleading open --help</code>.
        </Empty>
      </div>
    );
  return (
    <div className="screen page">
      <header>
        <h1>
          <bdi>{made.data?.title ?? 'Pleading'}</bdi>
        </h1>
        {(list.data?.pleadings.length ?? 0) > 1 && (
          <select
            aria-label="Pleading"
            value={id}
            onChange={(event) =>
              void navigate({
                to: '/$matter/pleading',
                params: { matter },
                search: { pleading: event.target.value },
              })
            }
          >
            {list.data?.pleadings.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        )}
        {made.data !== undefined && (
          <span className="muted">
            {sentence(made.data.type)}, {counted(made.data.footnotes.length, 'footnote')},{' '}
            {counted(made.data.annexes.length, 'annex', 'annexes')},{' '}
            {number(made.data.annexes.reduce((sum, annex) => sum + (annex.pages ?? 0), 0))} / 750 annex pages
          </span>
        )}
      </header>
      {list.error !== null && <SayNo error={list.error} />}
      {made.error !== null && <SayNo error={made.error} />}
      {returned !== undefined && <Returned returned={returned} />}
      {returned === undefined && id !== undefined && <Drafts pleading={id} />}
      {returned === undefined && made.data !== undefined && <Draft made={made.data} />}
    </div>
  );
}

function Draft({ made }: { readonly made: Composed }) {
  const matter = useMatter();
  return (
    <div className="draft">
      {made.blocks.map((block) => {
        const notes = block.runs.flatMap((run) =>
          run.is === 'note' ? made.footnotes.filter((one) => one.n === run.note) : [],
        );
        const lacks = made.deficiencies.filter((one) => one.subject === block.id);
        return (
          <div key={block.id} className={`draft-block ${block.kind}`}>
            <span className="draft-number">
              {block.kind === 'figure' ? `Figure ${block.number}` : block.number}
            </span>
            <div className="read">
              {block.runs.map((run, i) =>
                run.is === 'text' ? (
                  run.style === 'emphasis' ? (
                    <em key={String(i)}>{run.text}</em>
                  ) : (
                    <span key={String(i)}>{run.text}</span>
                  )
                ) : run.is === 'note' ? (
                  <sup key={String(i)}>{run.note}</sup>
                ) : run.is === 'drawing' ? (
                  <FigureShown key={String(i)} figure={run.figure} of={run.of} events={run.events} />
                ) : (
                  <strong key={String(i)}>{run.text}</strong>
                ),
              )}
            </div>
            <aside className="small">
              {notes.map((note) => (
                <p key={note.n}>
                  <sup>{note.n}</sup> <bdi>{note.text}</bdi>
                </p>
              ))}
              {lacks.map((one) => (
                <Lacks key={one.code + one.message}>{one.message}</Lacks>
              ))}
            </aside>
          </div>
        );
      })}
      <h2>List of annexes</h2>
      <table className="grid">
        <thead>
          <tr>
            <th className="numbers">Annex</th>
            <th>Document</th>
            <th>Date</th>
            <th className="numbers">Pages</th>
          </tr>
        </thead>
        <tbody>
          {made.annexes.map((annex) => (
            <tr key={annex.annex}>
              <td className="numbers">{annex.annex}</td>
              <td>
                <Link to="/$matter/exhibits" params={{ matter }} search={{ exhibit: annex.exhibit }}>
                  <bdi>{annex.title}</bdi>
                </Link>
                {annex.sealed && <span className="muted small"> · sealed, not reproduced</span>}
                {annex.translationOf !== null && (
                  <span className="muted small"> · translation of Annex {annex.translationOf}</span>
                )}
              </td>
              <td>{annex.date}</td>
              <td className="numbers">{annex.pages}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
