// What clients of each spoken version of the protocol ask, as it was recorded, is answered so that they understand it. A new
// version is recorded by RECORD_PROTOCOL=N npm run test:services -- testing/protocol, once its steps stand in protocol-N.json.
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { oldestSpoken, PROTOCOL_VERSION } from '../../core/protocol/version.ts';
import { CLOSE } from '../../server/edge/sockets/codes.ts';
import { chatWorld } from '../factories/chat.ts';
import { edgeOver } from '../factories/edge.ts';
import { play, recording } from './play.ts';
import { surprises } from './shape.ts';

const spoken = [...new Set([oldestSpoken(PROTOCOL_VERSION), PROTOCOL_VERSION])];
const fileOf = (protocol: number) => new URL(`protocol-${protocol}.json`, import.meta.url);
let world: Awaited<ReturnType<typeof chatWorld>>;
let host = '';

beforeAll(async () => {
  world = await chatWorld();
  ({ host } = await edgeOver(world, { debug() {}, info() {}, warn() {}, error() {} }));
});

async function person(handle: string) {
  const input = { handle, name: handle, email: `${handle}@example.org`, password: 'correct horse battery', device: null, invitation: null };
  return world.accounts.signUp(input, { address: '', userAgent: '' });
}

test.each(spoken)('[api] a client of protocol %i is answered as it was when that was the present one', async (protocol) => {
  const recorded = recording.parse(JSON.parse(readFileSync(fileOf(protocol), 'utf8')));
  const [me, other] = [await person(`me-${protocol}`), await person(`bea-${protocol}`)];
  const names = { other: other.user.id, lane: crypto.randomUUID() };
  const now = await play(recorded, { host, token: me.token, names });
  if (process.env.RECORD_PROTOCOL === String(protocol)) {
    const steps = recorded.steps.map((step, at) => JSON.stringify({ ...step, answer: now[at] }));
    writeFileSync(fileOf(protocol), `{"protocol": ${protocol}, "steps": [\n${steps.join(',\n')}\n]}\n`);
  }
  const found = recorded.steps.flatMap(({ over, call, query, answer }, at) => {
    const told = answer ? surprises(answer, now[at] ?? { is: [] }) : [' was never recorded'];
    return told.map((what) => `${over} ${call ?? query}: ${what}`);
  });
  expect(found).toEqual([]);
});

test.each([oldestSpoken(PROTOCOL_VERSION) - 1, PROTOCOL_VERSION + 1])(
  '[api] a client of protocol %i is told to be reloaded',
  async (protocol) => {
    const { token } = await person(`old-${protocol}`);
    const socket = new WebSocket(`ws://${host}/api/graphql`, ['graphql-transport-ws']);
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, protocol } }));
    const [code] = await once(socket, 'close');
    expect(code).toBe(CLOSE.outdated.code);
  },
);
