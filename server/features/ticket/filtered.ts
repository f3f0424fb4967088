// Tickets of a saved list, for who of the desk looks at it: those of their departments alone.
import { type DeskActor, isSupervisor } from '../../../core/desk/ticket.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Presenter } from './present.ts';
import { countFiltered, type FilterLooker, loadFiltered } from './store-filter.ts';
import type { TicketDeps, Tickets } from './types.ts';

interface FilteredDeps extends Pick<TicketDeps, 'db'> {
  readonly present: Presenter;
  /** NOT_FOUND to a visitor, FORBIDDEN to whoever is not of the desk. */
  ofDesk(actor: Actor): Promise<Extract<DeskActor, { readonly kind: 'agent' }>>;
}

export function createFiltered({ db: { pool }, present, ofDesk }: FilteredDeps): Pick<Tickets, 'filtered' | 'countFiltered'> {
  async function lookerOf(actor: Actor): Promise<FilterLooker> {
    const as = await ofDesk(actor);
    return { id: as.id, departmentIds: isSupervisor(as) ? null : as.departmentIds };
  }

  return {
    async filtered(actor, { filter, ...page }) {
      const looker = await lookerOf(actor);
      const [ids, [total = 0]] = await Promise.all([loadFiltered(pool, looker, filter, page), countFiltered(pool, looker, [filter])]);
      const shown = ids.slice(0, page.first);
      const tickets = await present(shown);
      return {
        tickets: shown.flatMap((id) => tickets.get(id) ?? []),
        total,
        after: ids.length > page.first ? (shown.at(-1) ?? null) : null,
      };
    },
    countFiltered: async (actor, filters) => countFiltered(pool, await lookerOf(actor), filters),
  };
}
