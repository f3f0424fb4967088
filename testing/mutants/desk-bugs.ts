// Planted bugs of the desk, as bugs.ts has them of the engine.
import type { Bug } from './bug.ts';

const tickets = { part: 'services', file: 'server/features/ticket/ticket.pg.test.ts' } as const;
const turns = { part: 'services', file: 'server/features/ticket/turns.pg.test.ts' } as const;
const talks = { part: 'services', file: 'server/features/ticket/talk.pg.test.ts' } as const;
const runner = { part: 'services', file: 'server/features/routing/runner.pg.test.ts' } as const;
const busyDesk = { part: 'services', file: 'server/features/routing/simulation.pg.test.ts' } as const;
const routing = { part: 'services', file: 'server/features/routing/routing.pg.test.ts' } as const;

const history = { part: 'services', file: 'server/features/ticket/history.pg.test.ts' } as const;
const views = { part: 'services', file: 'server/features/view/view.pg.test.ts' } as const;

export const DESK_BUGS: readonly Bug[] = [
  {
    name: 'a queue that is not routed after another priority or other skills',
    file: 'core/desk/ticket-effects.ts',
    from: "const moves = ({ kind, data }: TicketEvent) => kind !== 'described' || data.priority !== undefined || data.skills !== undefined;",
    to: "const moves = ({ kind }: TicketEvent) => kind !== 'described';",
    tests: { part: 'services', file: 'server/features/routing/described.pg.test.ts' },
  },
  {
    name: 'the lock of the queue left out',
    file: 'server/features/ticket/store-lock.ts',
    from: 'from department where id = any($1::bigint[]) order by id for update',
    to: 'from department where id = any($1::bigint[]) order by id',
    tests: turns,
  },
  {
    name: 'the load raised without its condition',
    file: 'server/features/ticket/store-write.ts',
    from: 'and (not x.if_room or a.load + x.by <= a.capacity)',
    to: 'and (x.if_room or true)',
    tests: tickets,
  },
  {
    name: 'agents not locked',
    file: 'server/features/ticket/store-lock.ts',
    from: "order by user_id for update';",
    to: "order by user_id';",
    tests: tickets,
  },
  {
    name: 'chosen agents not looked at again',
    file: 'server/features/routing/route-queue.ts',
    from: 'return stands;',
    to: 'return stands || plan.offers.length > 0;',
    tests: routing,
  },
  {
    name: 'who routes behind the deeds of others waits for an agent',
    file: 'server/features/ticket/store-lock.ts',
    from: 'order by user_id for update skip locked',
    to: 'order by user_id for update',
    tests: runner,
  },
  {
    name: 'deeds fail with what is routed behind them',
    file: 'server/features/ticket/turns.ts',
    from: '(list.length === 1 && !router)',
    to: 'list.length === 1',
    tests: turns,
  },
  {
    name: "the assignee changed without the talk's lock",
    file: 'server/features/ticket/turns.ts',
    from: 'ticketIds.length > 0 ? lockTalks(on, ticketIds) : null,',
    to: 'ticketIds.length < 0 ? lockTalks(on, ticketIds) : null,',
    tests: talks,
  },
  {
    name: 'whoever is in a talk writes there',
    file: 'core/conversation/decide-talk.ts',
    from: "return standing === 'agent' || talk.isMerged ? refuse('FORBIDDEN') : null;",
    to: "return talk.isMerged ? refuse('FORBIDDEN') : null;",
    tests: talks,
  },
  {
    name: 'notes open to their visitor',
    file: 'core/conversation/decide-talk.ts',
    from: "return standing && standing !== 'visitor' ? null : refuse('NOT_FOUND');",
    to: "return standing ? null : refuse('NOT_FOUND');",
    tests: { part: 'unit', file: 'core/conversation/decide-talk.test.ts' },
  },
  {
    name: 'a visitor who stands in the notes of their own ticket',
    file: 'server/features/timeline/store-talk.ts',
    from: " || (kind === 'NOTES' && standing === 'visitor')",
    to: " || (kind === 'NOTES' && false)",
    tests: { part: 'services', file: 'server/features/ticket/policy.pg.test.ts' },
  },
  {
    name: 'the notes told to the visitor',
    file: 'server/features/ticket/present.ts',
    from: '    notesConversationId: null,\n',
    to: '',
    tests: talks,
  },
  {
    name: 'talks read by all of the desk',
    file: 'server/features/ticket/store-talk.ts',
    from: 'exists (select from agent_department d where d.user_id = $1 and d.department_id = t.department_id)',
    to: 'true',
    tests: talks,
  },
  {
    name: 'a word to what sleeps that nobody hears',
    file: 'server/features/ticket/index.ts',
    from: "if (woken.length > 0) followUps.begin('a word to a ticket', heard(woken));",
    to: 'void woken;',
    tests: talks,
  },
  {
    name: 'the place lost on the way back into the queue',
    file: 'core/desk/apply-ticket-event.ts',
    from: 'place: { keep: old.place, new: event.at, clear: null }[row.place],',
    to: "place: state === 'WAITING' ? event.at : { keep: old.place, new: event.at, clear: null }[row.place],",
    tests: { part: 'unit', file: 'core/desk/decide-ticket.test.ts' },
  },
  {
    name: 'an offer accepted after its end',
    file: 'core/desk/ticket-machine.ts',
    from: "rows: [toActive({ from: ['OFFERED'], who: ['asked'], assignee: 'actor', offer: 'accepted' })],",
    to: "rows: [toActive({ from: ['OFFERED', 'WAITING'], who: ['asked', 'agent'], assignee: 'actor', offer: 'accepted' })],",
    tests: { part: 'unit', file: 'core/desk/decide-ticket.test.ts' },
  },
  {
    name: "the queue's lock left out where it is routed",
    file: 'server/features/routing/route-queue.ts',
    from: 'tickets.within(on).lockQueues(ids),',
    to: 'Promise.resolve(new Set(ids)),',
    tests: busyDesk,
  },
  {
    name: 'an agent who has come back is taken for gone',
    file: 'server/features/routing/leases.ts',
    from: 'if (!(await isStillGone(on, agentId, now))) return null;',
    to: '',
    tests: runner,
  },
  {
    name: 'a timer is not looked at again behind the lock',
    file: 'server/features/routing/store-due.ts',
    from: 'where id = $2 and due_at <= ${timeOf(1)} for update',
    to: 'where id = $2 and ${timeOf(1)} is not null for update',
    tests: runner,
  },
  {
    name: 'tickets stay with who is gone',
    file: 'server/features/routing/leases.ts',
    from: 'for (const { ticketId } of held) requeued',
    to: 'for (const { ticketId } of held.slice(1)) requeued',
    tests: busyDesk,
  },
  {
    name: 'a place that falls free is not told',
    file: 'server/features/routing/leases.ts',
    from: 'return had && had !== loads(ticket) ? [had] : [];',
    to: 'return [];',
    tests: runner,
  },
  {
    name: 'what wakes goes on with who is gone',
    file: 'server/features/ticket/perform.ts',
    from: 'if (!wakes || assigneeId === null || !agents.get(assigneeId)?.isGone) return decision;',
    to: 'if (wakes !== null) return decision;',
    tests: runner,
  },
  {
    name: 'what was done to a ticket read by whoever is of the desk',
    file: 'server/features/ticket/by-people.ts',
    from: "if (!(await read(actor, ask.ticketId))) throw new AppError('NOT_FOUND');",
    to: '',
    tests: history,
  },
  {
    name: 'a saved list that shows tickets of other departments',
    file: 'server/features/ticket/filtered.ts',
    from: 'return { id: as.id, departmentIds: isSupervisor(as) ? null : as.departmentIds };',
    to: 'return { id: as.id, departmentIds: isSupervisor(as) ? null : null };',
    tests: views,
  },
  {
    name: "another's own saved list that can be changed",
    file: 'server/features/view/index.ts',
    from: "if (!view || (view.ownerId !== null && view.ownerId !== actor.userId)) throw new AppError('NOT_FOUND');",
    to: "if (!view) throw new AppError('NOT_FOUND');",
    tests: views,
  },
  {
    name: 'a site key that is read once',
    file: 'server/features/visitor/start.ts',
    from: "  if (!site) throw new AppError('NOT_FOUND');\n  if (site.enforced && (identity === null || identity.endsAt === null)) throw needed();\n  return site;",
    to: '  return site ?? ({} as SiteRow);',
    tests: { part: 'services', file: 'server/features/visitor/sites.pg.test.ts' },
  },
  {
    name: 'what an anonymous visitor had not read is read after the merge',
    file: 'server/features/ticket/talk.ts',
    from: 'decideTalkMembers(state, people, readSeq) });',
    to: 'decideTalkMembers(state, people, readSeq && null) });',
    tests: { part: 'services', file: 'server/features/visitor/merge-unread.pg.test.ts' },
  },
  {
    name: 'a marker that is set back untold',
    file: 'server/features/timeline/append.ts',
    from: '[...(behind ?? []), ...(moved ?? [])].map(readEntry)',
    to: '(moved ?? []).map(readEntry)',
    tests: { part: 'services', file: 'server/features/unread/counters.redis.test.ts' },
  },
  {
    name: 'a load without room that fails nothing',
    file: 'server/features/ticket/store-write.ts',
    from: '`1 / (${moved} = $',
    to: '`1 / (${moved} <= $',
    tests: tickets,
  },
  {
    name: 'first words dropped with their draft, where another ticket has come to be the open one',
    file: 'server/features/ticket/open.ts',
    from: 'if (stands || !hasWords)',
    to: 'if (stands || !hasWords || visitorId === wanted.visitorId)',
    tests: { part: 'services', file: 'server/features/visitor/merge.pg.test.ts' },
  },
  {
    name: 'a ticket that is over as it begins, under the hand of who writes in its talk',
    file: 'server/features/ticket/open.ts',
    from: 'await lockTalks(on, [id]);',
    to: 'await lockTalks(on, []);',
    tests: { part: 'services', file: 'server/features/ticket/opening.pg.test.ts' },
  },
];
