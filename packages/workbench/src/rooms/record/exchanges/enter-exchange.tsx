// A note, a letter, talks or a statement is entered: who to whom, sent and received apart, and what shows it.
import type { ActorShown, ExchangeShown } from 'probata/contract';
import { useEffect, useRef, useState } from 'react';
import { run } from '../../../lib/api.ts';
import { useMatter } from '../../../lib/matter.ts';
import { PanelForm } from '../../../lib/panel-form.tsx';
import { PassagePicker } from '../../../lib/passage-picker.tsx';
import { useEntered } from '../../../lib/undo.tsx';
import { useAsk } from '../../../lib/use-ask.ts';
import { sentence } from '../../../lib/words.ts';
import { DateField, readDate } from '../facts/date-field.tsx';

const KINDS = ['note-verbale', 'letter', 'talks', 'telephone', 'statement', 'meeting-of-agents', 'other'];

interface EnterProps {
  readonly actors: readonly ActorShown[];
  readonly exchanges: readonly ExchangeShown[];
  readonly done: (exchange: string | undefined) => void;
}

/** Ctrl+Enter enters, Escape closes. */
export function EnterExchange({ actors, exchanges, done }: EnterProps) {
  const matter = useMatter();
  const entered = useEntered();
  const provisions = useAsk<{ provisions: readonly { id: string; article: string; heading: string }[] }>(
    'provision.list',
  );
  const [from, setFrom] = useState('');
  const [to, setTo] = useState<readonly string[]>([]);
  const [kind, setKind] = useState('note-verbale');
  const [title, setTitle] = useState('');
  const [says, setSays] = useState('');
  const [sent, setSent] = useState('');
  const [received, setReceived] = useState('');
  const [about, setAbout] = useState<readonly string[]>([]);
  const [answers, setAnswers] = useState('');
  const [passage, setPassage] = useState<string>();
  const [source, setSource] = useState('');
  const [error, setError] = useState<unknown>();
  const [key] = useState(() => crypto.randomUUID());
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const isDated = (text: string): boolean => text.trim() === '' || readDate(text) !== undefined;
  const isReady =
    from !== '' &&
    to.length > 0 &&
    title.trim() !== '' &&
    isDated(sent) &&
    isDated(received) &&
    (sent + received).trim() !== '' &&
    (passage !== undefined || source.trim() !== '');
  const save = async (): Promise<void> => {
    if (!isReady) return;
    setError(undefined);
    try {
      const receipt = await run(
        matter,
        'exchange.enter',
        {
          from,
          to,
          kind,
          title: title.trim(),
          provisions: about,
          ...(says.trim() === '' ? {} : { says: says.trim() }),
          ...(sent.trim() === '' ? {} : { sent: sent.trim() }),
          ...(received.trim() === '' ? {} : { received: received.trim() }),
          ...(answers === '' ? {} : { answers }),
          ...(passage === undefined ? {} : { passage }),
          ...(source.trim() === '' ? {} : { source: source.trim() }),
        },
        key,
      );
      entered({ words: 'The exchange is entered; silences are counted with it.' });
      done(receipt.entries[0]?.subject);
    } catch (thrown) {
      setError(thrown);
    }
  };
  // Only what one of the addressees said to the sender can be answered by this.
  const answerable = exchanges.filter((one) => to.includes(one.from) && one.to.includes(from));
  return (
    <PanelForm
      label="Enter an exchange"
      press="Enter it"
      isReady={isReady}
      error={error}
      save={save}
      close={() => done(undefined)}
    >
      <h2>Enter an exchange</h2>
      <div className="fields">
        <label>
          <span>From</span>
          <select ref={first} value={from} onChange={(event) => setFrom(event.target.value)}>
            <option value="">Choose who spoke</option>
            {actors.map((one) => (
              <option key={one.id} value={one.id}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>To</span>
          <select
            value={to[0] ?? ''}
            onChange={(event) => setTo(event.target.value === '' ? [] : [event.target.value, ...to.slice(1)])}
          >
            <option value="">Choose to whom</option>
            {actors
              .filter((one) => one.id !== from)
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {one.label}
                </option>
              ))}
          </select>
        </label>
        <label>
          <span>Kind</span>
          <select value={kind} onChange={(event) => setKind(event.target.value)}>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {sentence(one)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Title</span>
          <input
            value={title}
            maxLength={300}
            placeholder="Note 5: request for arbitration"
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
      </div>
      {to.length > 0 && actors.length > 2 && (
        <details>
          <summary>Also addressed to</summary>
          <div className="options">
            {actors
              .filter((one) => one.id !== from && one.id !== to[0])
              .map((one) => (
                <label key={one.id}>
                  <input
                    type="checkbox"
                    checked={to.includes(one.id)}
                    onChange={() =>
                      setTo(to.includes(one.id) ? to.filter((other) => other !== one.id) : [...to, one.id])
                    }
                  />
                  <bdi>{one.label}</bdi>
                </label>
              ))}
          </div>
        </details>
      )}
      <div className="fields">
        <DateField label="Sent" value={sent} change={setSent} />
        <DateField label="Received" value={received} change={setReceived} />
      </div>
      <label className="field">
        <span>What it says, in a sentence</span>
        <textarea rows={2} value={says} maxLength={4000} onChange={(event) => setSays(event.target.value)} />
      </label>
      <div className="fields">
        <label>
          <span>In answer to</span>
          <select value={answers} onChange={(event) => setAnswers(event.target.value)}>
            <option value="">nothing that is entered</option>
            {answerable.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>About a provision</span>
          <select
            value=""
            onChange={(event) => {
              if (event.target.value !== '') setAbout([...new Set([...about, event.target.value])]);
            }}
          >
            <option value="">{about.length === 0 ? 'none yet' : 'one more'}</option>
            {provisions.data?.provisions.map((one) => (
              <option key={one.id} value={one.id}>
                {`${one.article} ${one.heading}`}
              </option>
            ))}
          </select>
        </label>
      </div>
      {about.length > 0 && (
        <div className="acts">
          {about.map((one) => (
            <button
              type="button"
              key={one}
              className="chip"
              aria-label={`Take out ${one}`}
              onClick={() => setAbout(about.filter((other) => other !== one))}
            >
              {one} ×
            </button>
          ))}
        </div>
      )}
      <div className="fields">
        <PassagePicker label="What shows it: a passage" passage={passage} choose={setPassage} />
        <label>
          <span>or the public source that reports it</span>
          <input value={source} maxLength={500} onChange={(event) => setSource(event.target.value)} />
        </label>
      </div>
    </PanelForm>
  );
}
