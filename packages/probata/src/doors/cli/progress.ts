// One line that says how far a long piece of work has come: done and all, rate, time left, errors.
import type { Progress } from '../../app/house.ts';
import type { Terminal } from './terminal.ts';
import { columnsOf, visible } from './visible.ts';

export interface ProgressLine {
  show(progress: Progress): void;
  /** Clears the line (or, where lines stay, says the last state) before an answer is printed. */
  end(): void;
}

const REDRAW_MS = 100;
const PLAIN_MS = 3000;

/** On a terminal the line is redrawn in place; elsewhere a plain line is written every few seconds. */
export function progressLine(terminal: Terminal): ProgressLine {
  let stage = '';
  let begun = 0;
  let first = 0;
  let drawn = Number.NEGATIVE_INFINITY;
  let open = false;
  let pending: Progress | undefined;
  const draw = (progress: Progress, now: number): void => {
    const line = progressText(progress, (now - begun) / 1000, progress.done - first, terminal.columns - 1);
    terminal.err(terminal.live ? `\r\u001b[K${line}` : `${line}\n`);
    open = terminal.live;
    drawn = now;
    pending = undefined;
  };
  return {
    show(progress) {
      const now = terminal.now();
      if (progress.stage !== stage) {
        if (pending !== undefined && terminal.live) draw(pending, now);
        stage = progress.stage;
        begun = now;
        first = progress.done;
        if (!terminal.live) drawn = now;
      }
      pending = progress;
      if (now - drawn >= (terminal.live ? REDRAW_MS : PLAIN_MS)) draw(progress, now);
    },
    end() {
      if (open) terminal.err('\r\u001b[K');
      open = false;
      pending = undefined;
      stage = '';
    },
  };
}

/**
 * `Reading  1,204 / 10,000  12 %  312/s  0:28 left  2 errors  name`, cut to `columns`.
 * @param seconds since the stage began
 * @param moved items done in that time
 */
export function progressText(progress: Progress, seconds: number, moved: number, columns: number): string {
  const { done, all, errors, note } = progress;
  const rate = seconds > 0.5 && moved > 0 ? moved / seconds : undefined;
  const parts = [visible(progress.stage)];
  if (all === null) parts.push(count(done));
  else {
    parts.push(`${count(done)} / ${count(all)}`);
    if (all > 0) parts.push(`${Math.floor((100 * done) / all)} %`);
  }
  if (rate !== undefined) parts.push(`${rate >= 10 ? count(Math.round(rate)) : rate.toFixed(1)}/s`);
  if (rate !== undefined && all !== null && all > done) parts.push(`${clock((all - done) / rate)} left`);
  if (errors > 0) parts.push(`${count(errors)} ${errors === 1 ? 'error' : 'errors'}`);
  if (note !== undefined) parts.push(visible(note));
  let line = parts.join('  ');
  while (columnsOf(line) > columns) line = `${[...line].slice(0, -2).join('')}…`;
  return line;
}

/** 1234567 as `1,234,567`. */
export function count(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 0 });
}

function clock(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
