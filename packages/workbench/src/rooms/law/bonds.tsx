// What binds each State to each instrument, and since when: consent, entry into force, reservations, declarations, objections.
import { dateInWords } from 'probata/contract';
import { useState } from 'react';
import { Empty, SayNo } from '../../lib/say-no.tsx';
import { useAsk } from '../../lib/use-ask.ts';
import { sentence } from '../../lib/words.ts';
import { Standing } from './standing.tsx';
import type { Instrument } from './types.ts';

/** Instruments with a table of bonds each; a date that is not known is said to be so, never guessed. */
export function Bonds() {
  const found = useAsk<{ instruments: readonly Instrument[] }>('instrument.list');
  const [state, setState] = useState('');
  const all = found.data?.instruments ?? [];
  const states = [...new Set(all.flatMap((one) => one.bonds.map((bond) => bond.state)))].sort();
  return (
    <div className="screen page">
      {found.error !== null && <SayNo error={found.error} />}
      {found.data !== undefined && all.length === 0 && (
        <Empty title="No instrument is in force here">Adopt a pack of law first, under Packs.</Empty>
      )}
      {states.length > 1 && (
        <label className="tick">
          State{' '}
          <select value={state} onChange={(event) => setState(event.target.value)}>
            <option value="">every State</option>
            {states.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      )}
      {all.map((instrument) => {
        const bonds = instrument.bonds.filter((one) => state === '' || one.state === state);
        return (
          <section key={instrument.id} className="block">
            <h2>
              <bdi>{instrument.title}</bdi>
            </h2>
            <p className="status-line small">
              {instrument.adopted !== null && <span>adopted {whenOf(instrument.adopted)}</span>}
              {instrument.inForce !== null && <span>in force {whenOf(instrument.inForce)}</span>}
              {instrument.citation !== null && <span className="muted">{instrument.citation}</span>}
              <Standing
                statement={instrument.id}
                state={instrument.standing}
                what={instrument.title}
                hasParts={instrument.bonds.length > 0}
              />
            </p>
            {bonds.length === 0 ? (
              <p className="muted">The pack says nothing of any State’s bond to it.</p>
            ) : (
              <table className="grid">
                <thead>
                  <tr>
                    <th>State</th>
                    <th>What</th>
                    <th>On</th>
                    <th>Said</th>
                    <th>Checked</th>
                  </tr>
                </thead>
                <tbody>
                  {bonds.map((bond) => (
                    <tr key={bond.statement}>
                      <td>
                        <bdi>{bond.state}</bdi>
                      </td>
                      <td>
                        {sentence(bond.event)}
                        {bond.to !== undefined && <span className="muted"> to {bond.to}</span>}
                      </td>
                      <td>
                        {bond.on === undefined ? <span className="muted">not known</span> : whenOf(bond.on)}
                      </td>
                      <td>
                        {bond.note}
                        {bond.source !== undefined && <div className="small muted">{bond.source}</div>}
                      </td>
                      <td>
                        <Standing
                          statement={bond.statement}
                          state={bond.standing}
                          what={`${bond.state}, ${bond.event}`}
                        />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
        );
      })}
    </div>
  );
}

/** EDTF in words; what a pack writes otherwise stands as it is written. */
function whenOf(text: string): string {
  try {
    return dateInWords(text);
  } catch {
    return text;
  }
}
