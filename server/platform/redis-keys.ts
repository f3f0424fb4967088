// Every key in Redis: made here alone, with its type, time to live and owner (docs/data.md lists them). All of them are
// hints: each may be lost at any moment. What stands in braces decides the shard of a cluster.
import type { UserId } from '../../core/protocol/ids.ts';

interface RedisKey {
  /** As the docs show it. */
  readonly pattern: string;
  readonly type: 'hash' | 'string' | 'zset';
  /** Seconds; refreshed by each use. */
  readonly ttlS: number;
  /** The feature that reads and writes it. */
  readonly owner: string;
  readonly fields: string;
}

export const REDIS_KEYS = {
  unread: {
    pattern: '{u:USER}:unread',
    type: 'hash',
    ttlS: 7 * 24 * 3600,
    owner: 'unread',
    fields:
      'epoch, pos: up to which entry it is folded, total, c:CONVERSATION: count above 0, r:CONVERSATION: 1 with read fan-out, not counted here',
  },
  counter: {
    pattern: '{i:INSTALLATION}:counter',
    type: 'string',
    ttlS: 400 * 24 * 3600,
    owner: 'platform',
    fields: 'the highest counter of the installation that was seen: a mirror of its row',
  },
  leases: {
    pattern: '{p:INSTALLATION:SHARD}:leases',
    type: 'zset',
    ttlS: 140,
    owner: 'presence',
    fields:
      '`INSTANCE USER KIND`: somebody has a stream of that kind there, `INSTANCE`: it runs, by when the lease ends, ms; 64 shards of users',
  },
  bucket: {
    pattern: '{b:INSTALLATION:KIND:WHO}:bucket',
    type: 'string',
    ttlS: 20 * 60,
    owner: 'platform',
    fields: 'a limit (limits.md): when the bucket is full again, microseconds; it goes then, 20 minutes at most',
  },
  held: {
    pattern: '{h:INSTALLATION:KIND:WHO}:held',
    type: 'hash',
    ttlS: 15,
    owner: 'platform',
    fields: 'INSTANCE: how many sockets it holds for this user or address, and by when that has to be renewed, ms',
  },
} as const satisfies Record<string, RedisKey>;

export const unreadKey = (userId: UserId): string => `{u:${userId}}:unread`;
export const leasesKey = (installationId: string, shard: number): string => `{p:${installationId}:${shard}}:leases`;
export const counterKey = (installationId: string): string => `{i:${installationId}}:counter`;
/** `who`: a user, a network, or the hash of an e-mail. */
export const bucketKey = (installationId: string, kind: string, who: string): string => `{b:${installationId}:${kind}:${who}}:bucket`;
export const heldKey = (installationId: string, kind: string, who: string): string => `{h:${installationId}:${kind}:${who}}:held`;
