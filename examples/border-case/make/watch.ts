/** E06 to E08, E57: the border log, two thermal pictures (their clocks were never set to summer time), and returns by week. */
import sharp from 'sharp';
import { chance } from './chance.ts';
import type { Exhibit } from './exhibit.ts';
import { logCsv, logRows, weeklyCsv } from './log.ts';
import { typst } from './paper.ts';
import { exhibit, from, step } from './record.ts';
import { INVENTED, nights } from './world.ts';

const [W, H] = [960, 720];

type Night = (typeof nights)[keyof typeof nights];

/** Text drawn as outlines by Typst, so that no font of the machine has a say. */
function drawn(text: string, size: number, colour: string): string {
  const svg = typst().plainSvg({
    mainFileContent: `#set page(width: ${W}pt, height: ${Math.ceil(size * 1.6)}pt, margin: 0pt, fill: none)
#set text(font: "IBM Plex Mono", size: ${size}pt, fill: rgb("${colour}"))
#text(${JSON.stringify(text)})`,
  });
  return svg.replace(/<svg [^>]*>/, '<g>').replace('</svg>', '</g>');
}

/** A body as warmth: an oval without a face, limbs as short strokes. */
function body(x: number, y: number, h: number, warm: string, armUp = false): string {
  const w = h * 0.3;
  return `<g fill="${warm}" stroke="${warm}" stroke-linecap="round"><ellipse cx="${x}" cy="${y - h * 0.85}" rx="${w * 0.29}" ry="${h * 0.1}"/><rect x="${x - w * 0.42}" y="${y - h * 0.74}" width="${w * 0.84}" height="${h * 0.42}" rx="${w * 0.3}"/><path d="M${x - w * 0.2} ${y - h * 0.36}L${x - w * 0.3} ${y}M${x + w * 0.2} ${y - h * 0.36}L${x + w * 0.34} ${y}" stroke-width="${w * 0.3}"/><path d="M${x + w * 0.36} ${y - h * 0.66}L${x + w * 0.8} ${armUp ? y - h * 0.98 : y - h * 0.34}" stroke-width="${w * 0.2}"/></g>`;
}

