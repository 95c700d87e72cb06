// A what-if too long for an address is kept by this tab, and the address names it; a shorter one stands in the address itself.
import { keep, kept } from '../../lib/kept.ts';
import { fromAddress, toAddress, type WhatIf } from './what-if.ts';

/** Servers refuse addresses of more than some 8,000 characters; escaping may make three of one. */
const LONGEST = 4000;
const NAME = 'what-if';

/** What goes into the address. */
export function addressOf(question: WhatIf): string | undefined {
  const text = toAddress(question);
  if (text === undefined || text.length <= LONGEST) return text;
  const mark = markOf(text);
  keep('tab', `${NAME}-${mark}`, text);
  return `@${mark}`;
}

/** Reads it back; what another tab kept asks nothing here. Such a question is passed on by saving it as a scenario. */
export function questionIn(address: string | undefined): WhatIf {
  return fromAddress(
    address?.startsWith('@') === true ? kept<string>('tab', `${NAME}-${address.slice(1)}`) : address,
  );
}

/** FNV-1a, 32 bits: tells the questions of one tab apart. */
function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(36);
}
