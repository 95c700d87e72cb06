// One key of a screen: heard wherever one stands on it, but for keys pressed in a field.
import { useLayoutEffect } from 'react';
import { isTyping } from './is-typing.ts';

/** Listens while what uses it is on the screen; `press` must stay the same function while it does the same. */
export function useKey(key: string, press: () => void): void {
  // Before the page is painted: a key that is shown is heard.
  useLayoutEffect(() => {
    const on = (event: KeyboardEvent): void => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey) return;
      // What stands nearer to where one is has heard it already.
      if (isTyping(event.target) || event.defaultPrevented) return;
      event.preventDefault();
      press();
    };
    window.addEventListener('keydown', on);
    return () => window.removeEventListener('keydown', on);
  }, [key, press]);
}
