// Lists what a PDF would do if an ordinary viewer opened it, and the files it carries. Nothing is run.
import type * as mupdf from 'mupdf';
import type { ActiveContent } from '../../../ports/extractor.ts';
import type { Draft } from '../draft.ts';
import { noteAsked } from '../upset.ts';
import { memory } from './pdf-engine.ts';

const OBJECTS_MAX = 50_000;

/** Goes through every object once, looking for actions, scripts and embedded files (ISO 32000-1, 12.6, 7.11.4). */
export function noteActive(pdf: mupdf.PDFDocument, draft: Draft): void {
  const count = Math.min(OBJECTS_MAX, pdf.countObjects());
  const seen = new Set<string>();
  const flag = (active: ActiveContent): void => {
    const key = `${active.kind} ${active.detail}`;
    if (seen.has(key)) return;
    seen.add(key);
    draft.flag(active);
  };
  const isWorth = actingObjects(pdf);
  for (let number = 1; number < count; number += 1) {
    try {
      if (isWorth(number)) lookInto(pdf.newIndirect(number).resolve(), draft, flag, 0);
    } catch (error) {
      noteAsked(error); // an object that cannot be loaded cannot act either
    }
  }
}

/** What an object that acts, or that carries a file, has at its top. */
const TELLING = ['S', 'A', 'AA', 'OpenAction', 'EF'];

/**
 * Gives a test whether an object, by its number, is worth looking into; it throws where the object cannot be loaded. Every
 * object of a file is asked, so that the question goes to the engine without its wrapper's bookkeeping.
 */
function actingObjects(pdf: mupdf.PDFDocument): (number: number) => boolean {
  const keys = TELLING.map(keyOf);
  const document = pdf.pointer as unknown as number; // an address, which the engine's types call otherwise
  return (number) => {
    const reference = memory._wasm_pdf_new_indirect(document, number);
    try {
      const object = memory._wasm_pdf_resolve_indirect(reference); // lent, not given
      return (
        memory._wasm_pdf_is_dict(object) !== 0 &&
        keys.some((key) => memory._wasm_pdf_dict_gets(object, key) !== 0)
      );
    } finally {
      memory._wasm_pdf_drop_obj(reference);
    }
  };
}

const kept = new Map<string, number>();

/** The address of a key as the engine reads one; written once. */
function keyOf(name: string): number {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const bytes = Buffer.from(`${name}\0`, 'latin1');
  const address = memory._wasm_malloc(bytes.length);
  memory.HEAPU8.set(bytes, address);
  kept.set(name, address);
  return address;
}

function lookInto(
  object: mupdf.PDFObject,
  draft: Draft,
  flag: (active: ActiveContent) => void,
  depth: number,
): void {
  const action = object.get('S');
  if (action.isName()) {
    const name = action.asName();
    if (name === 'JavaScript') flag({ kind: 'script', detail: `JavaScript: ${textOf(object.get('JS'))}` });
    else if (name === 'Launch') flag({ kind: 'launch', detail: textOf(object.get('F')) || 'Launch' });
    else if (name === 'URI') flag({ kind: 'link', detail: textOf(object.get('URI')) });
    else if (name === 'SubmitForm') flag({ kind: 'form', detail: `SubmitForm ${textOf(object.get('F'))}` });
    else if (name === 'ImportData') flag({ kind: 'form', detail: `ImportData ${textOf(object.get('F'))}` });
    else if (name === 'GoToR' || name === 'GoToE')
      flag({ kind: 'external-reference', detail: `${name} ${textOf(object.get('F'))}` });
    else if (name === 'Rendition' || name === 'RichMediaExecute')
      flag({ kind: 'embedded-object', detail: name });
  }
  const type = object.get('Type');
  if (type.isName() && type.asName() === 'Filespec' && object.get('EF').isDictionary())
    keepFile(object, draft);
  // Actions often stand inside their annotation, page or catalogue instead of having a number of their own.
  if (depth < 3) {
    for (const key of ['A', 'AA', 'OpenAction', 'Next', 'O', 'C', 'E', 'X', 'D', 'U', 'K', 'F', 'V']) {
      if (depth === 0 && !['A', 'AA', 'OpenAction'].includes(key)) continue;
      const inner = object.get(key);
      if (!inner.isIndirect() && inner.isDictionary()) lookInto(inner, draft, flag, depth + 1);
    }
  }
}

function keepFile(filespec: mupdf.PDFObject, draft: Draft): void {
  const name = textOf(filespec.get('UF')) || textOf(filespec.get('F')) || 'attachment';
  const stream = filespec.get('EF').get('F');
  const type = stream.get('Subtype');
  const mediaType = type.isName() ? type.asName() : 'application/octet-stream';
  try {
    const said = stream.get('Params').get('Size');
    if (said.isNumber() && said.asNumber() > draft.limits.unpackedBytes) {
      draft.attach({ name, mediaType, bytes: said.asNumber(), note: 'limit' });
      return;
    }
    const content = Uint8Array.from(stream.readStream().asUint8Array());
    draft.attach({ name, mediaType, bytes: content.length, content });
  } catch (error) {
    noteAsked(error);
    draft.attach({ name, mediaType, bytes: 0, note: 'unreadable' });
  }
}

function textOf(object: mupdf.PDFObject): string {
  if (object.isString()) return object.asString();
  if (object.isName()) return object.asName();
  if (object.isStream())
    return Buffer.from(object.readStream().asUint8Array().subarray(0, 2_000)).toString('latin1');
  if (object.isDictionary()) return textOf(object.get('F'));
  return '';
}
