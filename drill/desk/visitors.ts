// Visitors of the drill: each comes, opens a ticket, says some lines, tries somebody else's ticket and goes. A call is repeated under
// its key until it is answered.
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { OPEN_TICKET, READ_TICKET, START_VISITOR } from './operations.ts';
import { askOnce, askUntil, type DeskDeps } from './place.ts';
import { newWords, type Speaker, say, tried } from './words.ts';

const COMES_MS = 350;
const started = z.object({ startVisitor: z.object({ token: z.string(), user: z.object({ id: z.string() }) }) });
const opened = z.object({ openTicket: z.object({ id: z.string(), conversationId: z.string() }) });

export class Visitors {
  private readonly deps: DeskDeps;
  private readonly timer: NodeJS.Timeout;
  private readonly under = new Set<Promise<void>>();
  private count = 0;
  private stopped = false;

  constructor(deps: DeskDeps, fail: (error: unknown) => void) {
    this.deps = deps;
    this.timer = setInterval(() => {
      const visit = this.visit()
        .catch(fail)
        .finally(() => this.under.delete(visit));
      this.under.add(visit);
    }, COMES_MS);
  }

  /** Nobody comes any more; resolves when all have said what they came to say. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopped = true;
    while (this.under.size > 0) await Promise.all(this.under);
  }

  private async visit(): Promise<void> {
    const { deps } = this;
    this.count += 1;
    const name = `visitor ${this.count}`;
    const random = deps.random.fork();
    const entered = await askUntil(deps, '', [START_VISITOR, { siteKey: deps.place.siteKey }], () => this.stopped);
    if (!entered) return;
    if (!('data' in entered)) throw new Error(`a visitor was answered ${entered.code}: ${entered.message}`);
    const { token, user } = started.parse(entered.data).startVisitor;
    const me: Speaker = { userId: user.id, token, name };
    const conversationId = await this.open(me, random.pick(deps.place.departmentIds), random.pick(deps.lines));
    for (let left = random.int(0, 4); left > 0 && !this.stopped; left -= 1) {
      await delay(random.int(200, 3_000));
      await say(deps, me, conversationId, random.pick(deps.lines), () => false);
    }
    await this.tryAnother(me);
  }

  private async open(me: Speaker, departmentId: string, text: string): Promise<string> {
    const { deps } = this;
    const words = newWords(deps, me, '', text);
    const asked = { departmentId, clientId: words.clientId, text };
    const reply = await askUntil(
      deps,
      me.token,
      [OPEN_TICKET, asked],
      () => false,
      () => tried(deps, words),
    );
    if (!reply || !('data' in reply)) throw new Error(`a ticket was answered ${reply?.code}: ${reply?.message}`);
    const { id, conversationId } = opened.parse(reply.data).openTicket;
    words.conversationId = conversationId;
    words.answers.push({ at: deps.recorder.now(), seq: null, id: null, duplicate: false, refused: null });
    deps.record.opened.push({ ticketId: id, conversationId, visitorId: me.userId, clientId: words.clientId });
    return conversationId;
  }

  /** D9. */
  private async tryAnother({ token, userId }: Speaker): Promise<void> {
    const others = this.deps.record.opened.filter(({ visitorId }) => visitorId !== userId);
    if (others.length === 0) return;
    const { ticketId } = this.deps.random.pick(others);
    const reply = await askOnce(this.deps, token, READ_TICKET, { id: ticketId });
    if (reply && 'data' in reply) this.deps.record.strangers.push(`visitor ${userId} was shown the ticket ${ticketId}`);
  }
}
