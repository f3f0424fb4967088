// What a visitor's page tells of them, and how the desk sees it: whoever answers where they have a ticket, and supervisors.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireVisitorCard } from '../../../core/protocol/wire-site.ts';
import type { Actor } from '../../platform/actor.ts';
import { changeAttributes, insertPage, loadCard, loadPages, loadTicketIds } from './store-card.ts';
import type { VisitorDeps, Visitors } from './types.ts';

function mustVisit({ isVisitor }: Actor): void {
  if (!isVisitor) throw new AppError('FORBIDDEN');
}

export function createCards(deps: VisitorDeps): Pick<Visitors, 'setAttributes' | 'pageViewed' | 'card'> {
  const { ids } = deps;
  const { pool } = deps.db;
  return {
    async setAttributes(actor, { attributes }) {
      mustVisit(actor);
      if (!(await changeAttributes(pool, actor.userId, attributes))) {
        throw new AppError('BAD_INPUT', { field: 'attributes', reason: 'too many attributes' });
      }
      return true;
    },
    async pageViewed(actor, page) {
      mustVisit(actor);
      await insertPage(pool, actor.userId, { ...page, id: ids.next() });
      return true;
    },
    card: (actor, { userId }) => readCard(deps, actor, userId),
  };
}

async function readCard(deps: VisitorDeps, actor: Actor, asked: UserId): Promise<WireVisitorCard> {
  const { agents, accounts, presence, tickets } = deps;
  const { pool } = deps.db;
  const { role } = await agents.mustBeOfDesk(actor);
  const row = await loadCard(pool, asked);
  const ids = row ? await loadTicketIds(pool, row.userId, role === 'agent' ? actor.userId : null) : [];
  if (!row || (role === 'agent' && ids.length === 0)) throw new AppError('NOT_FOUND');
  const { userId, createdAt, ...card } = row;
  const [user, pages, shown] = await Promise.all([accounts.loadUser(userId), loadPages(pool, userId), tickets.forDesk(ids)]);
  if (!user) throw new AppError('NOT_FOUND');
  return {
    ...card,
    user,
    identified: row.externalId !== null,
    online: presence.online([userId]).length > 0,
    pages,
    tickets: ids.flatMap((id) => shown.get(id) ?? []),
    createdAt: createdAt.toISOString(),
  };
}
