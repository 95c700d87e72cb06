// A passage taken by the mouse from a list and let go on a fact; the same is done by keys wherever this is.
import type { DragEvent } from 'react';

/** No other program drops this kind of thing on us, nor takes it. */
const KIND = 'application/x-probata-passage';

/** For what stands for a passage: it can be taken. */
export function taken(passage: string): {
  readonly draggable: true;
  readonly onDragStart: (event: DragEvent) => void;
} {
  return {
    draggable: true,
    onDragStart: (event) => {
      event.stopPropagation();
      event.dataTransfer.setData(KIND, passage);
      event.dataTransfer.effectAllowed = 'link';
    },
  };
}

/** For what takes a passage: it says so while one is held over it. */
export function takes(drop: (passage: string) => void): {
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
} {
  return {
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes(KIND)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'link';
      event.currentTarget.setAttribute('data-taking', '');
    },
    onDragLeave: (event) => event.currentTarget.removeAttribute('data-taking'),
    onDrop: (event) => {
      event.currentTarget.removeAttribute('data-taking');
      const passage = event.dataTransfer.getData(KIND);
      if (passage === '') return;
      event.preventDefault();
      drop(passage);
    },
  };
}
