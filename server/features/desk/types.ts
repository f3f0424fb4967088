// What the live desk is made from, and what others see of it.
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { WireDecision, WireDeskFrame } from '../../../core/protocol/wire-desk.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Bus } from '../../platform/bus/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import type { Accounts } from '../account/index.ts';
import type { Agents } from '../agent/index.ts';
import type { Runner } from '../routing/index.ts';
import type { Tickets } from '../ticket/index.ts';
import type { EndSignal, Timeline } from '../timeline/index.ts';

export interface DeskDeps {
  readonly db: Pick<Db, 'pool' | 'deeds'>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly accounts: Pick<Accounts, 'loadUsers'>;
  readonly agents: Pick<Agents, 'actorOf' | 'forDesk' | 'mustBeOfDesk' | 'onChanged'>;
  readonly tickets: Pick<Tickets, 'forDesk' | 'load' | 'onCommitted' | 'readable'>;
  readonly runner: Pick<Runner, 'hold' | 'onUnanswered'>;
  readonly timeline: Pick<Timeline, 'connected' | 'onTalks' | 'signal' | 'signalHere'>;
}

export interface Desk {
  /**
   * What happens at the desk from now on, for one of its people: an agent hears of their departments, a supervisor of all. Their open
   * offers come first. While it is open their lease lives. Frames are the latest state: a slow reader misses what was in between.
   * `talks`: with frames of the talks that they look at (`look`), which may be lost.
   * @throws NOT_FOUND to a visitor, FORBIDDEN to whoever is not of the desk
   */
  open(actor: Actor, signal: EndSignal, asks: { readonly talks: boolean }): Promise<AsyncGenerator<WireDeskFrame, void, undefined>>;
  /** Why this agent, or why it still waits. @throws NOT_FOUND, FORBIDDEN the same, and NOT_FOUND where they may not read the ticket */
  decisions(actor: Actor, ticketId: TicketId): Promise<WireDecision[]>;
  /**
   * They have the ticket before their eyes, for 15 s from now on; answers who else of the desk has.
   * @throws NOT_FOUND, FORBIDDEN as `decisions`
   */
  look(actor: Actor, ticketId: TicketId): Promise<WireUser[]>;
  close(): Promise<void>;
}
