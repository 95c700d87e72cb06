/** E29 to E37: the nine notes verbales, each with the day it was sent and the day it was received. */
import type { Block } from './blocks.ts';
import { n, p, right, small } from './blocks.ts';
import type { Exhibit } from './exhibit.ts';
import { pdf } from './paper.ts';
import { exhibit, from, step } from './record.ts';
import type { Note } from './world.ts';
import { dates, longDate, notes, silenceDays } from './world.ts';

const OPEN: Readonly<Record<Note['from'], string>> = {
  aurelia:
    'The Ministry of Foreign Affairs of the Republic of Aurelia presents its compliments to the Ministry of Foreign Affairs of the State of Borovia and has the honour to state as follows.',
  borovia:
    'The Ministry of Foreign Affairs of the State of Borovia presents its compliments to the Ministry of Foreign Affairs of the Republic of Aurelia and has the honour to state as follows.',
};
const CLOSE: Readonly<Record<Note['from'], string>> = {
  aurelia:
    'The Ministry avails itself of this opportunity to renew to the Ministry of Foreign Affairs of the State of Borovia the assurances of its consideration.',
  borovia:
    'The Ministry avails itself of this opportunity to renew to the Ministry of Foreign Affairs of the Republic of Aurelia the assurances of its consideration.',
};

const TEXTS: Readonly<Record<number, readonly string[]>> = {
  1: [
    'Since June 2033 organs of Borovia have arranged and facilitated the movement of persons across the common border in breach of the Convention on the Organised Movement of Persons, in particular Articles 4, 5, 7, 8, 9 and 11.',
    'Aurelia claims that Borovia has thereby engaged its responsibility, and asks it to cease this conduct, to resume the exchange of information and to make reparation.',
    'A dispute exists on the interpretation and application of the Convention. Aurelia proposes negotiations under Article 21, paragraph 1, at a place and on a day convenient to both.',
    'An extract of letter no. 14/2-311 of the State Border Committee is attached.',
  ],
  2: [
    'The allegations are rejected in their entirety. The Convention is addressed to persons who traffic for gain; it does not reach the conduct of a State.',
    'Without prejudice to that position Borovia is ready to meet at Sidr on 21 and 22 February.',
  ],
  3: [
    'At the meeting of 21 and 22 February the delegation of Aurelia put four questions on the flights from Sidr. It was promised an answer in writing by the end of the month.',
    'No answer has come. Aurelia repeats the four questions, which are attached, and proposes a second meeting in April.',
  ],
  4: [
    'As the negotiations have brought no result, Aurelia proposes that the dispute be submitted to arbitration under Article 21, paragraph 2, of the Convention.',
    'Aurelia is taking the steps needed to withdraw the reservation which it made to that paragraph in 2026.',
  ],
  5: [
    'Borovia observes that Aurelia has itself excluded Article 21, paragraph 2, by its reservation, which is in force today. It cannot invoke against others what it has excluded for itself.',
    'There is accordingly nothing to arbitrate. Borovia remains ready for the meeting of 26 and 27 April.',
  ],
  6: [
    'At the meeting of 26 and 27 April both delegations repeated their positions. Aurelia notes that no further meeting was agreed.',
    'Aurelia asks Borovia to state in writing whether any of its positions has changed. Failing an answer it will consider the negotiations as having failed.',
  ],
  7: [
    `Aurelia has received no answer to its note of 2 May, received on 4 May. ${silenceDays} days have passed.`,
    `The reservation of Aurelia to Article 21, paragraph 2, was withdrawn with effect from ${longDate(dates.withdrawalInEffect)}.`,
    'Negotiations having failed, Aurelia requests arbitration of the dispute under Article 21, paragraph 2, of the Convention.',
    'It proposes Sidr as the seat, three arbitrators, and the rules attached; it names its arbitrator and asks Borovia to name one within sixty days.',
  ],
  8: [
    'Borovia takes note of the note of 17 July. It draws attention to its interpretative declaration of 31 August, by which Article 21 does not extend to measures taken for the management of borders.',
    'In other respects it refers to its note of 19 April.',
  ],
  9: [
    'Six months have passed since the request for arbitration of 17 July 2035, received on 19 July 2035. The parties have not agreed on the organisation of the arbitration; Borovia has not spoken of it at all.',
    'Aurelia reserves its right under Article 21, paragraph 2, to refer the dispute to the Court by application.',
  ],
};

