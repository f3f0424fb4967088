// Who is signed in here, as a store. Whoever is remembered on this device is in at once; the server then says whether that still
// holds, and a server that does not answer changes nothing. A sign-out that the server was not told of is told before all else.
import { type AccountPort, CallError, type Entrance, type Me, type ProfileChange, type SignUpForm } from '../../engine/account.ts';
import type { AccountMemory, MemoryNews } from '../../engine/account-memory.ts';

export type Session =
  | { readonly state: 'loading' }
  /** The server did not answer, and nobody is remembered. wiped: somebody signed out here, and the server is still to be told. */
  | { readonly state: 'failed'; readonly wiped: boolean }
  | { readonly state: 'out'; readonly entrance: Entrance }
  | ({ readonly state: 'in' } & Me);

export const LOADING: Session = { state: 'loading' };

type Clear = () => Promise<void>;

const idOf = (session: Session) => (session.state === 'in' ? session.user.id : null);

/** Null: the server did not answer, or refused. Other errors are bugs and go on. */
async function orNull(asked: Promise<Session>): Promise<Session | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CallError) return null;
    throw error;
  }
}

export class Sessions {
  private readonly port: AccountPort;
  private readonly memory: AccountMemory;
  private readonly listeners = new Set<() => void>();
  private readonly clears = new Set<Clear>();
  private session: Session | null = null;
  /** Rises with what makes an answer that is still on its way void. */
  private turn = 0;

  constructor(port: AccountPort, memory: AccountMemory) {
    this.port = port;
    this.memory = memory;
  }

  current = (): Session => {
    this.session ??= this.remembered();
    return this.session;
  };

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Asks the server; answers how to stop hearing of other tabs. */
  start = (): (() => void) => {
    void this.verify();
    return this.memory.listen((news) => void this.hear(news));
  };

  /** Where the server does not answer, whoever is in stays in. */
  verify = async (): Promise<void> => {
    this.turn += 1;
    const mine = this.turn;
    const read = await orNull(this.read());
    if (mine !== this.turn) return;
    if (read) this.take(read);
    else if (this.current().state !== 'in') this.set({ state: 'failed', wiped: this.memory.owesSignOut() });
  };

  retry = async (): Promise<void> => {
    this.set(LOADING);
    await this.verify();
  };

  signUp = (form: SignUpForm): Promise<void> => this.enter(() => this.port.signUp(form));
  signIn = (email: string, password: string): Promise<void> => this.enter(() => this.port.signIn(email, password));
  enterDemo = (handle: string): Promise<void> => this.enter(() => this.port.enterDemo(handle));

  /**
   * At once, whatever the server says: this device forgets first, and owes the server its sign-out until that has heard of it.
   * Ends when the server has answered, or cannot be asked now.
   */
  signOut = async (): Promise<void> => {
    this.memory.oweSignOut(true);
    this.memory.leave();
    await this.leave();
  };

  onSignOut = (clear: Clear): (() => void) => {
    this.clears.add(clear);
    return () => void this.clears.delete(clear);
  };

  updateProfile = async (change: ProfileChange) => {
    const user = await this.port.updateProfile(change);
    const now = this.current();
    if (now.state === 'in') this.take({ ...now, user });
    return user;
  };

  private remembered(): Session {
    const me = this.memory.owesSignOut() ? null : this.memory.me();
    return me ? { state: 'in', ...me } : LOADING;
  }

  private set(session: Session): void {
    this.session = session;
    for (const listener of [...this.listeners]) listener();
  }

  /** Shows what the server said, and remembers it. */
  private take(session: Session): void {
    if (session.state === 'in') {
      const { user, power, terminalId } = session;
      this.memory.keep({ user, power, terminalId });
    } else this.memory.forget();
    this.set(session);
  }

  private async enter(ask: () => Promise<void>): Promise<void> {
    await this.settle();
    await ask();
    await this.verify();
  }

  private async settle(): Promise<void> {
    if (!this.memory.owesSignOut()) return;
    await this.port.signOut();
    this.memory.oweSignOut(false);
  }

  private async read(): Promise<Session> {
    await this.settle();
    const me = await this.port.me();
    return me ? { state: 'in', ...me } : { state: 'out', entrance: await this.port.entrance() };
  }

  private async hear(news: MemoryNews): Promise<void> {
    if (news === 'left') return this.leave();
    // The cookie is that of all tabs: what is begun for one person must not go on in the name of another, whatever the network does.
    const kept = this.remembered();
    if (idOf(kept) !== idOf(this.current())) this.set(kept);
    await this.verify();
  }

  /** The engine is told to clear before it hears that nobody is in, which would only close it. */
  private async leave(): Promise<void> {
    const cleared = this.clear();
    this.set(LOADING);
    await Promise.all([cleared, this.verify()]);
  }

  private async clear(): Promise<void> {
    await Promise.all([...this.clears].map((each) => each()));
  }
}
