/** E13 to E17: one agency wire and four newspapers that live on it; by paper five sources, by origin one. */
import type { Exhibit } from './exhibit.ts';
import { exhibit, from, step, utf8 } from './record.ts';
import { INVENTED, longDate, wire } from './world.ts';

interface Article {
  readonly id: string;
  readonly file: string;
  readonly paper: string;
  readonly place: string;
  readonly side: Exhibit['side'];
  readonly at: string;
  readonly headline: string;
  readonly byline: string;
  readonly text: readonly string[];
  readonly around: string;
  readonly trap: string;
}

const ARTICLES: readonly Article[] = [
  {
    id: 'E13',
    file: 'E13-wire-meridian-2033-11-18.html',
    paper: wire,
    place: 'Sidr',
    side: 'third',
    at: '2033-11-18T06:12:00+03:00',
    headline: 'Flights from Sidr to Drohn triple since the summer, airport staff say',
    byline: 'MWA/SIDR/33-11-18/0612',
    text: [
      'SIDR (MWA) - Borovair now flies from Sidr to Drohn thirty-one times a week, against nine at the beginning of June, two employees of the airport told this agency.',
      'The two, who asked not to be named because they may not speak to the press, said that most passengers travelled in groups and held papers prepared by one office in the old town.',
      'Borovair did not answer questions. The State Border Committee of Borovia referred to the words of the Chairman of 26 May.',
    ],
    around: 'Subscribers are asked to keep the reference line.',
    trap: 'The origin of E14 to E17: two employees of the airport, unnamed.',
  },
  {
    id: 'E14',
    file: 'E14-vess-courier-2033-11-18.html',
    paper: 'The Vess Courier',
    place: 'Vess',
    side: 'aurelia',
    at: '2033-11-18T09:00:00+02:00',
    headline: 'Thirty-one flights a week',
    byline: 'From our foreign desk, with MWA',
    text: [
      'Borovair now flies from Sidr to Drohn thirty-one times a week, against nine at the beginning of June, two employees of the airport told the Meridian agency.',
      'The Interior Ministry in Vess said that it had no reason to doubt the figure.',
    ],
    around: 'Subscribe for 3.90 a month and read the weekend supplement.',
    trap: 'Names the wire. The ministry’s sentence adds no knowledge of its own.',
  },
  {
    id: 'E15',
    file: 'E15-ostmark-ledger-2033-11-19.html',
    paper: 'The Ostmark Ledger',
    place: 'Karst',
    side: 'ostmark',
    at: '2033-11-19T05:30:00+01:00',
    headline: 'Air bridge to Drohn grows',
    byline: 'By our correspondent',
    text: [
      'More than thirty times a week Borovair now flies from Sidr to Drohn. At the beginning of June it was nine times.',
      'Most passengers travel in groups and hold papers prepared by one office in the old town of Sidr, according to people who work at the airport.',
    ],
    around: 'Weather: fog in the valleys, later clear.',
    trap: 'Drops the agency’s name and rounds the figure: looks like a correspondent of its own. Same words, same order, same origin.',
  },
  {
    id: 'E16',
    file: 'E16-sidr-gazette-2033-11-20.html',
    paper: 'Sidr Gazette',
    place: 'Sidr',
    side: 'qamar',
    at: '2033-11-20T08:00:00+03:00',
    headline: 'Foreign press counts our flights',
    byline: 'Review of the foreign press',
    text: [
      'The Vess Courier writes that Borovair now flies from our airport to Drohn thirty-one times a week, and that two employees of the airport have said so.',
      'The airport company said that its boards are public and anyone may count.',
    ],
    around: 'Classified: two rooms to let near the harbour.',
    trap: 'Quotes E14, which quotes E13: third hand.',
  },
  {
    id: 'E17',
    file: 'E17-lakeside-morning-2033-11-21.html',
    paper: 'Lakeside Morning',
    place: 'Karst',
    side: 'ostmark',
    at: '2033-11-21T06:00:00+01:00',
    headline: 'Winter on the other side of the lake',
    byline: 'MWA, Sidr Gazette',
    text: [
      'Thirty-one flights a week now join Sidr and Drohn, newspapers in two countries report. In June there were nineteen.',
      'Officials in Karst fear that the flow will move to the border of Ostmark once the barrier of Aurelia stands.',
    ],
    around: 'Help us stay free: give to the Lakeside fund.',
    trap: 'A slip: nineteen for nine. "Newspapers in two countries" are the wire once more.',
  },
];

const page = (a: Article): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${a.headline} - ${a.paper}</title>
<meta name="date" content="${a.at}">
<style>body{font:17px/1.5 Georgia,serif;max-width:40em;margin:2em auto;padding:0 1em;color:#222}header{border-bottom:2px solid #222;font-size:1.5em}aside,footer,.by{color:#666;font-size:.85em}aside{background:#f2efe8;padding:.6em 1em}</style>
</head>
<body>
<header>${a.paper}</header>
<aside>${a.around}</aside>
<article>
<h1>${a.headline}</h1>
<p class="by">${a.byline}. ${a.place}, <time datetime="${a.at}">${a.at.slice(0, 10)}</time></p>
${a.text.map((line) => `<p>${line}</p>`).join('\n')}
</article>
<footer>${INVENTED}</footer>
</body>
</html>
`;

/** Makes the five press articles. */
export const press = (): readonly Exhibit[] =>
  ARTICLES.map((a) =>
    exhibit(
      {
        id: a.id,
        file: a.file,
        title: `${a.paper}, “${a.headline}”, ${longDate(a.at.slice(0, 10))}`,
        class: 'press',
        origin: {
          group: 'wire-mwa-0612',
          says: `${wire}, item 0612 of 18 November 2033, from two unnamed employees of Sidr airport`,
        },
        provenance: from(
          'Press Section, Ministry of Foreign Affairs of Aurelia',
          '2033-12-01',
          'folder of saved pages',
          step(
            a.at.slice(0, 10),
            'page saved from the public site',
            a.paper,
            'Press Section',
            'Vess',
            'browser, save as single page',
          ),
        ),
        madeAt: a.at,
        eventAt: '2033-06/2033-11',
        side: a.side,
        release: { to: 'public' },
        relations:
          a.id === 'E13'
            ? []
            : [
                {
                  kind: 'version-of',
                  to: a.id === 'E16' ? 'E14' : 'E13',
                  note: 'reprint or rewriting, no knowledge of its own',
                },
              ],
        trap: a.trap,
      },
      utf8(page(a)),
    ),
  );
