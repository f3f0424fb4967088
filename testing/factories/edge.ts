// The edge over given features, listening, for tests on real services.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { createEdge, type Edge, type EdgeDeps } from '../../server/edge/edge.ts';
import { createAppRouter } from '../../server/edge/trpc/router.ts';
import { createAdmin } from '../../server/features/admin/index.ts';
import { createPresence } from '../../server/features/presence/index.ts';
import { createSearch } from '../../server/features/search/index.ts';
import { createUnread } from '../../server/features/unread/index.ts';
import { systemClock } from '../../server/platform/clock.ts';
import type { Log } from '../../server/platform/log.ts';
import { noLimits } from '../../server/platform/rates/limits.ts';
import { openRedis } from '../../server/platform/redis.ts';
import type { chatWorld } from './chat.ts';
import { deskOver } from './desk.ts';
import { noDesk } from './no-desk.ts';
import { noOperations, observed } from './observed.ts';

type Chat = Awaited<ReturnType<typeof chatWorld>>;
/** With the desk of the world, where it has one. */
type World = Pick<Chat, 'db' | 'ids' | 'accounts' | 'conversations' | 'messages' | 'timeline' | 'history'> &
  Partial<Pick<Chat, 'agents' | 'tickets' | 'visitors'>>;

/** Without Redis, limits off; closed after the tests. */
export async function edgeOver(
  world: World,
  log: Log,
  more: Partial<EdgeDeps> = {},
): Promise<{ readonly edge: Edge; readonly host: string }> {
  const presence = createPresence({ ...world, log });
  const unread = createUnread({ ...world, redis: await openRedis(null, log), log });
  const people = deskOver({ clock: systemClock, ...world, log });
  const doors = { desk: noDesk, ...people, ...world, presence, unread, search: createSearch(world) };
  const edge = createEdge({
    ...doors,
    router: createAppRouter({ ...doors, admin: createAdmin({ ...world, operations: noOperations }) }),
    log,
    ...observed(),
    publicUrl: null,
    limits: noLimits,
    trustedProxies: [],
    ...more,
    pages: { handle: (_request, response) => void response.end(), upgrade: null, worker: '', assets: null },
    ready: async () => ({ ready: true, parts: { database: true } }),
  });
  edge.server.listen(0, '127.0.0.1');
  await once(edge.server, 'listening');
  afterAll(async () => {
    await presence.close();
    await edge.close();
  });
  return { edge, host: `127.0.0.1:${(edge.server.address() as AddressInfo).port}` };
}
