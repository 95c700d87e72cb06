// The view for use outside the house: for Word and as PDF, or as a table for Excel with ids, so that it can come back changed.
import { useLayoutEffect, useRef, useState } from 'react';
import { ask, task } from '../../../lib/api.ts';
import { isTyping } from '../../../lib/is-typing.ts';
import { useMatter } from '../../../lib/matter.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { useEntered } from '../../../lib/undo.tsx';
import { counted, isSealed, number, orSealed } from '../../../lib/words.ts';
import { Written } from '../../../lib/written.tsx';
import { wordsOf } from './acts.ts';
import { SEALED } from './import-plan.ts';
import type { Names } from './names.ts';
import { writeTable } from './table-text.ts';
import type { GridAnswer, GridRow } from './types.ts';
import { type Filter, TRAYS } from './view-of.ts';

const AT_ONCE = 500;
export const EXPORT_HEAD = [
  'Id',
  'When',
  'Date in words',
  'Fact',
  'Where',
  'Tags',
  'Actors',
  'Status',
  'Citations',
  'Elements',
  'Origins for it',
  'Worded by',
  'Second reader',
  'Source',
];

interface Chronology {
  readonly folder: string;
  readonly facts: number;
  readonly docx: { readonly name: string; readonly bytes: number };
  readonly pdf: { readonly name: string; readonly bytes: number };
}

interface ExportProps {
  readonly filter: Filter;
  readonly names: Names;
  readonly total: number;
}

/** Asks for the view stretch by stretch, and gives the browser a file. */
export function ExportView({ filter, names, total }: ExportProps) {
  const matter = useMatter();
  const entered = useEntered();
  const [busy, setBusy] = useState<string>();
  const save = async (): Promise<void> => {
    const rows: (readonly string[])[] = [EXPORT_HEAD];
    try {
      for (let offset = 0; offset < total; offset += AT_ONCE) {
        setBusy(`${number(offset)} of ${number(total)}…`);
        const answer = await ask<GridAnswer>(matter, 'fact.grid', {
          ...filter,
          offset,
          limit: AT_ONCE,
          counts: false,
        });
        for (const row of answer.rows) rows.push(cellsOf(row, names));
      }
      saveFile(`facts-${matter}.csv`, 'text/csv;charset=utf-8', writeTable(rows));
      entered({ words: `${counted(rows.length - 1, 'fact')} saved as a table.` });
    } catch (thrown) {
      entered({
        words: `The table was not saved: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      });
    } finally {
      setBusy(undefined);
    }
  };
  const write = async (): Promise<void> => {
    setBusy('Writing…');
    try {
      const made = await task<Chronology>(matter, 'chronology.export', filter);
      entered({
        words: `${counted(made.facts, 'fact')} written for Word and as PDF.`,
        result: (
          <Written
            folder={made.folder}
            files={[made.docx, made.pdf].map(({ name, bytes }) => ({ path: name, bytes }))}
          />
        ),
      });
    } catch (thrown) {
      entered({
        words: `The document was not written: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      });
    } finally {
      setBusy(undefined);
    }
  };
  const isReady = busy === undefined && total > 0;
  const press = useRef(() => undefined as unknown);
  press.current = () => (isReady ? void write() : undefined);
  useLayoutEffect(() => {
    const on = (event: KeyboardEvent): void => {
      if (event.key !== 'W' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      press.current();
    };
    window.addEventListener('keydown', on);
    return () => window.removeEventListener('keydown', on);
  }, []);
  return (
    <>
      <button type="button" disabled={!isReady} onClick={() => void save()}>
        {busy ?? 'Save as CSV'}
      </button>
      <button type="button" title="Key W" disabled={!isReady} onClick={() => void write()}>
        Write for Word and as PDF
      </button>
    </>
  );
}

const TITLES = new Map<string, string>(TRAYS.map(([tray, title]) => [tray, title]));

/** One fact as a row of the table. */
export function cellsOf(row: GridRow, names: Pick<Names, 'actor' | 'person'>): string[] {
  return [
    row.id,
    row.when?.edtf ?? '',
    row.when === null ? '' : row.words,
    isSealed(row.statement) ? SEALED : wordsOf(row),
    row.where ?? '',
    row.tags.join(', '),
    row.roles.map((one) => `${names.actor(one.actor)}: ${one.role}`).join('; '),
    [
      ...row.trays.map((tray) => TITLES.get(tray) ?? tray),
      ...(row.isUnderElement ? [] : ['No element']),
      ...(row.withdrawn === null ? [] : ['Withdrawn']),
    ].join('; '),
    row.citations
      .map(
        (one) =>
          `${one.bearing === 'supports' ? '' : `${one.bearing}: `}${orSealed(one.title, 'Sealed exhibit')}${one.pin === null || one.pin === 'whole' ? '' : `, ${one.pin}`}`,
      )
      .join('; '),
    row.elements.map((one) => one.label).join('; '),
    String(row.origins),
    names.person(row.author),
    row.reviewedBy === null ? '' : names.person(row.reviewedBy),
    row.source ?? '',
  ];
}
