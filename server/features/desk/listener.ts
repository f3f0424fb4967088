// One open desk: what it has not been sent yet, of each ticket, offer and agent the latest alone. However slow it reads, it holds no
// more than there are of them.
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { WireDeskFrame } from '../../../core/protocol/wire-desk.ts';
import type { Actor } from '../../platform/actor.ts';

/** What somebody hears of. */
export interface Scope {
  readonly departmentIds: ReadonlySet<DepartmentId>;
  /** A supervisor. */
  readonly all: boolean;
}

export class Listener {
  readonly actor: Actor;
  scope: Scope;
  /** They hear of talks that they look at. */
  readonly talks: boolean;
  /** Open offers that they were told of, and until when those stand, ms since 1970. */
  readonly offers = new Map<TicketId, number>();
  /** They are not of the desk any more, or the instance stops. */
  isOver = false;
  private readonly prompt = new Map<string, WireDeskFrame>();
  /** Wait for their turn: see pace.ts. */
  private readonly calm = new Map<string, WireDeskFrame>();
  private isReleased = false;
  private wakeUp: () => void = () => undefined;

  constructor(actor: Actor, scope: Scope, talks: boolean) {
    this.actor = actor;
    this.scope = scope;
    this.talks = talks;
  }

  get userId(): UserId {
    return this.actor.userId;
  }

  /** Goes out at once, in place of what has not been sent of the same key. */
  put(key: string, frame: WireDeskFrame): void {
    this.prompt.set(key, frame);
    this.wakeUp();
  }

  /** Goes out once it is released. */
  putCalm(key: string, frame: WireDeskFrame): void {
    this.calm.set(key, frame);
  }

  /** What is there goes out; answers how many. */
  release(): number {
    this.isReleased = this.calm.size > 0;
    if (this.isReleased) this.wakeUp();
    return this.calm.size;
  }

  take(): WireDeskFrame | null {
    const prompt = firstOf(this.prompt);
    if (prompt || !this.isReleased) return prompt;
    const calm = firstOf(this.calm);
    this.isReleased = this.calm.size > 0;
    return calm;
  }

  /** Nobody is there any more to hear it. */
  clear(): void {
    this.prompt.clear();
    this.calm.clear();
  }

  wake(): void {
    this.wakeUp();
  }

  end(): void {
    this.isOver = true;
    this.wakeUp();
  }

  /** Until there is something, or it is woken. */
  async wait(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.wakeUp = resolve;
    });
    this.wakeUp = () => undefined;
  }
}

function firstOf(frames: Map<string, WireDeskFrame>): WireDeskFrame | null {
  for (const [key, frame] of frames) {
    frames.delete(key);
    return frame;
  }
  return null;
}
