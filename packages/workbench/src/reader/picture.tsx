// The page as it looks: a picture made by the house from the exhibit's bytes, with the marks laid over it.
import { useQuery } from '@tanstack/react-query';
import { get } from '../lib/api.ts';
import { useMatter } from '../lib/matter.ts';
import type { PageShown, Span } from './types.ts';

/** The picture comes from the origin where nothing can act; it is pixels, whatever the exhibit was. */
export function Picture({ page, hits, active, reason }: { readonly page: PageShown; readonly hits: readonly Span[]; readonly active: string | undefined; readonly reason: string }) {
  const matter = useMatter();
  const link = useQuery({
    queryKey: ['picture', matter, page.exhibit, page.page],
    queryFn: () => get<{ url: string }>(`/api/${matter}/content?${new URLSearchParams({ exhibit: page.exhibit, page: String(page.page), reason })}`),
    staleTime: 60_000,
  });
  const { width, height } = page;
  if (width === null || height === null) return null;
  const spans = [
    ...page.passages.flatMap((one) => (one.start === null || one.end === null ? [] : [{ start: one.start, end: one.end, look: one.id === active ? 'passage active' : 'passage' }])),
    ...hits.map((one) => ({ ...one, look: 'hit' })),
  ];
  return (
    <div className="picture">
      <div className="sheet" style={{ aspectRatio: `${width} / ${height}` }}>
        {link.data !== undefined && <img src={link.data.url} alt={`${page.label} as it looks`} />}
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {spans.flatMap(({ start, end, look }) =>
            page.lines
              .filter((line) => line.start < end && line.end > start)
              .map((line) => {
                const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = line.box;
                const units = Math.max(1, line.end - line.start);
                const from = Math.max(0, start - line.start) / units;
                const to = Math.min(units, end - line.start) / units;
                return <rect key={`${look}${start}-${line.start}`} className={look} x={x0 + (x1 - x0) * from} y={y0} width={(x1 - x0) * (to - from)} height={y1 - y0} />;
              }),
          )}
        </svg>
      </div>
    </div>
  );
}
