// Finds the Chromium of this machine; none is ever downloaded.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES =
  process.platform === 'win32'
    ? ['chrome.exe', 'msedge.exe']
    : ['chromium', 'chromium-browser', 'google-chrome'];
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** Its path, by PROBATA_CHROMIUM, PATH, or where Windows keeps it. */
export function findChromium(): string | undefined {
  const named = process.env['PROBATA_CHROMIUM'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const roots = [process.env['ProgramFiles'], process.env['ProgramFiles(x86)'], process.env['LOCALAPPDATA']];
  const installed = roots.flatMap((root) =>
    root === undefined ? [] : WINDOWS.map((path) => join(root, path)),
  );
  return [...onPath, ...installed].find(existsSync);
}
