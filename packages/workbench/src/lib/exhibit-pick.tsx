// Choosing one exhibit that is held, by words of its title.
import { useState } from 'react';
import { nameOf } from './exhibit-name.tsx';
import { Field } from './form.tsx';
import { SayNo } from './say-no.tsx';
import { useAsk } from './use-ask.ts';

const MOST = 200;

// The marks that isolate a name in a line would stand before its first letter, by which a list is searched when one types.
const plain = (name: string): string => name.replace(/^\u2068|\u2069$/gu, '');

/** A field for words and the list that they narrow. */
export function ExhibitPick({
  chosen,
  choose,
}: {
  readonly chosen: string | undefined;
  readonly choose: (exhibit: string) => void;
}) {
  const [text, setText] = useState('');
  const found = useAsk<{
    total: number;
    exhibits: readonly {
      readonly id: string;
      readonly title: unknown;
      readonly shown: string;
      readonly seq: number;
    }[];
  }>('exhibit.list', {
    state: 'held',
    sort: 'title',
    limit: MOST,
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  });
  return (
    <div className="fields">
      <Field label="Words in the title" hint="Narrows the list beside it.">
        <input type="search" value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <Field
        label="Exhibit"
        {...((found.data?.total ?? 0) > MOST
          ? { hint: `The first ${MOST}; give words for the others.` }
          : {})}
      >
        <select value={chosen ?? ''} onChange={(event) => choose(event.target.value)}>
          <option value="" disabled>
            Choose one
          </option>
          {found.data?.exhibits.map((one) => (
            <option key={one.id} value={one.id} dir="auto">
              {plain(nameOf(one))}
            </option>
          ))}
        </select>
      </Field>
      {found.error !== null && <SayNo error={found.error} />}
    </div>
  );
}
