// What happened on a ladder is recorded: from the register of exchanges, with a passage and a ground, or as publicly reported.
import type { ExchangeShown } from 'probata/contract';
import { useEffect, useRef, useState } from 'react';
import { run } from '../../lib/api.ts';
import { useMatter } from '../../lib/matter.ts';
import { PanelForm } from '../../lib/panel-form.tsx';
import { PassagePicker } from '../../lib/passage-picker.tsx';
import { useEntered } from '../../lib/undo.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { DateField, readDate } from '../record/facts/date-field.tsx';
import type { LadderAnswer } from './types.ts';

interface RecordProps {
  readonly ladder: LadderAnswer;
  readonly kind: string | undefined;
  readonly exchange: string | undefined;
  readonly done: () => void;
}

const SIDES = [
  ['claimant', 'the claimant'],
  ['respondent', 'the respondent'],
  ['both', 'both sides'],
  ['third', 'a third State or organisation'],
] as const;

/** Dates that are not public are left out, never guessed. */
export function RecordEvent({ ladder, kind: first, exchange: given, done }: RecordProps) {
  const matter = useMatter();
  const entered = useEntered();
  const exchanges = useAsk<{ exchanges: readonly ExchangeShown[] }>('exchange.list');
  const [kind, setKind] = useState(first ?? '');
  const [exchange, setExchange] = useState(given ?? '');
  const [by, setBy] = useState('');
  const [whose, setWhose] = useState('');
  const [title, setTitle] = useState('');
  const [on, setOn] = useState('');
  const [received, setReceived] = useState('');
  const [announced, setAnnounced] = useState('');
  const [passage, setPassage] = useState<string>();
  const [ground, setGround] = useState('');
  const [source, setSource] = useState('');
  const [error, setError] = useState<unknown>();
  const field = useRef<HTMLSelectElement>(null);
  useEffect(() => field.current?.focus(), []);
  const defined = ladder.kinds.find((one) => one.kind === kind);
  const held = exchanges.data?.exchanges.find((one) => one.id === exchange);
  const hasPassage = passage !== undefined || held?.passage != null;
  const isDated = (text: string): boolean => text.trim() === '' || readDate(text) !== undefined;
  const isReady =
    defined !== undefined &&
    (defined.by !== 'either' || by !== '') &&
    (by !== 'third' || whose.trim() !== '') &&
    [on, received, announced].every(isDated) &&
    (hasPassage ? ground.trim() !== '' : source.trim() !== '' || held?.source != null);
  const save = async (): Promise<void> => {
    setError(undefined);
    const said = (text: string, name: string): object => (text.trim() === '' ? {} : { [name]: text.trim() });
    try {
      const receipt = await run(matter, 'ladder-event.record', {
        ladder: ladder.ladder.id,
        kind,
        ...said(exchange, 'exchange'),
        ...said(by, 'by'),
        ...said(whose, 'whose'),
        ...said(title, 'title'),
        ...said(on, 'on'),
        ...said(received, 'received'),
        ...said(announced, 'announced'),
        ...(passage === undefined ? {} : { passage }),
        ...(hasPassage ? said(ground, 'ground') : {}),
        ...said(source, 'source'),
      });
      const event = receipt.entries[0]?.subject ?? '';
      entered({
        words: 'Recorded; the ladder is climbed anew.',
        undo: async () => {
          await run(matter, 'ladder-event.withdraw', {
            event,
            ground: 'Recorded by mistake; taken back at once.',
          });
        },
      });
      done();
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <PanelForm
      label="Record what happened"
      press="Record it"
      isReady={isReady}
      error={error}
      save={save}
      close={done}
    >
      <div className="fields">
        <label>
          <span>What happened</span>
          <select ref={field} value={kind} onChange={(event) => setKind(event.target.value)}>
            <option value="">Choose what the ladder knows</option>
            {ladder.kinds.map((one) => (
              <option key={one.kind} value={one.kind}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>From the register of exchanges</span>
          <select value={exchange} onChange={(event) => setExchange(event.target.value)}>
            <option value="">It is not an exchange</option>
            {exchanges.data?.exchanges.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
      </div>
      {defined !== undefined && <p className="small muted">{defined.need}</p>}
      <div className="fields">
        {defined?.by === 'either' || defined?.by === 'third' || by !== '' ? (
          <label>
            <span>Whose it is</span>
            <select value={by} onChange={(event) => setBy(event.target.value)}>
              <option value="">{defined?.by === 'either' ? 'Choose a side' : 'as the ladder says'}</option>
              {SIDES.map(([side, words]) => (
                <option key={side} value={side}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {(by === 'third' || (defined?.by === 'third' && by === '')) && (
          <label>
            <span>Which State or organisation</span>
            <input value={whose} maxLength={200} onChange={(event) => setWhose(event.target.value)} />
          </label>
        )}
        <label>
          <span>Title</span>
          <input
            value={title}
            maxLength={300}
            placeholder={held?.title ?? defined?.title ?? ''}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
      </div>
      <div className="fields">
        <DateField
          label={held?.sent == null ? 'Done or sent' : 'Done or sent (as the register says, unless filled)'}
          value={on}
          change={setOn}
        />
        {defined?.received === true && <DateField label="Received" value={received} change={setReceived} />}
        <DateField label="Only announced" value={announced} change={setAnnounced} />
      </div>
      {held === undefined && (
        <div className="fields">
          <PassagePicker label="What shows it: a passage" passage={passage} choose={setPassage} />
          <label>
            <span>or the public source that reports it</span>
            <input value={source} maxLength={500} onChange={(event) => setSource(event.target.value)} />
          </label>
        </div>
      )}
      {hasPassage && (
        <label className="field">
          <span>On what ground is the passage read so?</span>
          <input value={ground} maxLength={1000} onChange={(event) => setGround(event.target.value)} />
        </label>
      )}
    </PanelForm>
  );
}
