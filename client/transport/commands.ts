// What is done while one talks goes over the open socket, one after the other; over HTTP where none stands. A socket that is lost
// with a call under way answers it OFFLINE at once: what must not be lost goes again with the same key, by whatever stands then.
import type { WireEvent, WireSend, WireSendResult } from '../../core/protocol/wire.ts';
import type { ChatPort } from '../engine/ports.ts';
import { ACK, EDIT, MARK_READ, REACT, RECALL, SEND, TYPING } from './documents.ts';
import type { SocketCalls } from './stream.ts';

/** What is null is not said. */
const said = (input: WireSend) => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));

export function overSocket(http: ChatPort, { ask }: SocketCalls): ChatPort {
  return {
    ...http,
    send: (input) => ask<WireSendResult>(SEND, { input: said(input) }) ?? http.send(input),
    edit: (c, s, t) => ask<WireEvent>(EDIT, { c, s, t }) ?? http.edit(c, s, t),
    recall: (c, s) => ask<WireEvent>(RECALL, { c, s }) ?? http.recall(c, s),
    react: (c, s, e, on) => ask<WireEvent>(REACT, { c, s, e, on }) ?? http.react(c, s, e, on),
    markRead: (c, s) => ask<unknown>(MARK_READ, { c, s })?.then(() => null) ?? http.markRead(c, s),
    typing: (c, on) => ask<void>(TYPING, { c, on }) ?? http.typing(c, on),
    ack: (cursor) => ask<void>(ACK, { cursor }) ?? http.ack(cursor),
  };
}
