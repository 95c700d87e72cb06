// A small matter of two invented States in a real ledger: exhibits, passages, facts, allegations, made by commands alone.
import { packShelf, readPackText } from '../../../src/adapters/packs/shelf.ts';
import { adoptPack } from '../../../src/rooms/law/decide.ts';
import { lawRoom, readPack } from '../../../src/rooms/law/index.ts';
import { proofRoom } from '../../../src/rooms/proof/index.ts';
import { id, openRig, type Rig } from '../record/rig.ts';

export interface Matter extends Rig {
  readonly applicant: string;
  readonly respondent: string;
  /** An exhibit without bytes. */
  exhibit(title: string, more?: object): Promise<string>;
  fact(text: string, more?: object): Promise<string>;
  /** Marks a passage of the exhibit and cites it for the fact; gives the citation. */
  cite(fact: string, exhibit: string, more?: object): Promise<string>;
  allege(text: string, of: readonly object[], more?: object): Promise<string>;
  /** Adopts a pack that ships, by its name, or one written in the test. */
  adopt(nameOrYaml: string): Promise<string>;
}

const STRONG = { directness: 'direct', contemporaneity: 'at-time', interest: 'disinterested' };

export async function openMatter(): Promise<Matter> {
  const rig = await openRig([{ ...lawRoom, commands: [...lawRoom.commands, adoptPack] }, proofRoom]);
  const proceeding = await rig.run('proceeding.open', {
    title: 'Organised movement of persons (Aurelia v. Borovia)',
    court: 'International Court of Justice',
    kind: 'contentious',
    forum: 'icj',
  });
  const party = async (name: string, role: string): Promise<string> =>
    rig.run('party.name', {
      proceeding,
      actor: await rig.run('actor.name', { kind: 'state', names: name }),
      role,
    });
  const applicant = await party('Aurelia', 'applicant');
  const respondent = await party('Borovia', 'respondent');
  let passages = 0;
  return {
    ...rig,
    adopt(nameOrYaml) {
      const shelf = packShelf();
      const text = shelf.shipped().includes(nameOrYaml)
        ? shelf.read(nameOrYaml)
        : readPackText(new TextEncoder().encode(nameOrYaml), 'own.yaml');
      const content = readPack(text);
      const { id: pack, version, title } = content;
      return rig.run('pack.enter', { pack, version, title, digest: text.digest, file: text.file, content });
    },
    applicant,
    respondent,
    exhibit: (title, more = {}) =>
      rig.run('exhibit.note', {
        title,
        class: 'record',
        originId: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
        heldAt: 'Archive of the test',
        why: 'Invented for a test.',
        ...more,
      }),
    fact: (text, more = {}) => rig.run('fact.assert', { statement: text, when: '2031-08-14', ...more }),
    async cite(fact, exhibit, more = {}) {
      passages += 1;
      const passage = await rig.passage(String(passages), exhibit);
      return rig.run('fact.cite', { fact, passage, bearing: 'supports', ...STRONG, ...more });
    },
    allege: (text, of, more = {}) =>
      rig.run('allegation.make', {
        text,
        by: [applicant],
        against: [respondent],
        tree: { label: text, of },
        ...more,
      }),
  };
}

export { id };
