// How a citation and a paragraph are named inside a Word file: the bookmark, the field, the content control and the link.

/** Letters and figures of an id in a Word file: Crockford base 32 in capitals; older drafts may hold shorter ones. */
const ID = '[0-9A-Za-z]{4,32}';
const BOOKMARK = new RegExp(`^pbc_(${ID})(?:[_ ]?copy[_ ]?\\d*)?$`, 'iu');
const NAME = 'ADDIN PROBATA_CITE';
const FIELD = new RegExp(`\\b${NAME.slice(6)}\\s+["“]?(${ID})["”]?(?=\\s|$)`, 'iu');
const CONTROL = new RegExp(`^probata:cite:(${ID})$`, 'iu');
const LINK = new RegExp(`^(?:probata:(?:/*)cite/|https?://cite\\.probata\\.invalid/c/)(${ID})$`, 'iu');
const PARAGRAPH = /^_pbp_([0-9a-zA-Z]{4,32})$/u;

/** The namespace of the manifest part that says which draft a file is (customXml). */
export const MANIFEST_NAMESPACE = 'urn:probata:draft:1';

/** The name of the bookmark around a citation; Word allows 40 characters. */
export const citationBookmark = (id: string): string => `pbc_${id}`;
/** The code of the field whose result is the citation. */
export const citationField = (id: string): string => `${NAME} ${id} v1`;
/** The tag of the content control around a citation. */
export const citationTag = (id: string): string => `probata:cite:${id}`;
/** The hidden bookmark around the words of a paragraph. */
export const paragraphBookmark = (id: string): string => `_pbp_${id}`;

/** The id that a bookmark's name carries; a word processor that copies one adds `_Copy_1`. Undefined for any other name. */
export const idOfBookmark = (name: string): string | undefined => BOOKMARK.exec(name)?.[1]?.toUpperCase();
/** The id in a field's code, however it is quoted or switched. */
export const idOfField = (code: string): string | undefined => FIELD.exec(code)?.[1]?.toUpperCase();
/** The id in a content control's tag. */
export const idOfControl = (tag: string): string | undefined => CONTROL.exec(tag)?.[1]?.toUpperCase();
/** The id in the address of a link. */
export const idOfLink = (target: string): string | undefined => LINK.exec(target.trim())?.[1]?.toUpperCase();
/** The id of the paragraph that a hidden bookmark stands around; in small letters, as ids of blocks are. */
export const idOfParagraph = (name: string): string | undefined => PARAGRAPH.exec(name)?.[1]?.toLowerCase();