function scene(night: Night, seed: number): string {
  const c = chance(seed);
  const first = night.post === nights.first.post;
  const trees = Array.from({ length: 46 }, () => {
    const x = c.whole(-20, W);
    const h = c.whole(120, 300);
    return `<path d="M${x} 330l${c.whole(10, 22)} ${-h}l${c.whole(10, 22)} ${h}z" fill="#${c.pick(['2b2b2b', '333333', '242424', '3a3a3a'])}"/>`;
  }).join('');
  const group = Array.from({ length: night.persons }, (_, i) =>
    body(
      330 + i * (first ? 27 : 36) + c.whole(-6, 6),
      530 + (i % 3) * 16 + c.whole(-5, 5),
      c.whole(84, 104),
      c.pick(['e9e9e9', 'd8d8d8', 'f4f4f4']).replace(/^/, '#'),
    ),
  ).join('');
  const guards = first
    ? body(236, 566, 122, '#ffffff', true) +
      body(286, 572, 120, '#fafafa', true) +
      body(816, 560, 120, '#fafafa')
    : body(252, 566, 122, '#ffffff', true) + body(760, 560, 122, '#fafafa', true);
  const lorry = `<g><rect x="700" y="356" width="150" height="74" rx="5" fill="#5a5a5a"/><rect x="850" y="384" width="52" height="46" rx="5" fill="#6d6d6d"/><rect x="872" y="392" width="34" height="26" rx="6" fill="#ffffff"/><circle cx="735" cy="432" r="14" fill="#a5a5a5"/><circle cx="876" cy="432" r="14" fill="#b5b5b5"/></g>`;
  const wire = Array.from({ length: 12 }, (_, i) => {
    const x = i * 86 - 20;
    const lifted = x > 180 && x < 340;
    return `<path d="M${x} 640v-150" stroke="#151515" stroke-width="5"/>${[0, 1, 2, 3].map((k) => `<path d="M${x} ${500 + k * 34}q43 ${lifted ? -34 : 5} 86 0" stroke="#1c1c1c" stroke-width="2" fill="none"/>`).join('')}`;
  }).join('');
  const stampTime = night.camera;
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${W}" height="${H}"><defs><linearGradient id="sky" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#0d0d0d"/><stop offset="0.45" stop-color="#2a2a2a"/><stop offset="0.47" stop-color="#4a4a4a"/><stop offset="1" stop-color="#373737"/></linearGradient><filter id="soft"><feGaussianBlur stdDeviation="2.6"/></filter><filter id="softer"><feGaussianBlur stdDeviation="1.4"/></filter></defs><rect width="100%" height="100%" fill="url(#sky)"/><g filter="url(#soft)">${trees}${first ? lorry : ''}</g><g filter="url(#soft)">${group}${guards}</g><g filter="url(#softer)">${wire}</g><rect width="100%" height="34" fill="#000" opacity="0.72"/><rect y="${H - 34}" width="100%" height="34" fill="#000" opacity="0.72"/><g transform="translate(14 6)">${drawn(`CAM ${night.cam}   ${night.date.split('-').reverse().join('/')}   ${stampTime}   LWIR`, 19, '#ffffff')}</g><g transform="translate(14 ${H - 27})">${drawn(INVENTED, 16, '#ffffff')}</g></svg>`;
}

/** Invented map: its degrees lie on the open sea, so that no place on land is meant. */
const PLACE: Readonly<Record<number, { lat: string; lon: string }>> = {
  118: { lat: '47/1 31/1 1480/100', lon: '31/1 22/1 905/100' },
  121: { lat: '47/1 32/1 210/100', lon: '31/1 20/1 4410/100' },
};

async function picture(night: Night, seed: number, kind: 'jpeg' | 'png'): Promise<Uint8Array> {
  const c = chance(seed + 1);
  const grain = Buffer.alloc(W * H);
  for (let i = 0; i < grain.length; i += 1) grain[i] = 128 + Math.round((c.unit() + c.unit() - 1) * 26);
  const noise = await sharp(grain, { raw: { width: W, height: H, channels: 1 } })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  const place = PLACE[night.post] ?? { lat: '0/1 0/1 0/1', lon: '0/1 0/1 0/1' };
  const stamp = `${night.date.replaceAll('-', ':')} ${night.camera}`;
  const image = sharp(Buffer.from(scene(night, seed)))
    .composite([{ input: noise, blend: 'soft-light' }])
    .greyscale()
    .withExif({
      IFD0: {
        Make: 'Border Service of Aurelia',
        Model: `Thermal post ${night.cam}`,
        DateTime: stamp,
        ImageDescription: INVENTED,
      },
      IFD2: { DateTimeOriginal: stamp, OffsetTimeOriginal: '+02:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: place.lat, GPSLongitudeRef: 'W', GPSLongitude: place.lon },
    });
  const out =
    kind === 'jpeg'
      ? image.jpeg({ quality: 74 })
      : image.png({ compressionLevel: 9, palette: true, colours: 64 });
  return new Uint8Array(await out.toBuffer());
}

const cameraCustody = (night: Night) => [
  step(
    `${night.date}T08:30:00+03:00`,
    'card taken from the camera, sealed bag',
    `camera ${night.cam}`,
    'duty officer, sector III',
    `post ${night.post}`,
    'card reader with write block',
  ),
  step(
    '2033-08-01',
    'copied to the evidence store, hash noted on the bag',
    'duty officer, sector III',
    'Evidence Section of the Border Service',
    'Vess',
    'SHA-256 list no. 33/118',
  ),
];

/** Makes the log and the pictures. */
export async function watch(): Promise<readonly Exhibit[]> {
  const rows = logRows().length;
  return [
    exhibit(
      {
        id: 'E06',
        file: 'E06-border-log-2033.csv',
        title: 'Border Service of Aurelia, log of the Borovian section, March to November 2033',
        class: 'record',
        language: ['art-x-aurelian', 'en'],
        origin: {
          group: 'border-log-of-aurelia',
          says: 'Entries by the duty officers of the Border Service of Aurelia',
        },
        provenance: from(
          'Border Service of Aurelia, Registry',
          '2034-01-15',
          'export on encrypted stick, handed over against receipt',
          step(
            '2033-12-02',
            'exported from the duty system',
            'duty system PT-2',
            'Registry of the Border Service',
            'Vess',
            'export module of 2019, Windows code page 1257',
          ),
        ),
        madeAt: '2033-12-02',
        eventAt: '2033-03-01/2033-11-30',
        side: 'aurelia',
        methodStated: false,
        consent: 'Border Service, letter of 12 January 2034',
        trap: `${rows} rows in local time without a zone, code page 1257. Row of 27 March 03:20 stands in an hour that did not exist; 30 October has the hour 03 twice. From 3 August the count changes from persons found across the line (Perėjė) to persons turned back (Atgręžta): one series ends and another begins. The applicant’s own paper.`,
      },
      logCsv(),
    ),
    exhibit(
      {
        id: 'E07',
        file: 'E07-thermal-118-2.jpg',
        title: 'Thermal picture, camera 118-2, night of 11 July 2033 (drawn)',
        class: 'sensor',
        language: ['zxx'],
        script: ['Zyyy'],
        origin: { group: 'camera-118-2', says: 'Thermal camera at post 118' },
        provenance: from(
          'Border Service of Aurelia, Evidence Section',
          '2034-01-15',
          'encrypted stick with hash list',
          ...cameraCustody(nights.first),
        ),
        madeAt: '2033-07-11T01:44:06+02:00',
        eventAt: '2033-07-11T02:44:00+03:00',
        side: 'aurelia',
        authenticity: 'verified',
        authenticityGround: 'hash on the evidence bag equals the file; clock sheet of the camera in E53',
        consent: 'Border Service, letter of 12 January 2034',
        trap: 'The EXIF clock reads 01:44 (+02:00), the log 02:44 local: the same moment. Read without zones the picture seems an hour early.',
      },
      await picture(nights.first, 118, 'jpeg'),
    ),
    exhibit(
      {
        id: 'E08',
        file: 'E08-thermal-121-1.png',
        title: 'Thermal picture, camera 121-1, night of 19 July 2033 (drawn)',
        class: 'sensor',
        language: ['zxx'],
        script: ['Zyyy'],
        origin: { group: 'camera-121-1', says: 'Thermal camera at post 121' },
        provenance: from(
          'Border Service of Aurelia, Evidence Section',
          '2034-01-15',
          'encrypted stick with hash list',
          ...cameraCustody(nights.second),
        ),
        madeAt: '2033-07-19T00:17:31+02:00',
        eventAt: '2033-07-19T01:17:00+03:00',
        side: 'aurelia',
        authenticity: 'verified',
        authenticityGround: 'hash on the evidence bag equals the file; clock sheet of the camera in E53',
        consent: 'Border Service, letter of 12 January 2034',
        trap: 'Shows raised arms, not who raised them against whom: it cannot carry force by itself.',
      },
      await picture(nights.second, 121, 'png'),
    ),
  ];
}

/** The returns by week: the log added up, and no second source beside it. */
export function returns(): readonly Exhibit[] {
  return [
    exhibit(
      {
        id: 'E57',
        file: 'E57-weekly-returns-2033.csv',
        title: 'Border Service of Aurelia, weekly returns of the Borovian section, June to November 2033',
        class: 'record',
        language: ['en'],
        origin: {
          group: 'border-log-of-aurelia',
          says: 'Added up by the Registry of the Border Service from the entries of the log',
        },
        provenance: from(
          'Border Service of Aurelia, Registry',
          '2034-01-15',
          'export on encrypted stick, handed over against receipt',
          step(
            '2033-12-05',
            'added up by week from the log',
            'Registry of the Border Service',
            'Directorate of the Border Service',
            'Vess',
            'every row of the log between Monday and Sunday',
          ),
        ),
        madeAt: '2033-12-05',
        eventAt: '2033-05-30/2033-11-27',
        side: 'aurelia',
        consent: 'Border Service, letter of 12 January 2034',
        trap: 'The same origin as the log, and no second source. In the week of 1 August the count changes from persons across to persons turned back: neither column is one series throughout, and the third may count one person many times.',
      },
      weeklyCsv(),
    ),
  ];
}
