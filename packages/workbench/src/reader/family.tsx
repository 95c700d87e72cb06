// What belongs to an exhibit: its thread of mails, and whatever is like it by words or by look.
import { ExhibitLink } from '../lib/exhibit-name.tsx';
import { SayNo } from '../lib/say-no.tsx';
import { useTask } from '../lib/use-ask.ts';
import { likeWords } from '../rooms/vault/like-words.ts';

interface FamilyAnswer {
  readonly relatives: readonly {
    readonly exhibit: string;
    readonly how: string;
    readonly way: 'to' | 'from' | 'both';
    readonly share: number | null;
    readonly isEntered: boolean;
  }[];
  readonly thread: readonly {
    readonly exhibit: string;
    readonly subject: string;
    readonly from: string;
    readonly date: string;
    readonly depth: number;
  }[];
}

/** Shown with the card of the exhibit; relations that a person entered stand in the card itself. */
export function Family({ exhibit }: { readonly exhibit: string }) {
  const found = useTask<FamilyAnswer>('family.show', { exhibit });
  if (found.error !== null) return <SayNo error={found.error} />;
  const like = found.data?.relatives.filter((one) => !one.isEntered && one.how !== 'mail') ?? [];
  const thread = found.data?.thread ?? [];
  if (like.length === 0 && thread.length === 0) return null;
  return (
    <div className="about">
      {thread.length > 0 && (
        <section>
          <h3>Its thread of mails</h3>
          <p className="muted small">By what each mail says it answers, never by the subject.</p>
          <ol className="thread">
            {thread.map((mail) => (
              <li
                key={mail.exhibit}
                className={`indent-${Math.min(5, mail.depth)}`}
                aria-current={mail.exhibit === exhibit ? 'true' : undefined}
              >
                <ExhibitLink exhibit={mail.exhibit} />{' '}
                <span className="muted small">
                  <bdi>{mail.from}</bdi>, {mail.date}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {like.length > 0 && (
        <section>
          <h3>Exhibits like it</h3>
          <ul className="plain">
            {like.map((one) => (
              <li key={one.exhibit + one.how}>
                <ExhibitLink exhibit={one.exhibit} />{' '}
                <span className="muted small">{likeWords(one.how, one.share)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
