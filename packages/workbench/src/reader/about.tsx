// What an exhibit is: origin, custody, standing, relations, and what the file says about itself, which nobody trusts.
import { Link } from '@tanstack/react-router';
import type { ExhibitCard } from 'probata/contract';
import { ExhibitLink } from '../lib/exhibit-name.tsx';
import { useMatter } from '../lib/matter.ts';
import { bytes, moment, orSealed, sentence } from '../lib/words.ts';
import type { PageShown } from './types.ts';

// The same relation, seen from the other exhibit.
const INVERSE: Readonly<Record<string, string>> = {
  'translation-of': 'Translated as',
  'extract-of': 'Extract made:',
  'transcript-of': 'Transcribed as',
  'redaction-of': 'Redacted as',
  'attachment-of': 'Has the attachment',
  'version-of': 'Has the version',
};

/** The card of an exhibit. */
export function About({ card, page }: { readonly card: ExhibitCard; readonly page: PageShown | undefined }) {
  const matter = useMatter();
  const { exhibit, object } = card;
  return (
    <div className="about">
      <section>
        <h3>What it is</h3>
        <dl className="facts">
          <dt>Class</dt>
          <dd>{sentence(exhibit.class)}</dd>
          <dt>Authenticity</dt>
          <dd>{sentence(exhibit.authenticity)}</dd>
          <dt>Origin</dt>
          <dd>
            {exhibit.originId ?? (
              <span className="muted">not stated: it counts as one with all others of unknown origin</span>
            )}
          </dd>
          <dt>File name</dt>
          <dd>
            <bdi>{card.nameShown ?? ''}</bdi>
          </dd>
          <dt>Kind</dt>
          <dd>
            {card.mediaType.sniffed ?? 'unknown'}
            {card.mediaType.claimed !== null && card.mediaType.claimed !== card.mediaType.sniffed && (
              <span className="muted"> (by its name: {card.mediaType.claimed})</span>
            )}
          </dd>
          {object !== null && (
            <>
              <dt>Bytes</dt>
              <dd>{bytes(object.bytes)}</dd>
              <dt>{object.sealed ? 'SHA-256 of the ciphertext' : 'SHA-256'}</dt>
              <dd className="mono wrap">{object.address}</dd>
              <dt>Entry</dt>
              <dd>
                <Link
                  to="/$matter/ledger"
                  params={{ matter }}
                  search={{ subject: exhibit.id, entry: String(object.entry) }}
                >
                  {object.entry}
                </Link>
              </dd>
            </>
          )}
        </dl>
      </section>
      {Object.keys(card.said).length > 0 && (
        <section>
          <h3>What was said of it</h3>
          <dl className="facts">
            {Object.entries(card.said).flatMap(([name, value]) =>
              value === null || value === undefined
                ? []
                : [
                    <dt key={`${name}-`}>
                      {sentence(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))}
                    </dt>,
                    <dd key={name}>{told(value)}</dd>,
                  ],
            )}
          </dl>
        </section>
      )}
      <section>
        <h3>Custody</h3>
        {card.custody.length === 0 && <p className="muted">No step is recorded.</p>}
        <ol className="custody">
          {card.custody.map((step) => (
            <li key={`${step.seq}-${JSON.stringify(step.step)}`}>{told(step.step)}</li>
          ))}
        </ol>
      </section>
      <section>
        <h3>Standing</h3>
        {card.standings.length === 0 && <p className="muted">Held.</p>}
        {card.standings.map((one) => (
          <p key={one.seq}>
            <strong>{sentence(one.standing)}</strong> in{' '}
            {one.scope === 'matter' ? 'the whole matter' : one.scope}: <bdi>{orSealed(one.ground)}</bdi>{' '}
            <span className="muted small">{moment(one.at)}</span>
          </p>
        ))}
      </section>
      <section>
        <h3>Relations</h3>
        {card.relations.length === 0 && <p className="muted">None.</p>}
        {card.relations.map((one) => {
          const other = one.from === exhibit.id ? one.to : one.from;
          return (
            <p key={one.id}>
              {one.from === exhibit.id
                ? sentence(one.relation)
                : (INVERSE[one.relation] ?? sentence(one.relation))}{' '}
              {other !== null && <ExhibitLink exhibit={other} />}{' '}
              <span className="muted small">{told(one.detail)}</span>
            </p>
          );
        })}
      </section>
      {page !== undefined &&
        (page.warnings.length > 0 || page.hidden.length > 0 || page.active.length > 0) && (
          <section>
            <h3>What to look out for</h3>
            {page.warnings.map((one) => (
              <p key={one.code + one.message}>{one.message}</p>
            ))}
            {page.hidden.map((one) => (
              <p key={one.kind + one.text}>
                {sentence(one.kind)}
                {one.page === null ? '' : `, page ${one.page}`}: <bdi>{one.text.slice(0, 300)}</bdi>
              </p>
            ))}
            {page.active.map((one) => (
              <p key={one.kind + one.detail}>
                {sentence(one.kind)}: <bdi>{one.detail.slice(0, 300)}</bdi>{' '}
                <span className="muted small">listed, never run or fetched</span>
              </p>
            ))}
          </section>
        )}
      {page !== undefined && Object.keys(page.metadata).length > 0 && (
        <section>
          <h3>What the file says about itself</h3>
          <p className="muted small">Anyone can write this into a file. It is shown, never trusted.</p>
          <dl className="facts">
            {Object.entries(page.metadata).flatMap(([name, value]) => [
              <dt key={`${name}-`}>{name}</dt>,
              <dd key={name}>
                <bdi>{value}</bdi>
              </dd>,
            ])}
          </dl>
        </section>
      )}
    </div>
  );
}

/** A value of unknown form in words: dates by their text, sealed ones by the word. */
function told(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  if ('sealed' in value) return 'sealed';
  if ('edtf' in value) return String((value as { asWritten?: string; edtf: string }).edtf);
  if (Array.isArray(value)) return value.map(told).join(', ');
  return Object.entries(value)
    .flatMap(([name, member]) =>
      member === null || member === undefined || member === ''
        ? []
        : [`${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}: ${told(member)}`],
    )
    .join('; ');
}
