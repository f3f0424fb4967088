import { expect, test, vi } from 'vitest';
import { toId } from '../../../core/protocol/ids.ts';
import { type AccountPort, CallError, type Me } from '../../engine/account.ts';
import type { AccountMemory, MemoryNews } from '../../engine/account-memory.ts';
import { Sessions } from './sessions.ts';

function person(id: string, name: string): Me {
  const user = { id: toId<Me['user']['id']>(id), handle: name.toLowerCase(), name, avatarUrl: null, kind: 'PERSON' as const };
  return { user, power: 0, terminalId: toId<Me['terminalId']>(`9${id}`) };
}

const MIA = person('1', 'Mia');
const LEO = person('2', 'Leo');
const ENTRANCE = { empty: false, signup: 'open', demo: [] } as const;

/** A server with one session for this browser, a device that remembers, and a network that can be cut. */
function setUp({ remembered = null, session = null, online = true }: { remembered?: Me | null; session?: Me | null; online?: boolean }) {
  const world = { remembered, session, online, owes: false, calls: [] as string[], left: 0, loseAnswers: false };
  const put = (change: Partial<typeof world>) => void Object.assign(world, change);
  let tell: (news: MemoryNews) => void = () => {};
  async function call<T>(name: string, answer: () => T): Promise<T> {
    if (!world.online) throw new CallError('OFFLINE');
    world.calls.push(name);
    const answered = answer();
    if (world.loseAnswers) throw new CallError('OFFLINE');
    return answered;
  }
  const port: AccountPort = {
    entrance: () => call('entrance', () => ENTRANCE),
    me: () => call('me', () => world.session),
    signUp: () => call('signUp', () => put({ session: LEO })),
    signIn: () => call('signIn', () => put({ session: LEO })),
    enterDemo: () => call('enterDemo', () => put({ session: LEO })),
    signOut: () => call('signOut', () => put({ session: null })),
    terminals: () => call('terminals', () => []),
    revokeTerminal: () => call('revokeTerminal', () => {}),
    changePassword: () => call('changePassword', () => {}),
    updateProfile: (change) => call('updateProfile', () => ({ ...MIA.user, ...change })),
  };
  const memory: AccountMemory = {
    me: () => world.remembered,
    keep: (me) => put({ remembered: me }),
    forget: () => put({ remembered: null }),
    owesSignOut: () => world.owes,
    oweSignOut: (owes) => put({ owes }),
    leave() {
      world.remembered = null;
      world.left += 1;
    },
    listen(listener) {
      tell = listener;
      return () => {};
    },
  };
  const sessions = new Sessions(port, memory);
  const cleared = vi.fn<() => Promise<void>>(async () => {});
  sessions.onSignOut(cleared);
  return { sessions, world, cleared, tell: (news: MemoryNews) => tell(news), state: () => sessions.current().state };
}

test('[account] whoever is remembered is in before the server answers, and stays in without it', async () => {
  const { sessions, state } = setUp({ remembered: MIA, online: false });
  expect(sessions.current()).toEqual({ state: 'in', ...MIA });
  await sessions.verify();
  expect(state()).toBe('in');
});

test('[account] the server says that the session is over: the way in, and nobody is remembered', async () => {
  const { sessions, world, cleared } = setUp({ remembered: MIA });
  await sessions.verify();
  expect(sessions.current()).toEqual({ state: 'out', entrance: ENTRANCE });
  expect(world.remembered).toBeNull();
  expect(cleared).not.toHaveBeenCalled();
});

test('[account] the server names somebody else than is remembered', async () => {
  const { sessions, world } = setUp({ remembered: MIA, session: LEO });
  await sessions.verify();
  expect(sessions.current()).toEqual({ state: 'in', ...LEO });
  expect(world.remembered).toEqual(LEO);
});

test('[account] a first start without a server fails, and goes on when it is there', async () => {
  const { sessions, world, state } = setUp({ session: MIA, online: false });
  expect(state()).toBe('loading');
  await sessions.verify();
  expect(sessions.current()).toEqual({ state: 'failed', wiped: false });
  world.online = true;
  await sessions.verify();
  expect(state()).toBe('in');
});

