// Composes a pleading from the matter: looks up what its blocks cite and lets numbers, footnotes and annexes fall out.
import { z } from 'zod';
import { Refusal } from '../../base/errors.ts';
import { idOf } from '../../base/ids.ts';
import { isSealed, type Sealable } from '../../base/sealed.ts';
import { fromJson } from '../../base/stable-json.ts';
import { readText } from '../../base/texts.ts';
import { type DateStatement, dateInWords } from '../../base/time/index.ts';
import {
  blocksOf,
  type Cited,
  type CitedExhibit,
  type CitedFact,
  type CitedPassage,
  type Composed,
  type ComposeOptions,
  citedIn,
  composed,
  composePleading,
  figuresIn,
  pleadingRow,
  quotedBefore,
} from '../../rooms/pleading/index.ts';
import { quotedFigures } from '../../rooms/quantum/index.ts';
import { passagesByIds } from '../../rooms/reading/index.ts';
import { citationsOf, factsOf } from '../../rooms/record/index.ts';
import {
  type Consent,
  exhibitsByIds,
  heldObject,
  relationsOf,
  standingsOf,
  vaultTables,
  type Within,
} from '../../rooms/vault/index.ts';
import { drawingsOf } from '../drawings.ts';
import type { House } from '../house.ts';
import { type PassageState, passageStands } from '../passage-states.ts';
import { task } from '../task.ts';

/** The ceiling of annex pages where nothing else is set: ICJ Practice Direction III. */
const ANNEX_PAGES = 750;

/** The languages of the Court (Statute, article 39), and the code for what has no words. */
const COURT_LANGUAGES = ['en', 'fr', 'zxx'];

/** Composes as it stands now. Refusal PLEADING_UNKNOWN. */
export async function compose(
  house: House,
  pleading: string,
  within: Within = {},
  options: ComposeOptions = {},
): Promise<Composed> {
  const { look } = house.ledger;
  const opened = await pleadingRow(look, pleading);
  if (opened === undefined)
    throw new Refusal(
      'PLEADING_UNKNOWN',
      `There is no pleading ${pleading}. List them with 'probata pleading list'.`,
      { pleading },
    );
  const blocks = await blocksOf(look, pleading);
  const texts = blocks.map((block) => readText(block.text, opened.language).text);
  const cited = {
    ...(await lookUp(house, new Set(texts.flatMap(citedIn)), within)),
    figures: await quotedFigures(look, [...new Set(texts.flatMap(figuresIn))]),
    drawings: await drawingsOf(house, texts),
    quoted: await quotedBefore(
      look,
      blocks.map((block) => block.id),
    ),
  };
  return composePleading(pleading, opened, blocks, cited, {
    annexPages: ANNEX_PAGES,
    languages: COURT_LANGUAGES,
    ...options,
  });
}

async function lookUp(
  house: House,
  ids: ReadonlySet<string>,
  within: Within,
): Promise<Omit<Cited, 'figures'>> {
  const { look } = house.ledger;
  const facts = new Map<string, CitedFact>();
  const citations = await citationsOf(look);
  for (const fact of await factsOf(look)) {
    if (!ids.has(fact.id)) continue;
    facts.set(fact.id, {
      id: fact.id,
      statement: isSealed(fact.statement) ? 'a sealed fact' : readText(fact.statement).text,
      passages: citations
        .filter((one) => one.fact === fact.id && one.bearing === 'supports' && one.live)
        .map((one) => one.passage),
      needsProof: fact.premise === null,
    });
  }
  const passageIds = [
    ...new Set([
      ...[...ids].filter((id) => id.startsWith('pas_')),
      ...[...facts.values()].flatMap((fact) => fact.passages),
    ]),
  ];
  const passages = await passagesByIds(look, passageIds);
  const stands = new Map(
    (await passageStands(house, new Set(passageIds))).map(({ passage, state }) => [
      passage.id as string,
      state,
    ]),
  );
  const exhibits = await lookUpExhibits(
    house,
    [...new Set([...passages.values()].map((passage) => passage.exhibit))],
    within,
  );
  return {
    facts,
    passages: new Map(
      [...passages].map(([id, passage]) => [
        id,
        {
          id,
          exhibit: passage.exhibit,
          pin: passage.pin,
          isWithdrawn: passage.withdrawn,
          stands: standsAs(stands.get(id)),
        },
      ]),
    ),
    exhibits,
    authorities: await authoritiesCited(house, ids),
  };
}

/** What has no reading at present was cited by the reading it then had, and the page itself has not changed. */
function standsAs(state: PassageState | undefined): CitedPassage['stands'] {
  if (state === undefined || state === 'unread') return 'exact';
  return state === 'shut' ? 'uncompared' : state;
}

