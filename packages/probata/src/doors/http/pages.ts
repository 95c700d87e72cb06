// The two pages that this server writes itself: for whoever has no session, and where the workbench was not built.

function page(title: string, text: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="stylesheet" href="/plain.css">
<main>
<h1>${title}</h1>
<p>${text}</p>
</main>
</html>
`;
}

export const LOCKED_PAGE = page(
  'This door is closed',
  'Probata is running, but this browser did not come through its start link, or the link was used already. In the terminal where Probata runs, press Enter: it prints a new one.',
);

export const UNBUILT_PAGE = page(
  'The workbench is not built',
  'The server runs, but the pages of the workbench are not there. Stop it and run <code>npm start</code>, which builds them first.',
);

/** Calm paper and ink for the pages above; the one style sheet that needs no session. */
export const PLAIN_CSS = `:root { color-scheme: light dark; }
body { margin: 0; background: #fbf9f4; color: #1d1b16; font: 17px/1.5 'Source Serif 4', Georgia, serif; }
main { max-width: 34rem; margin: 20vh auto 0; padding: 0 1.5rem; }
h1 { font-size: 27px; line-height: 1.25; font-weight: 600; }
code { font: 15px 'IBM Plex Mono', monospace; }
@media (prefers-color-scheme: dark) { body { background: #16181a; color: #ece7db; } }
`;
