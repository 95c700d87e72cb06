// Every screen names itself in the browser's tab and to a screen reader.
import { useEffect } from 'react';

/** Sets the page's title while the screen is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Probata' : `${title} · Probata`;
  }, [title]);
}
