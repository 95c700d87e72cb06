// What narrows the list of exhibits. All of it stands in the address.
import { useEffect, useState } from 'react';
import { sentence } from '../../lib/words.ts';

export const CLASSES = [
  'admission',
  'judgment',
  'instrument',
  'record',
  'sensor',
  'io-report',
  'expert',
  'witness',
  'ngo-report',
  'press',
  'open-source',
  'official-statement',
  'unknown',
];
const STATES = ['held', 'excluded', 'withdrawn', 'erased'];
/** After the last key, before the house is asked. */
const QUIET_MS = 200;

interface FiltersProps {
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly go: (more: Readonly<Record<string, string | undefined>>) => void;
}

/** Words, class, standing, order. */
export function Filters({ search, go }: FiltersProps) {
  const [text, setText] = useState(search['text'] ?? '');
  useEffect(() => {
    if (text === (search['text'] ?? '')) return;
    const timer = setTimeout(() => go({ text: text || undefined, offset: undefined }), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, search, go]);
  const filter = (name: string) => (event: { readonly target: { readonly value: string } }) =>
    go({ [name]: event.target.value || undefined, offset: undefined });
  return (
    <div className="filters">
      <input
        type="search"
        aria-label="Words in the title"
        placeholder="Words in the title"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <select
        aria-label="Class"
        value={search['class'] ?? ''}
        data-set={search['class']}
        onChange={filter('class')}
      >
        <option value="">Every class</option>
        {CLASSES.map((name) => (
          <option key={name} value={name}>
            {sentence(name)}
          </option>
        ))}
      </select>
      <select
        aria-label="Standing"
        value={search['state'] ?? ''}
        data-set={search['state']}
        onChange={filter('state')}
      >
        <option value="">Every standing</option>
        {STATES.map((name) => (
          <option key={name} value={name}>
            {sentence(name)}
          </option>
        ))}
      </select>
      <select
        aria-label="Order"
        value={search['sort'] ?? ''}
        data-set={search['sort']}
        onChange={filter('sort')}
      >
        <option value="">As entered</option>
        <option value="title">By title</option>
        <option value="class">By class</option>
        <option value="bytes">By size</option>
      </select>
    </div>
  );
}
