'use client';
// Wires the client: the ports of the engine to their transports. It stands once, above all pages.

import { type ReactNode, useState } from 'react';
import { type Chat, createChat } from '../engine/chat.ts';
import type { LaterPorts } from '../engine/later.ts';
import { AccountProvider } from '../react/account/provider.tsx';
import { LaterPortsProvider } from '../react/admin/provider.tsx';
import { ChatEngine, type MakeChat } from '../react/chat/provider.tsx';
import { DeskProvider, type FindDesk } from '../react/desk/provider.tsx';
import { ShellProvider } from '../react/shell/provider.tsx';
import { createAccountPort } from '../transport/account.ts';
import { createAccountMemory } from '../transport/account-memory.ts';
import { call, createCalls } from '../transport/call.ts';
import { createChatPort } from '../transport/chat.ts';
import { deskMemory } from '../transport/desk-memory.ts';
import { browserClock, browserSignals, newUuid } from '../transport/device.ts';
import { createPush } from '../transport/push.ts';
import { createShellPort } from '../transport/shell.ts';
import { createStorage } from '../transport/storage/storage.ts';
import { createTabs } from '../transport/tabs.ts';

function createPorts() {
  const calls = createCalls();
  const { port, stream, calls: socket } = createPush(createChatPort(calls));
  // Most are not of the desk: they are asked about, and no more.
  const findDesk: FindDesk = async (userId) => {
    const me = await call(calls.desk.me.query());
    return me && (await import('./desk.ts')).openDesk({ userId, me }, calls, socket);
  };
  let chat: Chat | null = null;
  let later: Promise<LaterPorts> | null = null;
  const loadLater = () => {
    later ??= import('../transport/later.ts').then((module) => module.createLaterPorts(calls));
    later.catch(() => {
      later = null;
    });
    return later;
  };
  const makeChat: MakeChat = (me) => {
    chat = createChat({
      me,
      port,
      stream,
      storage: createStorage(me.id),
      tabs: createTabs(me.id),
      clock: browserClock,
      newId: newUuid,
      signals: browserSignals,
    });
    return chat;
  };
  return {
    account: createAccountPort(calls),
    memory: createAccountMemory(),
    later: loadLater,
    shell: createShellPort(() => chat?.unkept() ?? false),
    makeChat,
    findDesk,
  };
}

export function Boot({ children }: { readonly children: ReactNode }) {
  const [ports] = useState(createPorts);
  return (
    <ShellProvider port={ports.shell}>
      <AccountProvider port={ports.account} memory={ports.memory}>
        <LaterPortsProvider load={ports.later}>
          <ChatEngine make={ports.makeChat}>
            <DeskProvider find={ports.findDesk} memory={deskMemory}>
              {children}
            </DeskProvider>
          </ChatEngine>
        </LaterPortsProvider>
      </AccountProvider>
    </ShellProvider>
  );
}
