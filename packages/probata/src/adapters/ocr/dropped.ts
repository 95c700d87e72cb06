// Language data that a person put into a folder of their own: `rus.traineddata`, as the Tesseract project hands it out.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Files by the language they are named for; none where there is no such folder. */
export function droppedData(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return found; // nobody made the folder
  }
  for (const name of names) {
    const language = /^([a-z]{3}(?:_[a-z]{2,10})?)\.traineddata(?:\.gz)?$/.exec(name)?.[1];
    if (language !== undefined) found.set(language, join(folder, name));
  }
  return found;
}
