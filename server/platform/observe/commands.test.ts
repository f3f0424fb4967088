import { expect, test } from 'vitest';
import { AppError } from '../../../core/protocol/app-error.ts';
import { handClock } from '../../../testing/factories/hand-clock.ts';
import { DatabaseAway } from '../db.ts';
import type { Log } from '../log.ts';
import { openMetrics } from '../metrics.ts';
import { createCommands } from './commands.ts';
import { createRecent } from './recent.ts';
import { runningCommand } from './running.ts';

type Line = Record<string, unknown>;

function world(verbose = false) {
  const lines: [level: string, line: Line, text: string | undefined][] = [];
  const at = (level: string) => (line: unknown, text?: string) => void lines.push([level, line as Line, text]);
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } as Log;
  const clock = handClock();
  const metrics = openMetrics(false);
  const recent = createRecent();
  const commands = createCommands({ metrics, recent, tracing: null, log, clock, slowMs: 500, verbose });
  const asker = { actor: null, requestId: 'r-1', span: null };
  const outcomes = async () => {
    const samples = await metrics.samples('parley_commands_total');
    return Object.fromEntries(samples.map(({ labels, value }) => [`${labels.command} ${labels.outcome}`, value]));
  };
  return { lines, clock, metrics, recent, commands, asker, outcomes };
}

const failing = (error: unknown) => () => Promise.reject(error);

test('[observe] a command is counted by what became of it, whether it answers, rejects, throws or answers an error', async () => {
  const { commands, asker, outcomes } = world();
  const send = commands.kind('send');
  expect(await commands.run(send, asker, async () => 7)).toBe(7);
  expect(commands.run(send, asker, () => 8)).toBe(8);
  await expect(commands.run(send, asker, failing(new AppError('NOT_FOUND')))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(commands.run(send, asker, failing(new DatabaseAway(new Error('gone'))))).rejects.toThrow('gone');
  await expect(commands.run(send, asker, failing('nobody foresaw it'))).rejects.toBe('nobody foresaw it');
  const throwing = () => {
    throw new AppError('UNAUTHENTICATED');
  };
  expect(() => commands.run(send, asker, throwing)).toThrow('Sign in first');
  await commands.run(
    send,
    asker,
    async () => ({ refused: true }),
    () => new AppError('CONFLICT'),
  );
  expect(await outcomes()).toEqual({
    'send ok': 2,
    'send NOT_FOUND': 1,
    'send BUSY': 1,
    'send INTERNAL': 1,
    'send UNAUTHENTICATED': 1,
    'send CONFLICT': 1,
  });
});

test('[observe] up to its first await a command runs at once, so commands of one socket keep their order', () => {
  const { commands, asker } = world();
  const order: string[] = [];
  for (const name of ['first', 'second']) {
    void commands.run(commands.kind('send'), asker, async () => {
      order.push(name);
      await Promise.resolve();
    });
  }
  expect(order).toEqual(['first', 'second']);
});

test('[observe] at info a command that is well writes nothing; one that was slow warns with where its time went', async () => {
  const { commands, asker, clock, lines, recent } = world();
  const send = commands.kind('send');
  await commands.run(send, asker, async () => undefined);
  await expect(commands.run(send, asker, failing(new AppError('NOT_FOUND')))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(lines).toEqual([]);
  await commands.run(send, asker, async () => {
    Object.assign(runningCommand() ?? {}, { conversationId: '5', batch: 3, queueMs: 400.04, commitMs: 190.06, publishMs: 1 });
    await clock.pass(600);
  });
  const line = { command: 'send', outcome: 'ok', ms: 600, requestId: 'r-1', conversationId: '5', batch: 3, queueMs: 400, commitMs: 190.1 };
  expect(lines).toEqual([['warn', { ...line, publishMs: 1 }, 'a command was slow']]);
  expect(recent.slowCommands()).toMatchObject([{ command: 'send', ms: 600, queueMs: 400, commitMs: 190.1, outcome: 'ok' }]);
});

test('[observe] what fails on our side is told, and a flood of it is counted and not written', async () => {
  const { commands, asker, clock, lines, recent } = world();
  const send = commands.kind('send');
  await expect(commands.run(send, asker, failing(new Error('a bug')))).rejects.toThrow('a bug');
  expect(lines.map(([level, , text]) => [level, text])).toEqual([['error', 'a command failed']]);
  for (let i = 0; i < 200; i++)
    await expect(commands.run(send, asker, failing(new AppError('BUSY')))).rejects.toMatchObject({ code: 'BUSY' });
  expect(lines).toHaveLength(50);
  await clock.pass(1_000);
  await expect(commands.run(send, asker, failing(new AppError('BUSY')))).rejects.toMatchObject({ code: 'BUSY' });
  expect(lines.at(-1)).toMatchObject(['warn', { outcome: 'BUSY', leftOut: 151 }, 'a command was not done']);
  expect(recent.errors()).toMatchObject([
    { code: 'BUSY', count: 201 },
    { code: 'INTERNAL', count: 1 },
  ]);
});

test('[observe] at debug each command is a line', async () => {
  const { commands, asker, lines } = world(true);
  await commands.run(commands.kind('pull'), asker, async () => undefined);
  expect(lines).toEqual([['debug', { command: 'pull', outcome: 'ok', ms: 0, requestId: 'r-1' }, 'a command']]);
});

test('[observe] of slow commands the last 200 are kept, the latest first', () => {
  const recent = createRecent();
  const slow = { at: '', ms: 700, outcome: 'ok', queueMs: null, commitMs: null, publishMs: null, requestId: '' } as const;
  for (let i = 1; i <= 450; i++) recent.slow({ ...slow, command: `c${i}` });
  const kept = recent.slowCommands();
  expect(kept).toHaveLength(200);
  expect([kept[0]?.command, kept.at(-1)?.command]).toEqual(['c450', 'c251']);
});
