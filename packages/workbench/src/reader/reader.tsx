// The exhibit pane: picture and text side by side, what it is, what cites it, and how words become facts.
import type { ExhibitCard } from 'probata/contract';
import { useState } from 'react';
import { useMatter } from '../lib/matter.ts';
import { Lacks, SayNo } from '../lib/say-no.tsx';
import { useAsk, useSealedTask, useTask } from '../lib/use-ask.ts';
import { sentence } from '../lib/words.ts';
import { About } from './about.tsx';
import { Capture } from './capture.tsx';
import { Family } from './family.tsx';
import { useOpenAtArticle } from './open-at-article.ts';
import { PageOf } from './page-of.tsx';
import { useReadPages } from './read-pages.ts';
import { type Pane, ReaderHead } from './reader-head.tsx';
import { Seal } from './seal.tsx';
import type { PageShown } from './types.ts';

/** Where in the exhibit one stands: all of it is in the address. */
export interface Standing {
  readonly page: number;
  readonly passage: string | undefined;
  /** Places of search hits, and on which of them one stands. */
  readonly hit: string | undefined;
  readonly at: number;
  /** Which of all pages found this is, from 0. */
  readonly n: number;
  /** The words searched for. */
  readonly q: string | undefined;
  /** Another exhibit shown beside this one. */
  readonly beside: string | undefined;
}

export interface ReaderProps {
  readonly exhibit: string;
  readonly standing: Standing;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}

/** One exhibit, one page of it. */
export function Reader({ exhibit, standing, go }: ReaderProps) {
  const matter = useMatter();
  const card = useAsk<ExhibitCard>('exhibit.show', { exhibit });
  const object = card.data?.object;
  const [reason, setReason] = useState<string>();
  const [pane, setPane] = useState<Pane>('page');
  const input = { exhibit, page: standing.page };
  const open = useTask<PageShown>('exhibit.text', input, object != null && !object.sealed);
  const sealed = useSealedTask<PageShown>(
    'exhibit.text',
    { ...input, reason },
    object?.sealed === true && reason !== undefined,
  );
  const shown = object?.sealed === true ? sealed : open;
  const mustAsk = object?.sealed === true && reason === undefined;
  const page = shown.data;
  useReadPages(matter, exhibit, page, shown.isPlaceholderData);
  useOpenAtArticle(page, standing, go);
  const isBlank = page !== undefined && page.state !== 'error' && saysNothing(page);
  const hasPage = pane !== 'about' && page !== undefined && page.state !== 'error' && !isBlank;
  return (
    <div className="reader">
      <ReaderHead
        matter={matter}
        card={card.data}
        page={page}
        standing={standing}
        pane={pane}
        reason={reason}
        setPane={setPane}
        go={go}
      />
      {card.error !== null && <SayNo error={card.error} />}
      {mustAsk && <Seal open={setReason} />}
      {shown.error !== null && <SayNo error={shown.error} />}
      {object === null && (
        <Lacks>
          The bytes of this exhibit are not here; it is held elsewhere. It can be cited as a whole, and
          everything known of it stands below.
        </Lacks>
      )}
      {page?.state === 'error' && (
        <Lacks>
          It could not be read ({sentence(page.errorKind ?? '').toLowerCase()}): {page.reason} The original is
          kept and can be cited as a whole.
        </Lacks>
      )}
      {isBlank && pane !== 'about' && (
        <Lacks>
          It was read, and no words were found in it; nor can it be shown or played here. Save the original to
          open it elsewhere. It can be cited as a whole, and what it says of itself stands below.
        </Lacks>
      )}
      {hasPage && card.data !== undefined && <Capture card={card.data} page={page} />}
      {hasPage && card.data !== undefined ? (
        <PageOf
          card={card.data}
          page={page}
          standing={standing}
          isStale={shown.isPlaceholderData}
          reason={reason ?? 'reading'}
          showsPicture={pane === 'page'}
          go={go}
          readAgain={() => void shown.refetch()}
        />
      ) : (
        card.data !== undefined && (
          <>
            <About card={card.data} page={page} />
            <Family exhibit={exhibit} />
          </>
        )
      )}
    </div>
  );
}

/** Neither words nor a picture nor a recording to be played, nor files inside: a film of an old kind, say. */
function saysNothing(page: PageShown): boolean {
  return (
    page.pages === 1 &&
    page.width === null &&
    page.plays === null &&
    page.mail === null &&
    page.attachments.length === 0 &&
    page.text.trim() === ''
  );
}
