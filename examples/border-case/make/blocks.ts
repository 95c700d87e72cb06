/** A paper as a list of blocks, so that one text can be set as PDF, as Word or as Markdown. */

export type Align = 'l' | 'r' | 'c';

export type Block =
  | { readonly k: 'title'; readonly text: string }
  | { readonly k: 'head'; readonly text: string }
  | { readonly k: 'p'; readonly text: string }
  | { readonly k: 'n'; readonly no: string; readonly text: string }
  | { readonly k: 'right'; readonly text: string }
  | { readonly k: 'small'; readonly text: string }
  | { readonly k: 'rule' }
  | { readonly k: 'break' }
  | {
      readonly k: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly align: readonly Align[];
      /** Relative widths; equal when absent. */
      readonly widths?: readonly number[];
      readonly repeatHead?: boolean;
      readonly sumRow?: boolean;
    };

export const title = (text: string): Block => ({ k: 'title', text });
export const head = (text: string): Block => ({ k: 'head', text });
export const p = (text: string): Block => ({ k: 'p', text });
export const n = (no: number | string, text: string): Block => ({ k: 'n', no: `${no}`, text });
export const right = (text: string): Block => ({ k: 'right', text });
export const small = (text: string): Block => ({ k: 'small', text });
export const rule: Block = { k: 'rule' };
export const pageBreak: Block = { k: 'break' };