test('[account] signing out leaves and wipes at once, whatever the server says, which is told behind it', async () => {
  const { sessions, world, cleared, state } = setUp({ remembered: MIA, session: MIA });
  const done = sessions.signOut();
  expect(cleared).toHaveBeenCalledOnce();
  expect([world.remembered, world.owes, world.left, state()]).toEqual([null, true, 1, 'loading']);
  await done;
  expect(world.calls).toEqual(['signOut', 'me', 'entrance']);
  expect([world.session, world.owes, world.remembered, state()]).toEqual([null, false, null, 'out']);
});

test('[account] a sign-out without the server: nobody is let in again before it was told', async () => {
  const { sessions, world, cleared } = setUp({ remembered: MIA, session: MIA, online: false });
  await sessions.signOut();
  expect(cleared).toHaveBeenCalledOnce();
  expect([world.remembered, world.owes]).toEqual([null, true]);
  expect(sessions.current()).toEqual({ state: 'failed', wiped: true });

  world.online = true;
  await sessions.verify();
  expect(world.calls).toEqual(['signOut', 'me', 'entrance']);
  expect([world.session, world.owes, sessions.current().state]).toEqual([null, false, 'out']);
});

test('[account] a sign-out whose answer is lost has wiped this device, and is told once more', async () => {
  const { sessions, world, cleared } = setUp({ remembered: MIA, session: MIA });
  world.loseAnswers = true;
  await sessions.signOut();
  expect(cleared).toHaveBeenCalledOnce();
  expect([world.remembered, world.session, world.owes]).toEqual([null, null, true]);
  expect(sessions.current()).toEqual({ state: 'failed', wiped: true });

  world.loseAnswers = false;
  await sessions.verify();
  expect(world.calls).toEqual(['signOut', 'signOut', 'me', 'entrance']);
  expect([world.owes, sessions.current().state]).toEqual([false, 'out']);
});

test('[account] a store that is slow to go keeps nobody in, and the server is told meanwhile', async () => {
  const { sessions, world, cleared, state } = setUp({ remembered: MIA, session: MIA });
  let gone: () => void = () => {};
  cleared.mockReturnValue(
    new Promise((resolve) => {
      gone = resolve;
    }),
  );
  const done = sessions.signOut();
  expect(state()).toBe('loading');
  await vi.waitFor(() => expect(state()).toBe('out'));
  expect(world.session).toBeNull();
  gone();
  await done;
});

test('[account] a start that owes a sign-out does not use what is remembered', () => {
  const { world, state } = setUp({ remembered: MIA, session: MIA });
  world.owes = true;
  expect(state()).toBe('loading');
});

test('[account] who signs in after a wipe without the server does not end their own session', async () => {
  const { sessions, world } = setUp({ session: MIA });
  world.owes = true;
  await sessions.signIn('leo@example.org', 'correct horse');
  expect(world.calls).toEqual(['signOut', 'signIn', 'me']);
  expect(sessions.current()).toEqual({ state: 'in', ...LEO });
});

test('[account] another tab signed out: this one wipes too and shows the way in', async () => {
  const { sessions, world, cleared, tell, state } = setUp({ remembered: MIA, session: MIA });
  sessions.start();
  await vi.waitFor(() => expect(world.calls).toContain('me'));
  world.session = null;
  world.remembered = null;
  tell('left');
  await vi.waitFor(() => expect(state()).toBe('out'));
  expect(cleared).toHaveBeenCalledOnce();
});

test('[account] another tab signed in: this one follows', async () => {
  const { sessions, world, tell, state } = setUp({});
  sessions.start();
  await vi.waitFor(() => expect(state()).toBe('out'));
  world.session = LEO;
  tell('changed');
  await vi.waitFor(() => expect(sessions.current()).toEqual({ state: 'in', ...LEO }));
});

test('[account] another tab signed in as somebody else: this one leaves the first at once, though no answer comes', async () => {
  const { sessions, world, tell } = setUp({ remembered: MIA, session: MIA });
  sessions.start();
  await vi.waitFor(() => expect(world.calls).toContain('me'));
  world.online = false;
  world.remembered = LEO;
  tell('changed');
  await vi.waitFor(() => expect(sessions.current()).toEqual({ state: 'in', ...LEO }));
});

test('[account] an answer that was on its way when the device was wiped lets nobody in again', async () => {
  const { sessions, world, state } = setUp({ remembered: MIA, session: MIA });
  const asked = sessions.verify();
  await sessions.signOut();
  await asked;
  expect([world.remembered, state()]).toEqual([null, 'out']);
});
