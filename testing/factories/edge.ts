// The edge over given features, listening, for tests on real services.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { createEdge, type Edge, type EdgeDeps } from '../../server/edge/edge.ts';
import { createAppRouter } from '../../server/edge/trpc/router.ts';
import { createAdmin } from '../../server/features/admin/index.ts';
import { createAgents } from '../../server/features/agent/index.ts';
import { createBoard } from '../../server/features/board/index.ts';
import { createCanned } from '../../server/features/canned/index.ts';
import { createPresence } from '../../server/features/presence/index.ts';
import { createSearch } from '../../server/features/search/index.ts';
import { createUnread } from '../../server/features/unread/index.ts';
import { createVisitors } from '../../server/features/visitor/index.ts';
import type { Log } from '../../server/platform/log.ts';
import { noLimits } from '../../server/platform/rates/limits.ts';
import { openRedis } from '../../server/platform/redis.ts';
import type { chatWorld } from './chat.ts';
import { noOperations, observed } from './observed.ts';

type World = Pick<Awaited<ReturnType<typeof chatWorld>>, 'db' | 'ids' | 'accounts' | 'conversations' | 'messages' | 'timeline' | 'history'>;

/** Without Redis, limits off; closed after the tests. */
export async function edgeOver(
  world: World,
  log: Log,
  more: Partial<EdgeDeps> = {},
): Promise<{ readonly edge: Edge; readonly host: string }> {
  const presence = createPresence({ ...world, log });
  const unread = createUnread({ ...world, redis: await openRedis(null, log), log });
  const agents = createAgents(world);
  const visitors = createVisitors({ ...world, agents });
  const setUp = { canned: createCanned({ ...world, agents }), board: createBoard({ ...world, agents }) };
  const doors = { ...world, ...setUp, agents, visitors, presence, unread, search: createSearch(world) };
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
