// A citation to the words themselves, as it is pasted into a letter: title, place, words, and the way back to them.

/** `Title, p. 3: “the words” (link)`. White space in the words is one blank. */
export function pinpoint(title: string, pin: string, quote: string, link: string): string {
  const words = quote.replace(/\s+/g, ' ').trim();
  return `${title}, ${pin}${words === '' ? '' : `: “${words}”`} (${link})`;
}
