// What stands under a talk that is over.

/** Whether one writes there: by the visitor's wish, or since words stood there when it ended. Begun anew with each ending. */
export const goesOnWriting = (isOver: boolean, writes: boolean, draft: string): boolean => isOver && (writes || draft.trim() !== '');
