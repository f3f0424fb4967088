// Who the visitor is in this browser. Somebody is made only when there is something to say, or when the site says who it is; tabs
// take turns, so that two of them never make two visitors. A token is renewed once a day, and whoever holds an old one takes the
// newest that is kept. A session that is over is begun anew: by the site's word where that is needed, else as a stranger. The site is
// asked for a new word before the last one runs out, so that nobody is in the middle of a sentence when it does.
import { CallError } from '../../client/engine/account.ts';
import type { DeskCalls } from './calls.ts';
import { type Cell, createCell } from './cell.ts';
import { askAgainAfter } from './expiry.ts';
import type { Keep, Kept } from './keep.ts';

const RENEW_MS = 24 * 3_600_000;
const NAME = 'session';

/** none: nobody yet; in; ended: only the site can say who this is. */
export type SessionState =
  | { readonly state: 'none' }
  | { readonly state: 'in'; readonly kept: Kept }
  | { readonly state: 'ended'; readonly kept: Kept | null };

export interface SessionDeps {
  readonly site: string;
  readonly keep: Keep;
  readonly calls: Pick<DeskCalls, 'start'>;
  now(): number;
  after(ms: number, run: () => void): () => void;
  /** The session ends with the site's word. */
  ends(): boolean;
  /** The site is asked to say who this is: once, until something has changed. */
  needsIdentity(): void;
}

export class Session {
  readonly cell: Cell<SessionState>;
  private readonly deps: SessionDeps;
  /** What the site has said, in this page. */
  private identity: string | null = null;
  private starting: Promise<Kept> | null = null;
  /** The server has refused the token. */
  private isOver = false;
  private callOff: () => void = () => {};

  constructor(deps: SessionDeps) {
    this.deps = deps;
    const kept = this.kept();
    this.cell = createCell<SessionState>(kept ? { state: 'in', kept } : { state: 'none' });
    deps.keep.listen(NAME, () => this.follow());
    if (kept && deps.now() - kept.at > RENEW_MS) void this.renew().catch(passOver);
  }

  /** The token of now, for whoever asks. */
  authorization = (): string | null => {
    const { cell } = this;
    const state = cell.get();
    return state.state === 'in' ? `Bearer ${(this.kept() ?? state.kept).token}` : null;
  };

  /** Somebody, made if there is nobody. Rejects with a CallError; UNAUTHENTICATED: only the site can say who. */
  async ensure(): Promise<Kept> {
    const state = this.cell.get();
    if (state.state === 'in') return state.kept;
    if (state.state === 'ended') throw new CallError('UNAUTHENTICATED');
    this.starting ??= this.begin((kept) => kept).finally(() => {
      this.starting = null;
    });
    return this.starting;
  }

  /** By the site's word. Rejects with a CallError; UNAUTHENTICATED: the word is not good, and all stays as it is. */
  async identify(identity: string): Promise<void> {
    const before = this.identity;
    this.identity = identity;
    try {
      await this.begin(() => null);
    } catch (error) {
      if (isRefused(error)) this.identity = before;
      throw error;
    }
  }

  /** A call or the stream was refused, with the token that was good before. */
  async refused(): Promise<void> {
    if (this.cell.get().state !== 'ended') await this.anew();
  }

  /** The visitor wants it: the site may have let them in meanwhile, or is asked once more. */
  async again(): Promise<void> {
    await this.anew();
    if (this.cell.get().state === 'ended') this.deps.needsIdentity();
  }

  private async anew(): Promise<void> {
    const state = this.cell.get();
    const old = state.state === 'none' ? null : state.kept;
    this.isOver = true;
    try {
      await this.begin((kept) => (kept && kept.token !== old?.token ? kept : null));
    } catch (error) {
      passOver(error);
    }
  }

  private kept(): Kept | null {
    return this.deps.keep.read<Kept>(NAME);
  }

  /** Another tab has begun, renewed or changed it. */
  private follow(): void {
    const kept = this.kept();
    if (kept) this.enter(kept, false);
  }

  private async renew(): Promise<void> {
    await this.begin((kept) => (kept && this.deps.now() - kept.at <= RENEW_MS ? kept : null));
  }

  /** One tab at a time. `enough`: what another one has begun meanwhile does. */
  private begin(enough: (kept: Kept | null) => Kept | null): Promise<Kept> {
    const { site } = this.deps;
    const work = async () => {
      const kept = this.kept();
      const done = enough(kept);
      if (done) {
        this.enter(done, false);
        return done;
      }
      return this.start(kept);
    };
    return 'locks' in navigator ? navigator.locks.request(`visitor ${site}`, work) : work();
  }

  private async start(kept: Kept | null): Promise<Kept> {
    const { calls, now } = this.deps;
    const { identity } = this;
    try {
      const { token, user } = await calls.start(kept?.token ?? null, identity);
      const next = { token, user, identified: identity !== null || (kept?.identified === true && kept.user.id === user.id), at: now() };
      this.enter(next, true);
      if (identity !== null) this.askInTime(identity);
      return next;
    } catch (error) {
      if (isRefused(error)) this.end(kept);
      throw error;
    }
  }

  private enter(kept: Kept, write: boolean): void {
    this.isOver = false;
    if (write) this.deps.keep.write(NAME, kept);
    this.cell.set({ state: 'in', kept });
  }

  private askInTime(identity: string): void {
    const { after, now, ends, needsIdentity } = this.deps;
    this.callOff();
    const wait = askAgainAfter(identity, now());
    this.callOff = wait === null ? () => {} : after(wait, () => ends() && needsIdentity());
  }

  /** A word that is not good ends no session that stands without it. */
  private end(kept: Kept | null): void {
    const hadWord = this.identity !== null;
    const knows = this.cell.get().state === 'ended' && !hadWord;
    this.identity = null;
    if (knows) return;
    if (!hadWord || this.isOver) this.cell.set({ state: 'ended', kept });
    this.deps.needsIdentity();
  }
}

const isRefused = (error: unknown): boolean => error instanceof CallError && error.code === 'UNAUTHENTICATED';

/** It is tried again by whoever needs it; a bug of ours goes on. */
function passOver(error: unknown): void {
  if (!(error instanceof CallError)) throw error;
}
