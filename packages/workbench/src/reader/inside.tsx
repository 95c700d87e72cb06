// What lies inside a file: attachments, members of an archive, messages of a mailbox; each leads to the exhibit it became.
import { Link } from '@tanstack/react-router';
import { useMatter } from '../lib/matter.ts';
import { bytes } from '../lib/words.ts';
import type { PageShown } from './types.ts';

/** Why a file inside is only named. A remark not listed here is shown as the reader wrote it. */
const NOTES: Readonly<Record<string, string>> = {
  encrypted: 'locked with a password',
  link: 'a link; it was not followed',
  'hard-link': 'a link; it was not followed',
  device: 'a device; it was not made',
  fifo: 'a pipe; it was not made',
  limit: 'beyond the limit of what is unpacked; only named',
  unreadable: 'could not be unpacked',
  'unsafe-name': 'its name would lead out of a folder; it is kept as data',
  message: 'a message',
  'embedded-message': 'a message',
  picture: 'a picture of the text',
};

export function Inside({ page }: { readonly page: PageShown }) {
  const matter = useMatter();
  if (page.attachments.length === 0) return null;
  return (
    <aside className="inside">
      <h3>Inside this file</h3>
      <ul>
        {page.attachments.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is of one reading and never changes its order
          <li key={i}>
            {one.exhibit === null ? (
              <bdi>{one.name}</bdi>
            ) : (
              <Link to="/$matter/exhibits" params={{ matter }} search={{ exhibit: one.exhibit }}>
                <bdi>{one.name}</bdi>
              </Link>
            )}{' '}
            <span className="muted small">
              {[
                one.mediaType === 'application/octet-stream' ? '' : one.mediaType,
                bytes(one.bytes),
                one.note === null ? '' : (NOTES[one.note] ?? one.note),
              ]
                .filter((word) => word !== '')
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {page.moreAttachments > 0 && (
        <p className="muted small">
          And {page.moreAttachments} more; those that became exhibits stand under About, Relations.
        </p>
      )}
    </aside>
  );
}