/** `Corfu Channel (United Kingdom v. Albania), I.C.J. Reports 1949, p. 4`. */
async function authoritiesCited(
  house: House,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...ids].filter((id) => id.startsWith('aut_'));
  if (wanted.length === 0) return new Map();
  const rows = await vaultTables(house.ledger.look)
    .selectFrom('vault_authority')
    .select(['id', 'title', 'citation'])
    .where('id', 'in', wanted)
    .execute();
  return new Map(rows.map(({ id, title, citation }) => [id, `${title}, ${citation}`]));
}

/** The exhibits cited, and the originals of those that are translations. */
async function lookUpExhibits(
  house: House,
  cited: readonly string[],
  within: Within,
): Promise<ReadonlyMap<string, CitedExhibit>> {
  const { look } = house.ledger;
  const originals = new Map<string, string>();
  for (const id of cited) {
    const original = (await relationsOf(look, id)).find(
      (one) => one.from === id && one.relation === 'translation-of',
    );
    if (original?.to != null) originals.set(id, original.to);
  }
  const ids = [...new Set([...cited, ...originals.values()])];
  const rows = await exhibitsByIds(look, ids);
  const standings = await standingsOf(look, ids, within);
  const found = new Map<string, CitedExhibit>();
  for (const id of ids) {
    const row = rows.get(id);
    if (row === undefined) continue;
    const detail = await vaultTables(look)
      .selectFrom('vault_detail')
      .select(['made_at', 'privilege', 'consent', 'held_at'])
      .where('id', '=', id)
      .executeTakeFirst();
    const madeAt = fromJson<DateStatement>(detail?.made_at ?? null);
    const card = house.renditions.card(id);
    found.set(id, {
      id,
      title: isSealed(row.title) ? 'Sealed exhibit' : row.title,
      // A footnote gives the day; the hour stands in the exhibit.
      date: madeAt === undefined || isSealed(madeAt) ? null : dateInWords(madeAt.edtf.replace(/T.*$/, '')),
      language: row.language,
      pages: card === undefined || card.pages === 0 ? null : card.pages,
      isSealed: row.compartment !== null,
      standing: standings.get(id) ?? 'held',
      isAnnexed: (await heldObject(look, id)) !== undefined,
      heldAt: openText(fromJson<Sealable<string>>(detail?.held_at ?? null)),
      translationOf: originals.get(id) ?? null,
      bars: barsOf(detail?.privilege ?? null, fromJson<Sealable<Consent>>(detail?.consent ?? null)),
    });
  }
  return found;
}

/** Why the bytes should not leave as they are. What is unknown is no bar; what was said stands in the way. */
function barsOf(privilege: string | null, consent: Sealable<Consent> | undefined): CitedExhibit['bars'] {
  const bars: CitedExhibit['bars'][number][] = [];
  if (privilege !== null && privilege !== 'none' && privilege !== 'unknown')
    bars.push({
      code: 'PLEADING_ANNEX_PRIVILEGED',
      severity: 'error',
      message: `it is privileged (${privilege.replaceAll('-', ' ')}). Exclude it from the filing, redact it, or record that the privilege is waived.`,
    });
  if (
    consent !== undefined &&
    !isSealed(consent) &&
    (consent.state === 'refused' || consent.state === 'withdrawn')
  )
    bars.push({
      code: 'PLEADING_ANNEX_CONSENT',
      severity: 'error',
      message: `its originator’s consent is ${consent.state}. Exclude it from the filing, or ask again.`,
    });
  else if (consent !== undefined && !isSealed(consent) && consent.state === 'not-asked')
    bars.push({
      code: 'PLEADING_ANNEX_CONSENT',
      severity: 'advice',
      message: 'its originator’s consent was not asked.',
    });
  return bars;
}

function openText(value: Sealable<string> | undefined): string | null {
  return value === undefined || isSealed(value) ? null : value;
}

export const pleadingCompose = task({
  name: 'pleading.compose',
  summary:
    'Compose a pleading: numbered blocks, footnotes to the pinpoint, list of annexes, and what is still missing.',
  input: z.strictObject({ pleading: idOf('pleading') }),
  output: composed,
  example: { pleading: `ple_${'0'.repeat(26)}` },
  power: null,
  run: async (house, { pleading }) => {
    const made = await compose(house, pleading);
    return {
      ...made,
      blocks: [...made.blocks],
      footnotes: [...made.footnotes],
      annexes: [...made.annexes],
      sources: [...made.sources],
      deficiencies: [...made.deficiencies],
    };
  },
});
