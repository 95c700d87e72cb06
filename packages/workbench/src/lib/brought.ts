// What is taken by the mouse and let go elsewhere: a passage, an exhibit or a fact; the same is done by keys wherever this is.
import { type DragEvent, useMemo, useRef } from 'react';

/** Something that is brought to a fact or an element. */
export interface Brought {
  readonly kind: 'passage' | 'exhibit' | 'fact';
  readonly id: string;
}

const KINDS = ['passage', 'exhibit', 'fact'] as const;
/** No other program drops these kinds of things on us, nor takes them; two windows of the workbench do. */
const nameOf = (kind: Brought['kind']): string => `application/x-probata-${kind}`;

/** For what stands for such a thing: it can be taken. */
export function taken(
  kind: Brought['kind'],
  id: string,
): {
  readonly draggable: true;
  readonly onDragStart: (event: DragEvent) => void;
} {
  return {
    draggable: true,
    onDragStart: (event) => {
      event.stopPropagation();
      event.dataTransfer.setData(nameOf(kind), id);
      event.dataTransfer.effectAllowed = 'link';
    },
  };
}

/** In an address: that the form is asked for, with nothing in it. */
export const NOTHING = 'nothing';

/** What is brought, as it stands in an address. */
export function broughtText({ kind, id }: Brought): string {
  return `${kind} ${id}`;
}

/** Read back; undefined where nothing is in it. */
export function broughtIn(text: string): Brought | undefined {
  const [named, id] = text.split(' ');
  const kind = KINDS.find((one) => one === named);
  return kind === undefined || id === undefined ? undefined : { kind, id };
}

interface Place {
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** For what takes such a thing: it says so while one is held over it. A place within a place takes it first. */
export function takes(kinds: readonly Brought['kind'][], drop: (brought: Brought) => void): Place {
  return {
    onDragOver: (event) => {
      if (event.defaultPrevented || !holds(event, kinds)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'link';
      event.currentTarget.setAttribute('data-taking', '');
    },
    onDragLeave: (event) => {
      if (hasLeft(event)) event.currentTarget.removeAttribute('data-taking');
    },
    onDrop: (event) => {
      event.currentTarget.removeAttribute('data-taking');
      if (event.defaultPrevented) return;
      for (const kind of kinds) {
        const id = event.dataTransfer.getData(nameOf(kind));
        if (id === '') continue;
        event.preventDefault();
        drop({ kind, id });
        return;
      }
    },
  };
}

function holds(event: DragEvent, kinds: readonly Brought['kind'][]): boolean {
  return kinds.some((kind) => event.dataTransfer.types.includes(nameOf(kind)));
}

/** False when one has only come to something within the place. */
function hasLeft({ relatedTarget, currentTarget }: DragEvent): boolean {
  return !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget));
}

/** So long a thing is held over a way to another screen before that opens. */
const HELD_MS = 600;

/** For a link or a button that leads elsewhere: while something is held over it, it opens by itself. */
export function useOpensWhenHeld(): Pick<Place, 'onDragOver' | 'onDragLeave'> {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return useMemo(() => {
    const stop = (): void => {
      clearTimeout(timer.current);
      timer.current = undefined;
    };
    return {
      onDragOver: (event) => {
        if (timer.current !== undefined || !holds(event, KINDS)) return;
        const target = event.currentTarget;
        timer.current = setTimeout(() => {
          stop();
          if (target instanceof HTMLElement && target.getAttribute('aria-current') === null) target.click();
        }, HELD_MS);
      },
      onDragLeave: (event) => {
        if (hasLeft(event)) stop();
      },
    };
  }, []);
}
