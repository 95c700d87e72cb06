// Which text of a page is shown, where there is the file's own and one recognised in its picture; and how sure that is.
import type { PageShown } from './types.ts';

interface TextChoiceProps {
  readonly page: PageShown;
  readonly isOther: boolean;
  readonly choose: (isOther: boolean) => void;
}

const NAMES = { layer: 'The file’s own text', recognised: 'Text recognised in the picture' } as const;

/** The page as the chosen text shows it; places stay those of the whole reading. */
export function withText(page: PageShown, isOther: boolean): PageShown {
  return isOther && page.other !== null ? { ...page, ...page.other } : page;
}

/** Says where the text comes from, and lets the reader choose where there are two. Nothing for a plain text layer. */
export function TextChoice({ page, isOther, choose }: TextChoiceProps) {
  const { other } = page;
  const shown = withText(page, isOther);
  if (other === null && shown.source === 'layer') return null;
  const sure = Math.round(
    shown.sure.reduce((sum, one) => sum + one.sure, 0) / Math.max(1, shown.sure.length),
  );
  const doubtful = shown.sure.filter((one) => one.sure < 60).length;
  return (
    <div className="text-choice small">
      {other !== null && (
        <fieldset>
          <legend className="muted">This page has two texts</legend>
          {[page, other].map((one, i) => (
            <label key={one.source}>
              <input
                type="radio"
                name="text-of-page"
                checked={isOther === (i === 1)}
                onChange={() => choose(i === 1)}
              />{' '}
              {NAMES[one.source]}
            </label>
          ))}
        </fieldset>
      )}
      {shown.source === 'recognised' && (
        <p className="muted">
          Recognised in the picture, not said by the file: {sure} % sure on average, {doubtful} of{' '}
          {shown.sure.length} words below 60 %. Compare it with the picture before you cite it.
        </p>
      )}
    </div>
  );
}
