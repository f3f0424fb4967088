import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createTogether } from './together.ts';

/** Keeps what each of its writes held. */
function sink() {
  const writes: string[][] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      writes.push([String(chunk)]);
      done();
    },
    writev(chunks, done) {
      writes.push(chunks.map(({ chunk }) => String(chunk)));
      done();
    },
  });
  return { stream, writes };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('[together] what is sent in one turn leaves in one write, in order, each socket for itself', async () => {
  const hold = createTogether();
  const [one, other] = [sink(), sink()];
  for (const text of ['a', 'b']) {
    for (const { stream } of [one, other]) {
      hold(stream);
      stream.write(text);
    }
    await Promise.resolve();
  }
  expect(one.writes).toEqual([]);
  await turn();
  expect([one.writes, other.writes]).toEqual([[['a', 'b']], [['a', 'b']]]);
});

test('[together] the next turn has a write of its own', async () => {
  const hold = createTogether();
  const { stream, writes } = sink();
  for (const text of ['a', 'b']) {
    hold(stream);
    stream.write(text);
    await turn();
  }
  expect(writes).toEqual([['a'], ['b']]);
});