const TRAPS: Readonly<Record<number, string>> = {
  1: 'States a claim and names articles, including 7 and 9; annexes the extract E05, not the whole letter.',
  2: 'Positive opposition, and the interpretative defence (the Convention does not reach a State’s conduct) put first here.',
  3: 'Speaks of four questions "attached": the attachment is not in the file.',
  4: 'First request for arbitration, made a month before the withdrawal of the applicant’s own reservation took effect.',
  5: 'Takes the point on the reservation at once: the first request does not carry jurisdiction.',
  6: 'Deadlock in words. Received 4 May: silence is counted from there.',
  7: 'Second request, after the withdrawal took effect: the one on which jurisdiction stands. Six months run from 17 (sent) or 19 July (received): show both.',
  8: 'Not an answer on organisation. Relies on a declaration made after the request.',
  9: 'Says six months on 22 January 2036: true by either count (17 and 19 January).',
};

function paper(note: Note): Uint8Array {
  const aurelia = note.from === 'aurelia';
  const blocks: Block[] = [
    p(OPEN[note.from]),
    ...(TEXTS[note.n] ?? []).map((text, i) => n(i + 1, text)),
    p(CLOSE[note.from]),
    right(`${aurelia ? 'Vess' : 'Drohn'}, ${longDate(note.sent)}   (seal of the Ministry)`),
    small(
      `To the Ministry of Foreign Affairs of the ${aurelia ? 'State of Borovia, Drohn' : 'Republic of Aurelia, Vess'}`,
    ),
  ];
  return pdf({
    office: aurelia
      ? ['Ministry of Foreign Affairs', 'Republic of Aurelia  ·  Legal Department']
      : ['Ministry of Foreign Affairs', 'State of Borovia  ·  Treaty Department'],
    colour: aurelia ? '#1f4e6b' : '#23395b',
    mark: aurelia ? 'ring' : 'diamond',
    ref: `Note verbale ${note.ref}`,
    date: longDate(note.sent),
    stamps: [
      {
        lines: ['RECEIVED', longDate(note.received), aurelia ? 'Protocol, MFA Drohn' : 'Registry, MFA Vess'],
        colour: aurelia ? '#8b1a3a' : '#2f5d3a',
      },
    ],
    blocks,
    madeAt: note.sent,
    title: `Note verbale ${note.ref}`,
    size: 11,
  });
}

/** The exhibit that holds a note: note 1 is E29. */
const noteExhibit = (n: number): string => `E${28 + n}`;

/** Makes the nine notes. */
export const notesVerbales = (): readonly Exhibit[] =>
  notes.map((note) => {
    const aurelia = note.from === 'aurelia';
    return exhibit(
      {
        id: noteExhibit(note.n),
        file: `${noteExhibit(note.n)}-note-verbale-${note.n}.pdf`,
        title: `Note verbale ${note.ref} of ${longDate(note.sent)} (${aurelia ? 'Aurelia to Borovia' : 'Borovia to Aurelia'})`,
        class: 'instrument',
        origin: aurelia
          ? { group: 'foreign-ministry-of-aurelia', says: 'Act of the applicant' }
          : { group: 'foreign-ministry-of-borovia', says: 'Act of the respondent' },
        provenance: from(
          'Legal Department, Ministry of Foreign Affairs of Aurelia',
          '2036-02-04',
          'registry copies under cover note',
          aurelia
            ? step(
                note.received,
                'handed over; copy stamped on receipt',
                'Embassy of Aurelia at Drohn',
                'Protocol, Ministry of Foreign Affairs of Borovia',
                'Drohn',
              )
            : step(
                note.received,
                'handed in and stamped',
                'Embassy of Borovia at Vess',
                'Registry, Ministry of Foreign Affairs of Aurelia',
                'Vess',
              ),
        ),
        madeAt: note.sent,
        eventAt: `${note.sent}/${note.received}`,
        side: note.from,
        signed: true,
        authenticity: 'verified',
        authenticityGround: 'receipt stamp on the registry copy',
        relations: [
          {
            kind: 'copy-of-paper',
            place: 'registry of the Ministry of Foreign Affairs of Aurelia',
            seal: 'seal of the sending ministry; receipt stamp',
            at: note.received,
          },
          ...(note.n === 2 ? [{ kind: 'answers' as const, to: noteExhibit(1) }] : []),
          ...(note.n === 5 ? [{ kind: 'answers' as const, to: noteExhibit(4) }] : []),
          ...(note.n === 8 ? [{ kind: 'answers' as const, to: noteExhibit(7) }] : []),
        ],
        release: { to: 'parties' },
        trap: TRAPS[note.n] ?? '',
      },
      paper(note),
    );
  });
