// Answers that a program needs by places and a reader by words: put so that they can be read in a terminal.
import { z } from 'zod';

const span = z.object({ start: z.number(), end: z.number() });
const found = z.looseObject({
  hits: z.array(z.looseObject({ spans: z.array(span), snippet: z.string(), marks: z.array(span) })),
});

/** The answer as a terminal shows it; `--json` has it whole. Hits of a search stand in square brackets in their words. */
export function readableAnswer(name: string, answer: unknown): unknown {
  if (name !== 'search.find') return answer;
  const { hits, ...rest } = found.parse(answer);
  return {
    ...rest,
    hits: hits.map(({ spans, snippet, marks, ...hit }) => ({
      ...hit,
      places: spans.length,
      words: withMarks(snippet, marks).replace(/\s+/g, ' ').trim(),
    })),
  };
}

function withMarks(text: string, marks: readonly z.output<typeof span>[]): string {
  let at = 0;
  const parts = marks
    .toSorted((one, other) => one.start - other.start)
    .map(({ start, end }) => {
      const part = `${text.slice(at, start)}[${text.slice(start, end)}]`;
      at = end;
      return part;
    });
  return parts.join('') + text.slice(at);
}
