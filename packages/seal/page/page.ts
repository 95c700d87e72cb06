// The verifier page: asks for a folder and for what the reader trusts, and shows every check with its outcome.
import {
  type Check,
  type CheckState,
  fromHex,
  type Trust,
  toBase64,
  type Verification,
  verifyBag,
} from '../src/index.ts';
import { type ChosenFiles, chosenFiles, droppedFiles, folderSource } from './folder.ts';

const WORDS: Readonly<Record<CheckState, string>> = {
  verified: 'Verified',
  failed: 'Failed',
  'not-checked': 'Not checked',
};
const VERDICTS: Readonly<Record<CheckState, readonly [string, string]>> = {
  verified: [
    'Every check made holds',
    'Read also what was not checked, and compare the values below with paper.',
  ],
  failed: [
    'Something does not hold',
    'The checks that failed stand first. Do not rely on this bag as it is.',
  ],
  'not-checked': [
    'Not verified: no key was given',
    'What could be checked holds, but no key of yours vouches for the log. Give the key printed in the filing.',
  ],
};
// Filled disc, cross, hollow ring: told apart in grey and without colour.
const SHAPES: Readonly<Record<CheckState, string>> = {
  verified: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z',
  failed: 'M2.5 2.5L13.5 13.5M13.5 2.5L2.5 13.5',
  'not-checked': 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z',
};

let files: ChosenFiles | undefined;

function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T; // each id stands in page.html
}

function choose(chosen: ChosenFiles | undefined, folder: string): void {
  files = chosen !== undefined && chosen.size > 0 ? chosen : undefined;
  const bytes = [...(files?.values() ?? [])].reduce((sum, file) => sum + file.size, 0);
  element('chosen').textContent =
    files === undefined
      ? 'Choose one folder: the one that holds bagit.txt.'
      : `${folder}: ${count(files.size)} files, ${count(bytes)} bytes.`;
  element<HTMLButtonElement>('verify').disabled = files === undefined;
}

function trustGiven(): Trust {
  const lines = (id: string): string[] =>
    element<HTMLTextAreaElement>(id)
      .value.split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const roots = element<HTMLTextAreaElement>('roots').value;
  return {
    vkeys: lines('vkeys'),
    rootsSha256: lines('roots')
      .map((line) => line.toLowerCase().replace(/[^0-9a-f]/g, ''))
      .filter((line) => line.length === 64),
    ...(roots.includes('BEGIN CERTIFICATE') ? { rootsPem: roots } : {}),
  };
}

async function verify(): Promise<void> {
  if (files === undefined) return;
  const chosen = files;
  let hashed = 0;
  const button = element<HTMLButtonElement>('verify');
  button.disabled = true;
  try {
    const source = folderSource(chosen, () => {
      element('progress').textContent = `${count(++hashed)} of ${count(chosen.size)} files read`;
    });
    show(await verifyBag(source, trustGiven()));
    element('progress').textContent = '';
  } catch (error) {
    element('progress').textContent =
      `The folder could not be read: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    button.disabled = false;
  }
}

function show({ verdict, checks, facts }: Verification): void {
  const [title, meaning] = VERDICTS[verdict];
  const heading = element('verdict');
  heading.className = verdict;
  heading.replaceChildren(shape(verdict), title);
  element('meaning').textContent = meaning;
  const { checkpoint, vkeyInBag, rootsInBag } = facts;
  element('facts').replaceChildren(
    ...(checkpoint === undefined
      ? []
      : [
          ...fact('Log', checkpoint.origin),
          ...fact('Entries', String(checkpoint.size)),
          ...fact('Root', toBase64(fromHex(checkpoint.root))),
        ]),
    ...(vkeyInBag === undefined ? [] : fact('Key found in the bag', vkeyInBag)),
    ...rootsInBag.flatMap(({ name, sha256 }) => fact(`SHA-256 of the root ${name}`, sha256)),
  );
  const order: readonly CheckState[] = ['failed', 'not-checked', 'verified'];
  element('counts').textContent = order
    .map(
      (state) =>
        `${count(checks.filter((check) => check.state === state).length)} ${WORDS[state].toLowerCase()}`,
    )
    .join(', ');
  const sorted = order.flatMap((state) => checks.filter((check) => check.state === state));
  element('checks').replaceChildren(...sorted.map(row));
  element('result').hidden = false;
}

function row({ name, state, about, sentence }: Check): HTMLTableRowElement {
  const line = document.createElement('tr');
  line.className = state;
  const outcome = line.insertCell();
  outcome.append(shape(state), WORDS[state]);
  for (const text of [name, about, sentence]) line.insertCell().textContent = text;
  return line;
}

function fact(label: string, value: string): HTMLElement[] {
  const term = document.createElement('dt');
  const description = document.createElement('dd');
  term.textContent = label;
  description.textContent = value;
  return [term, description];
}

function shape(state: CheckState): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'shape');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SHAPES[state]);
  svg.append(path);
  return svg;
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}

const drop = element('drop');
const input = element<HTMLInputElement>('folder');
input.addEventListener('change', () => {
  if (input.files !== null)
    choose(chosenFiles(input.files), input.files[0]?.webkitRelativePath.split('/')[0] ?? '');
});
for (const event of ['dragenter', 'dragover']) {
  drop.addEventListener(event, (happened) => {
    happened.preventDefault();
    drop.classList.add('over');
  });
}
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', (happened) => {
  happened.preventDefault();
  drop.classList.remove('over');
  const items = happened.dataTransfer?.items;
  if (items !== undefined) void droppedFiles(items).then((dropped) => choose(dropped, 'The folder dropped'));
});
element<HTMLFormElement>('ask').addEventListener('submit', (happened) => {
  happened.preventDefault();
  void verify();
});
