// Redis as the carrier of the bus (bus/transport.ts): Pub/Sub, in a cluster the sharded one. What is heard comes by a
// connection of its own; its channels are joined again whenever that is back.
import type { Cluster, Redis } from 'ioredis';
import type { Transport, TransportEars } from './bus/transport.ts';
import { isCluster, type RedisClient } from './redis-client.ts';

type Publish = Transport['publish'];

export function redisTransport(client: RedisClient, publish: Publish, ears: TransportEars): Transport {
  return isCluster(client) ? overCluster(client, publish, ears) : overOne(client, publish, ears);
}

function overOne(client: Redis, publish: Publish, ears: TransportEars): Transport {
  const wanted = new Set<string>();
  const ear = client.duplicate();
  const listen = async (channels: readonly string[]) => {
    if (ear.status !== 'ready') return false;
    return channels.length === 0 || (await isTaken(ear.subscribe(...channels)));
  };
  // Why it is away is logged by the connection for commands.
  ear.on('error', () => undefined);
  ear.on('close', () => ears.broken());
  ear.on('message', (channel, text) => ears.heard(channel, text));
  ear.on('ready', () => {
    void listen([...wanted]).then((isBack) => {
      if (isBack) ears.healed();
    });
  });
  void isTaken(ear.connect());
  return {
    join(channel) {
      wanted.add(channel);
      return listen([channel]);
    },
    leave(channel) {
      wanted.delete(channel);
      if (ear.status === 'ready') void isTaken(ear.unsubscribe(channel));
    },
    publish,
    close: () => ear.disconnect(),
  };
}

/** The connections for hearing, one a node, are the client's own: it moves and renews them. */
function overCluster(client: Cluster, publish: Publish, ears: TransportEars): Transport {
  const wanted = new Set<string>();
  const listen = async (channel: string) => client.status === 'ready' && wanted.has(channel) && (await isTaken(client.ssubscribe(channel)));
  const onMessage = (channel: string, text: string) => ears.heard(channel, text);
  const onClose = () => ears.broken();
  const onReady = () => {
    void Promise.all([...wanted].map(listen)).then((answers) => {
      if (answers.every(Boolean)) ears.healed();
    });
  };
  client.on('smessage', onMessage).on('close', onClose).on('ready', onReady);
  return {
    join(channel) {
      wanted.add(channel);
      return listen(channel);
    },
    leave(channel) {
      wanted.delete(channel);
      if (client.status === 'ready') void isTaken(client.sunsubscribe(channel));
    },
    publish,
    close() {
      client.off('smessage', onMessage).off('close', onClose).off('ready', onReady);
    },
  };
}

/** What fails shows by the pulses that do not come back. */
const isTaken = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
