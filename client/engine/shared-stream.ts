// One stream for all tabs of a browser: the tab that leads holds it and passes its frames on; the others follow them. A
// follower that hears nothing from its leader takes the lead itself.
import type { WireFrame } from '../../core/protocol/wire.ts';
import type { Clock, TabMessage } from './device.ts';
import type { StreamEnd, StreamHandlers, StreamPort } from './ports.ts';

/** A leader that is silent for so long is given up, ms. */
const ANSWER_MS = 3_000;

export interface SharedStreamDeps {
  readonly stream: StreamPort;
  readonly clock: Clock;
  follows(): boolean;
  post(message: TabMessage): void;
  /** Takes the lead. */
  take(): void;
  /** The leader's stream stands: one that waits for its next try may try now. */
  wake(): void;
}

export class SharedStream implements StreamPort {
  private readonly deps: SharedStreamDeps;
  private following: { handlers: StreamHandlers; heard: boolean; asked: boolean; callOff: () => void } | null = null;

  constructor(deps: SharedStreamDeps) {
    this.deps = deps;
  }

  open(after: string | null, handlers: StreamHandlers): { close(): void } {
    return this.deps.follows() ? this.follow(handlers) : this.lead(after, handlers);
  }

  /** The leader's stream, in a tab that follows. */
  frame(frame: WireFrame): void {
    const { following } = this;
    if (!this.deps.follows()) return;
    if (!following) this.deps.wake();
    else {
      this.stands(following);
      following.handlers.frame(frame);
    }
  }

  /** The answer to `hello`. */
  answered(up: boolean, head: number): void {
    if (up) this.frame({ head });
    else this.down('lost');
  }

  down(why: StreamEnd): void {
    const { following } = this;
    if (!following) return;
    following.callOff();
    this.following = null;
    following.handlers.ended(why);
  }

  private stands(following: NonNullable<typeof this.following>): void {
    following.callOff();
    following.asked = false;
    if (following.heard) return;
    following.heard = true;
    following.handlers.opened();
  }

  /** In a tab that follows: does the leader still answer? */
  ask(): void {
    const { following } = this;
    if (!following || following.asked || !this.deps.follows()) return;
    following.asked = true;
    following.callOff = this.deps.clock.after(ANSWER_MS, this.deps.take);
    this.deps.post({ kind: 'hello' });
  }

  private follow(handlers: StreamHandlers): { close(): void } {
    const following = { handlers, heard: false, asked: false, callOff: () => undefined };
    this.following?.callOff();
    this.following = following;
    this.ask();
    return {
      close: () => {
        following.callOff();
        if (this.following === following) this.following = null;
      },
    };
  }

  private lead(after: string | null, handlers: StreamHandlers): { close(): void } {
    return this.deps.stream.open(after, {
      opened: handlers.opened,
      frame: (frame) => {
        this.deps.post({ kind: 'frame', frame });
        handlers.frame(frame);
      },
      ended: (why) => {
        this.deps.post({ kind: 'down', why });
        handlers.ended(why);
      },
    });
  }
}
