import { expect, test } from 'vitest';
import type { TabHandlers, TabMessage, TabsPort } from '../../client/engine/device.ts';
import type { StreamHandlers } from '../../client/engine/ports.ts';
import type { WireFrame } from '../../core/protocol/wire.ts';
import { withTicketSignals } from './signals.ts';

const signal = (ticketId: unknown): WireFrame => ({ signal: { type: 'ticket', ticketId, version: 3 } }) as unknown as WireFrame;

test('[widget] that a ticket has changed is heard in the tab that leads and in those that follow, and all goes on to the engine', () => {
  const heard: string[] = [];
  const passed: unknown[] = [];
  let inner: StreamHandlers | null = null;
  let tab: TabHandlers | null = null;
  const start = (handlers: TabHandlers) => {
    tab = handlers;
  };
  const tabs = { start, post() {}, take() {}, close() {} } as TabsPort;
  const stream = {
    open(_after: string | null, handlers: StreamHandlers) {
      inner = handlers;
      return { close() {} };
    },
  };
  const ways = withTicketSignals({ stream, tabs }, (id) => heard.push(id));
  ways.stream.open(null, { opened() {}, frame: (frame) => passed.push(frame), ended() {} });
  ways.tabs.start({ role() {}, heard: (message: TabMessage) => passed.push(message) });
  const frames = [signal('12'), { head: 4 }, signal('no id'), signal(5)];
  for (const frame of frames) inner!.frame(frame);
  tab!.heard({ kind: 'frame', frame: signal('13') });
  tab!.heard({ kind: 'hello' });
  expect(heard).toEqual(['12', '5', '13']);
  expect(passed).toEqual([...frames, { kind: 'frame', frame: signal('13') }, { kind: 'hello' }]);
});
