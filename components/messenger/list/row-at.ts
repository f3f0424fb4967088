// Rows of the list say whose they are (`data-row`).

/** The id of the row in which something happened; null: beside the rows. */
export function rowAt(at: EventTarget): string | null {
  const row = at instanceof Element ? at.closest<HTMLElement>('[data-row]') : null;
  return row?.dataset.row ?? null;
}

export function findRow(list: HTMLElement, id: string): HTMLElement | null {
  return list.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
}
