// Noting something to be done: in a person's words, by whom and until when; it can be dropped again.
import { useCallback, useState } from 'react';
import { useAsk } from '../../lib/use-ask.ts';
import { ActForm, AT_ONCE, madeBy, useAct } from './act.tsx';
import type { Members } from './types.ts';

interface TodoFormProps {
  readonly about: {
    readonly fact?: string;
    readonly node?: string;
    readonly allegation?: string;
    readonly provision?: string;
  };
  readonly title: string;
  readonly close: () => void;
}

export function TodoForm({ about, title, close }: TodoFormProps) {
  const act = useAct();
  const [words, setWords] = useState(title);
  const [owner, setOwner] = useState('');
  const [due, setDue] = useState('');
  return (
    <ActForm
      label="Note what is to be done"
      press="Keep it as a to-do"
      act={act}
      isReady={words.trim() !== ''}
      cancel={close}
      submit={() => {
        const input = {
          ...about,
          title: words.trim(),
          ...(owner === '' ? {} : { owner }),
          ...(due === '' ? {} : { due }),
        };
        void act
          .enter({ name: 'todo.open', input }, 'The to-do is kept.', (receipt) => [
            { name: 'todo.do', input: { todo: madeBy(receipt), outcome: 'dropped', note: AT_ONCE } },
          ])
          .then((receipt) => receipt !== undefined && close());
      }}
    >
      <label>
        <span className="small">What is to be done</span>
        <textarea value={words} rows={2} maxLength={500} onChange={(event) => setWords(event.target.value)} />
      </label>
      <div className="fields">
        <OwnerChoice value={owner} choose={setOwner} />
        <label>
          <span className="small">Until</span>
          <input type="date" value={due} onChange={(event) => setDue(event.target.value)} />
        </label>
      </div>
    </ActForm>
  );
}

/** The members of the matter by name. */
export function OwnerChoice({
  value,
  choose,
}: {
  readonly value: string;
  readonly choose: (user: string) => void;
}) {
  const members = useAsk<Members>('key.list');
  return (
    <label>
      <span className="small">By whom</span>
      <select value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">Nobody yet</option>
        {members.data?.keys.map((one) => (
          <option key={one.user} value={one.user}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A person by name; where names are under seal, by role and the end of the id, which tells two persons apart. */
export function useNames(): (user: string | null) => string {
  const members = useAsk<Members>('key.list');
  const keys = members.data?.keys;
  return useCallback(
    (user) => {
      if (user === null) return 'nobody yet';
      const found = keys?.find((one) => one.user === user);
      return found === undefined ? user : nameOf(found);
    },
    [keys],
  );
}

function nameOf({ user, name, role }: Members['keys'][number]): string {
  return typeof name === 'string' && name !== '' ? name : `${role} …${user.slice(-5)}`;
}
