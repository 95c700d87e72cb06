// Which matter the screen is about: the first part of the address.
import { createContext, useContext } from 'react';

export const MatterContext = createContext<string | null>(null);

/** The URL name of the matter on the screen. Only below the shell. */
export function useMatter(): string {
  const matter = useContext(MatterContext);
  if (matter === null) throw new Error('This part of the screen stands outside any matter.');
  return matter;
}
