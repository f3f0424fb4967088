// Tickets as they go out: to the desk whole, to their visitor without what is of the desk alone (D7).
import { AppError } from '../../../core/protocol/app-error.ts';
import type { DepartmentId, TicketId } from '../../../core/protocol/ids.ts';
import type { WireDepartment, WireLastWords, WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { Queues, Standing } from './queues.ts';
import { loadViewRows, type ViewRow } from './store-view.ts';
import type { LastWords } from './store-words.ts';
import type { TicketDeps } from './types.ts';

export type Presenter = (ids: readonly TicketId[]) => Promise<Map<TicketId, WireTicket>>;

const iso = (ms: number) => new Date(ms).toISOString();
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms));

export const presentWords = (words: LastWords | null): WireLastWords | null => words && { ...words, at: iso(words.at) };

export function createPresenter({ db: { pool }, agents, accounts }: TicketDeps, queues: Queues): Presenter {
  async function standings(rows: readonly ViewRow[]): Promise<Map<TicketId, Standing>> {
    const waiting = Map.groupBy(
      rows.filter(({ state }) => state === 'WAITING' || state === 'OFFERED'),
      (row) => row.departmentId,
    );
    const found = await Promise.all(
      [...waiting].map(([department, of]) =>
        queues.of(
          department,
          of.map(({ id }) => id),
        ),
      ),
    );
    return new Map(found.flatMap((one) => [...one]));
  }

  return async (ids) => {
    const rows = await loadViewRows(pool, ids);
    const list = [...rows.values()];
    const [users, departments, places] = await Promise.all([
      accounts.loadUsers([
        ...new Set(list.flatMap(({ visitorId, assigneeId }) => [visitorId, ...(assigneeId === null ? [] : [assigneeId])])),
      ]),
      agents.departmentsById([...new Set(list.map((row) => row.departmentId))]),
      standings(list),
    ]);
    return new Map(
      ids.flatMap((id) => {
        const row = rows.get(id);
        const visitor = row && users.get(row.visitorId);
        if (!row || !visitor) return [];
        return [
          [
            id,
            { ...presentRow(row, departments, places.get(id)), visitor, assignee: (row.assigneeId && users.get(row.assigneeId)) ?? null },
          ] as const,
        ];
      }),
    );
  };
}

function presentRow(
  row: ViewRow,
  departments: ReadonlyMap<DepartmentId, WireDepartment>,
  standing: Standing | undefined,
): Omit<WireTicket, 'visitor' | 'assignee'> {
  const { id, number, state, priority, subject, tags, conversationId, notesConversationId } = row;
  const { fields, rating, ratingComment, vip, skills, version } = row;
  const department = departments.get(row.departmentId);
  if (!department) throw new AppError('NOT_FOUND');
  const waits = state === 'WAITING' || state === 'OFFERED';
  return {
    id,
    number,
    state,
    department,
    priority,
    subject,
    tags,
    conversationId,
    notesConversationId,
    createdAt: iso(row.createdAt),
    waitingSince: waits ? isoOrNull(row.place) : null,
    position: standing?.position ?? null,
    estimatedWaitMs: standing?.estimatedWaitMs ?? null,
    fields,
    rating,
    ratingComment,
    // What is open keeps its place, whoever has it.
    openedAt: isoOrNull(row.place),
    answeredAt: isoOrNull(row.answeredAt),
    snoozedUntil: isoOrNull(row.snoozedUntil),
    nobodyAnswers: row.supervisorsTold && waits,
    lastWords: presentWords(row.lastWords),
    vip,
    skills,
    version,
  };
}

/** To its visitor: nobody's handle, no notes, nothing that the desk sorts by. */
export function toVisitor(ticket: WireTicket): WireTicket {
  const unnamed = <T extends WireTicket['visitor']>(user: T): T => ({ ...user, handle: '' });
  return {
    ...ticket,
    notesConversationId: null,
    priority: 0,
    // What the desk calls it.
    subject: null,
    tags: [],
    fields: null,
    rating: null,
    ratingComment: null,
    openedAt: null,
    answeredAt: null,
    snoozedUntil: null,
    nobodyAnswers: null,
    lastWords: null,
    vip: false,
    skills: null,
    visitor: unnamed(ticket.visitor),
    assignee: ticket.assignee && unnamed(ticket.assignee),
  };
}
