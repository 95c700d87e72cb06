// The paragraphs of a Word file as a reader sent them, checked field by field before they are believed.
import {
  WORD_CHANGES,
  WORD_LAYERS,
  WORD_PARTS,
  type WordDocument,
  type WordLayer,
  type WordParagraph,
  type WordRun,
} from '../../ports/word-file.ts';
import { RECORD_CAPS } from './limits.ts';
import { boolean, fields, NotARecord, number, oneOf, string } from './receive-fields.ts';

/** One paragraph. @throws NotARecord */
export function paragraphOf(value: unknown): WordParagraph {
  const one = fields(value);
  const runs = one['runs'];
  if (!Array.isArray(runs) || runs.length > RECORD_CAPS.paragraphRuns + 1)
    throw new NotARecord('a paragraph without runs');
  return {
    part: oneOf(one['part'], WORD_PARTS),
    note: string(one['note'], 60),
    style: string(one['style'], 200),
    isEndStruck: boolean(one['isEndStruck']),
    runs: runs.map(runOf),
  };
}

function runOf(value: unknown): WordRun {
  const one = fields(value);
  const layers = one['layers'];
  if (!Array.isArray(layers) || layers.length > 100) throw new NotARecord('a run without layers');
  return {
    text: string(one['text'], RECORD_CAPS.paragraphUnits),
    change: oneOf(one['change'], WORD_CHANGES),
    by: string(one['by'], 200),
    on: string(one['on'], 40),
    isItalic: boolean(one['isItalic']),
    layers: layers.map(layerOf),
    note: string(one['note'], 60),
  };
}

function layerOf(value: unknown): WordLayer {
  const one = fields(value);
  return {
    layer: oneOf(one['layer'], WORD_LAYERS),
    id: string(one['id'], 40),
    at: number(one['at']),
  };
}

/** Which draft the file says it is. @throws NotARecord */
export function manifestOf(value: unknown): WordDocument['manifest'] {
  if (value === null) return null;
  const one = fields(value);
  const ids = one['ids'];
  if (!Array.isArray(ids) || ids.length > RECORD_CAPS.manifestIds)
    throw new NotARecord('a manifest without ids');
  return { draft: string(one['draft'], 60), ids: ids.map((id) => string(id, 40)) };
}
