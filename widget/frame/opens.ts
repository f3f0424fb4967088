// Whether somebody is there: what stands under a department's name.
import type { WireDepartment } from '../../core/protocol/wire-desk.ts';
import type { Words } from '../messages/words.ts';
import type { Format } from './format.ts';

export interface Opens {
  readonly t: Words;
  readonly format: Format;
  readonly now: number;
}

/** When it opens next, in words; null: it is open, or nobody knows. */
function opensWhen({ open, opensAt, timeZone = null }: WireDepartment, { format, now }: Omit<Opens, 't'>): string | null {
  return open || opensAt === null ? null : format.opens(Date.parse(opensAt), now, timeZone);
}

export function openWords(department: WireDepartment, opens: Opens): string {
  const when = opensWhen(department, opens);
  if (department.open) return opens.t('frame.open');
  return when === null ? opens.t('frame.closed') : opens.t('frame.closedUntil', { when });
}

/** Closed: what is said, by the site or else by us, and when it opens where that is not said in it. */
export function awayLines(
  department: WireDepartment,
  own: string | null,
  opens: Opens,
): { readonly text: string; readonly when: string | null } {
  const when = opensWhen(department, opens);
  if (own !== null) return { text: own, when: when === null ? null : opens.t('frame.closedUntil', { when }) };
  return { text: when === null ? opens.t('form.awayOne') : opens.t('form.awayUntil', { when }), when: null };
}

/** Of several: open while one of them is; else the one that opens first. */
export function nextOpen(departments: readonly WireDepartment[]): WireDepartment | null {
  const open = departments.find((each) => each.open);
  if (open) return open;
  return departments.toSorted((a, b) => Date.parse(a.opensAt ?? '9999-12-31') - Date.parse(b.opensAt ?? '9999-12-31'))[0] ?? null;
}
