// What the house wrote for use outside it: each file to be saved, and the folder in which it lies on the house's machine.
import './written.css';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { writtenLink } from './api.ts';
import { useMatter } from './matter.ts';
import { SayNo } from './say-no.tsx';
import { bytes } from './words.ts';

export interface WrittenFile {
  /** Its path in the folder, with `/`. */
  readonly path: string;
  readonly bytes?: number;
  readonly sha256?: string;
}

interface WrittenProps {
  /** The folder as the house names it: the whole path on its machine. */
  readonly folder: string;
  readonly files: readonly WrittenFile[];
}

/** The files one under the other, each a button that saves it. */
export function WrittenFiles({ folder, files }: WrittenProps) {
  const matter = useMatter();
  const [error, setError] = useState<unknown>();
  const save = async (path: string): Promise<void> => {
    setError(undefined);
    try {
      window.location.assign(await writtenLink(matter, nameOf(folder), path));
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <>
      <ul className="written-files">
        {files.map((file) => (
          <li key={file.path}>
            <button type="button" className="link" onClick={() => void save(file.path)}>
              Save <bdi>{file.path}</bdi>
            </button>{' '}
            {file.bytes !== undefined && <span className="muted small">{bytes(file.bytes)}</span>}{' '}
            {file.sha256 !== undefined && (
              <code className="muted mono small" title={file.sha256}>
                sha256 {file.sha256.slice(0, 12)}…
              </code>
            )}
          </li>
        ))}
      </ul>
      {error !== undefined && <SayNo error={error} />}
    </>
  );
}

/** Where the folder lies, with a way to take its path along. */
export function WrittenPlace({ folder }: { readonly folder: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <span className="small written-place">
      <span className="muted">In</span> <code className="wrap">{folder}</code>
      <button
        type="button"
        className="link small"
        onClick={() => void navigator.clipboard.writeText(folder).then(() => setCopied(true))}
      >
        {isCopied ? 'Copied' : 'Copy the folder'}
      </button>
    </span>
  );
}

/** What was just written: its files, its place, and the way to all that was written. */
export function Written({ folder, files }: WrittenProps) {
  const matter = useMatter();
  const client = useQueryClient();
  // A file is no entry: nobody else tells the list that it has grown.
  useEffect(() => {
    if (folder !== '') void client.invalidateQueries({ queryKey: [matter, 'written.list'] });
  }, [client, matter, folder]);
  return (
    <div className="written-note">
      <WrittenFiles folder={folder} files={files} />
      <WrittenPlace folder={folder} />{' '}
      <Link className="small" to="/$matter/bundle" params={{ matter }} search={{ view: 'written' }}>
        All files written
      </Link>
    </div>
  );
}

function nameOf(folder: string): string {
  return folder.split(/[\\/]/u).filter(Boolean).at(-1) ?? '';
}
