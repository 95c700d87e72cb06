// The marks that are open at one place of a Word file: bookmarks, controls and links, and the fields with their codes.
import { idOfField } from '../../../base/word-layers.ts';
import type { WordLayer, WordLayerName } from '../../../ports/word-file.ts';

/** More marks around one run than any person makes; what is beyond is left out, so that no file costs their product. */
const MOST_AROUND = 64;
/** A field's code is a few words; what a hostile one holds beyond is not kept. */
const MOST_CODE = 2_000;

export interface OpenMarks {
  readonly around: readonly WordLayer[];
  /** Opens a mark that carries an id; without one nothing is opened. */
  open(layer: WordLayerName, id: string | undefined): WordLayer | undefined;
  shut(layer: WordLayer | undefined): void;
}

/** `begun` is called when a mark has opened, so that its place is kept even where no words follow. */
export function openMarks(
  walk: { next(): number; remark(code: string, message: string): void },
  begun: () => void,
): OpenMarks {
  const around: WordLayer[] = [];
  return {
    around,
    open(layer, id) {
      if (id === undefined) return undefined;
      if (around.length >= MOST_AROUND) {
        walk.remark('word-marks', 'More marks stand around one place than are kept; some were left out.');
        return undefined;
      }
      const made = { layer, id, at: walk.next() };
      around.push(made);
      begun();
      return made;
    },
    shut(layer) {
      const at = layer === undefined ? -1 : around.lastIndexOf(layer);
      if (at >= 0) around.splice(at, 1);
    },
  };
}

/** The complex fields that are open (ECMA-376 Part 1, 17.16.18): begin, code, separate, result, end. */
export function openFields(marks: OpenMarks): {
  mark(type: string): void;
  code(words: string): void;
  isInCode(): boolean;
} {
  const fields: { code: string; isResult: boolean; layer: WordLayer | undefined }[] = [];
  /** Fields whose code is being read: what stands there is not text. */
  let inCode = 0;
  return {
    mark(type) {
      const field = fields.at(-1);
      if (type === 'begin') {
        fields.push({ code: '', isResult: false, layer: undefined });
        inCode += 1;
      } else if (type === 'separate' && field?.isResult === false) {
        field.isResult = true;
        inCode -= 1;
        field.layer = marks.open('field', idOfField(field.code));
      } else if (type === 'end' && field !== undefined) {
        fields.pop();
        // A field without a result is still there: it says so where it ends.
        if (!field.isResult) {
          inCode -= 1;
          field.layer = marks.open('field', idOfField(field.code));
        }
        marks.shut(field.layer);
      }
    },
    code(words) {
      const field = fields.at(-1);
      if (field?.isResult === false && field.code.length < MOST_CODE) field.code += words;
    },
    isInCode: () => inCode > 0,
  };
}
