// A stretch of an exhibit's text with everything that is marked in it.
import { memo } from 'react';
import { cut, type Mark, type Piece } from './cut.ts';
import type { Marks, PageShown, Span } from './types.ts';

/** All marks of a page as the cutter takes them. */
export function marksOf(page: PageShown, { hits, draft }: Marks): Mark[] {
  return [
    ...page.passages.flatMap((one): Mark[] =>
      one.start === null || one.end === null
        ? []
        : [{ sort: 'passage', id: one.id, start: one.start, end: one.end }],
    ),
    ...hits.map((one): Mark => ({ sort: 'hit', ...one })),
    ...(draft?.by === 'words' ? [{ sort: 'draft' as const, ...draft.span }] : []),
  ];
}

interface PiecesProps {
  readonly page: PageShown;
  readonly within: Span;
  readonly cutAt: readonly Mark[];
  readonly marks: Marks;
  readonly soft?: ReadonlySet<number>;
  readonly choose: (passage: string) => void;
}

/** The pieces as elements; each knows where it begins in the whole text. */
export const Pieces = memo(function Pieces({ page, within, cutAt, marks, soft, choose }: PiecesProps) {
  return cut(page, within, cutAt, soft).map((piece) => (
    <PieceShown key={piece.start} piece={piece} marks={marks} choose={choose} />
  ));
});

function PieceShown({
  piece,
  marks,
  choose,
}: {
  readonly piece: Piece;
  readonly marks: Marks;
  readonly choose: (passage: string) => void;
}) {
  const passage = piece.passages.at(-1);
  if (passage === undefined && !piece.isHit && !piece.isDraft)
    return (
      <span data-start={piece.start} className={piece.isSoft ? 'soft' : undefined}>
        {piece.text}
      </span>
    );
  const isActive = marks.active !== undefined && piece.passages.includes(marks.active);
  const isThisHit = marks.hit !== undefined && piece.start >= marks.hit.start && piece.end <= marks.hit.end;
  const looks = [
    passage === undefined ? '' : 'passage',
    piece.isHit ? 'hit' : '',
    piece.isDraft ? 'drafted' : '',
    isActive ? 'active' : '',
    isThisHit ? 'this' : '',
    marks.flashed !== undefined && piece.passages.includes(marks.flashed) ? 'flashed' : '',
    piece.isSoft ? 'soft' : '',
  ];
  return (
    <mark
      data-start={piece.start}
      data-active={isActive ? '' : undefined}
      data-hit={isThisHit ? '' : undefined}
      className={looks.filter((look) => look !== '').join(' ')}
      onClick={passage === undefined ? undefined : () => choose(passage)}
    >
      {piece.text}
    </mark>
  );
}
