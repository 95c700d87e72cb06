/** What an exhibit's sidecar says, in the form in which the vault takes it: classes, origins, hands it passed, consent. */
import type { Custody, Exhibit, Relation } from './exhibit.ts';

type Said = Readonly<Record<string, unknown>>;

// What was done, in the few words that the vault knows for it.
const HANDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:taken in|record made|found on)/, 'received'],
  [/^(?:scanned|exported|copied|certified copy|page saved|recorded off air)/, 'copied'],
  [/kept at/, 'stored'],
  [/^(?:handed|card taken|files taken|posted)/, 'transferred'],
];

const CONSENT: readonly (readonly [RegExp, string])[] = [
  [/^not needed/, 'not-needed'],
  [/^not asked|may waive/, 'not-asked'],
  [/^use yes, name no|names closed/, 'given-in-part'],
];

const PRIVILEGE: Readonly<Record<Exhibit['privilege'], string>> = {
  none: 'none',
  'work-product': 'prepared-for-litigation',
  consular: 'state-secrecy',
};

const firstOf = (table: readonly (readonly [RegExp, string])[], words: string): string | undefined =>
  table.find(([pattern]) => pattern.test(words))?.[1];

/** The folder that an exhibit arrives in: what came in 2037 is brought in later, when it came. */
export const arrival = (exhibit: Exhibit): 'received-to-2036' | 'received-in-2037' =>
  exhibit.provenance.receivedAt < '2037' ? 'received-to-2036' : 'received-in-2037';

/** What `exhibits.json` says of one exhibit. Whose paper it is stands in the do-file: parties have their ids there. */
export function about(exhibit: Exhibit, all: readonly Exhibit[]): Said {
  const { provenance } = exhibit;
  return {
    title: exhibit.title,
    class: exhibit.class,
    language: exhibit.language[0],
    provenance: {
      receivedFrom: provenance.receivedFrom,
      receivedAt: provenance.receivedAt,
      how: provenance.how,
    },
    originator: exhibit.origin.says,
    originId: exhibit.origin.group,
    madeAt: exhibit.madeAt,
    ...(exhibit.madeFor === undefined && exhibit.preparedForCase !== true ? {} : { madeFor: 'this-case' }),
    signed: exhibit.signed ? 'signed' : 'unsigned',
    ...(exhibit.methodStated === undefined ? {} : { methodStated: exhibit.methodStated }),
    ...(exhibit.testedBy === undefined ? {} : { testedBy: exhibit.testedBy }),
    ...(exhibit.identityWithheldFromCourt === true ? { identityWithheldFromCourt: true } : {}),
    privilege: PRIVILEGE[exhibit.privilege],
    consent: { state: firstOf(CONSENT, exhibit.consent) ?? 'given', terms: consentOf(exhibit) },
    ...(exhibit.sealed === null ? {} : { compartment: exhibit.sealed }),
    custody: provenance.custody.map(hands),
    release: {
      court: true,
      parties: exhibit.release.to === 'court' ? [] : 'all',
      publicFrom: exhibit.release.to === 'public' ? (exhibit.release.from ?? provenance.receivedAt) : null,
    },
    related: exhibit.relations.flatMap((relation) => related(relation, all)),
  };
}

/** Consent as it was when the paper came; that it was taken back later is an act of its own. */
function consentOf(exhibit: Exhibit): string {
  return exhibit.consent.split(';')[0]?.replace(/^not needed: /, '') ?? exhibit.consent;
}

function hands({ act, tool, ...step }: Custody): Said {
  return {
    what: firstOf(HANDS, act) ?? 'examined',
    ...step,
    note: tool === undefined ? act : `${act}: ${tool}`,
  };
}

/** A relation as the vault has it; what it has no word for (an answer, a twin) is told elsewhere. */
function related(relation: Relation, all: readonly Exhibit[]): readonly Said[] {
  const other = all.find(({ id }) => id === relation.to);
  const to = other === undefined ? {} : { to: other.file };
  const when = relation.at === undefined ? '' : `, ${relation.at}`;
  switch (relation.kind) {
    case 'translation-of':
      return [
        {
          as: relation.kind,
          ...to,
          part: relation.part ?? 'whole',
          certifiedBy: `${relation.certifiedBy}${when}`,
          into: 'en',
        },
      ];
    case 'extract-of':
      // An extract of something that is not in the file is related in the do-file, to a note of the whole.
      return other === undefined ? [] : [{ as: relation.kind, ...to, part: relation.part ?? 'whole' }];
    case 'attachment-of':
      return [{ as: relation.kind, ...to, ...(relation.note === undefined ? {} : { place: relation.note }) }];
    case 'version-of':
      return [
        {
          as: relation.kind,
          ...to,
          ...(relation.note === undefined ? {} : { version: relation.note.slice(0, 200) }),
        },
      ];
    case 'copy-of-paper':
      // The copy of a paper that is noted as an exhibit of its own is related in the do-file.
      if (relation.to !== undefined) return [];
      return [
        {
          as: relation.kind,
          place: `${relation.place}${relation.seal === undefined ? '' : ` (${relation.seal})`}`,
        },
      ];
    default:
      return [];
  }
}
