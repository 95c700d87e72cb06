// Reads a transcript: what is said in a recording, with the time of every piece (WebVTT; SubRip).
import { type Draft, type Source, Unreadable } from '../draft.ts';
import { decodeSource } from './text.ts';

const TIME = /^((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{3})[ \t]+-->[ \t]+((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{3})/;

/**
 * W3C WebVTT and SubRip: a cue is a line of times and the lines below it. Its words are written without markup, a
 * speaker (`<v Name>`) before them; notes and styles are kept apart. Times are milliseconds from the recording's start.
 */
export function readTranscript(source: Source, draft: Draft): void {
  const text = decodeSource(source, draft).replace(/^\ufeff/, '');
  let last = 0;
  let backwards = 0;
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => TIME.test(line));
    if (at < 0) {
      const note = /^NOTE\b[ \t]*\n?([\s\S]*)/.exec(block)?.[1]?.trim();
      if (note !== undefined && note !== '') draft.hide({ kind: 'comment', text: note });
      const title = /^WEBVTT[ \t]+(\S.*)/.exec(block)?.[1];
      if (title !== undefined) draft.fact('title', title.trim());
      continue;
    }
    const times = TIME.exec(lines[at] ?? '');
    const [fromMs, toMs] = [milliseconds(times?.[1]), milliseconds(times?.[2])];
    const said = wordsOf(lines.slice(at + 1).join('\n'));
    if (said === '') continue;
    if (toMs < fromMs || fromMs < last) backwards += 1;
    last = Math.max(last, fromMs);
    const place = draft.line(said);
    draft.cue({ ...place, fromMs, toMs: Math.max(fromMs, toMs) });
  }
  if (draft.cues.length === 0) throw new Unreadable('damaged', 'The transcript has no cue with a time.');
  if (backwards > 0)
    draft.warn('cue-order', `${backwards} cues begin before the one above them, or end before they begin.`);
  draft.fact('cues', draft.cues.length);
  draft.fact('Duration', Math.max(...draft.cues.map((cue) => cue.toMs)) / 1000);
}

/** `1:02:03.456` and `02:03,456` in milliseconds. */
function milliseconds(written: string | undefined): number {
  const [clock = '', rest = '0'] = (written ?? '').split(/[.,]/);
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000 + Number(rest);
}

function wordsOf(lines: string): string {
  const names: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    nbsp: '\u00a0',
    lrm: '',
    rlm: '',
  };
  return lines
    .replace(/<v(?:\.[^ >]*)?[ \t]+([^>]{1,200})>/g, '$1: ')
    .replace(/<[^<>\n]{0,200}>/g, '')
    .replace(/\{\\[^{}]{0,100}\}/g, '')
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_all, name: string) => names[name] ?? '')
    .trim();
}
