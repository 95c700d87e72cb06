// Whether a text says which letters it is made of: glyphs of which a file does not tell stand in it as U+FFFD.

/**
 * True where more than half of all that is not white space has no meaning (no ToUnicode: ISO 32000-1, 9.10.2). Such a text
 * can be seen on its page and not searched. An empty text is not meaningless: there is none.
 */
export function isMeaningless(text: string): boolean {
  let [all, lost] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) lost += 1;
    if (code > 0x20 && code !== 0xa0) all += 1;
  }
  return lost * 2 > all;
}
