// The protocol graphql-transport-ws of one socket: who calls is proved once, by connection_init; then operations, with documents
// from the cache. Nothing is awaited between a message and the use case that it asks for. Ours and not graphql-ws's, whose server
// executes and writes each push a socket (docs/decisions/0015-push-once.md); its client is what tests it.

import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import { AppError } from '../../../core/protocol/app-error.ts';
import { speaks } from '../../../core/protocol/version.ts';
import { asAppError } from '../../platform/app-error.ts';
import type { Callers } from '../callers.ts';
import { contextOf } from '../graphql/context.ts';
import { presentError } from '../graphql/errors.ts';
import type { Graphql, GraphqlRequest, Prepared } from '../graphql/run.ts';
import type { Connection } from './connection.ts';
import { readMessage } from './messages.ts';

const INIT_MS = 5_000;
/** When to try again where there are too many streams. */
const RETRY_MS = 1_000;

export interface ProtocolDeps {
  readonly graphql: Graphql;
  readonly callers: Callers;
  /** A caller is proven: from now on the connection is theirs. */
  admitted(connection: Connection): void;
}

/** An operation that runs, and its stream once it has one. */
interface Running {
  stream: AsyncIterator<string> | null;
}

export class Protocol {
  private readonly deps: ProtocolDeps;
  private readonly connection: Connection;
  /** Until the caller is proven: its headers weigh more than all the rest. */
  private request: IncomingMessage | null;
  private readonly running = new Map<string, Running>();
  private readonly late: NodeJS.Timeout;
  private begun = false;
  private proven = false;

  constructor(deps: ProtocolDeps, connection: Connection, request: IncomingMessage) {
    this.deps = deps;
    this.connection = connection;
    this.request = request;
    this.late = setTimeout(() => connection.close('initTimeout'), INIT_MS);
    connection.endStreams = () => this.endStreams();
  }

  /** Settles when all that the message asked for is done. */
  take(data: string): Promise<void> | undefined {
    const { connection } = this;
    const message = readMessage(data);
    if (!message) connection.close('badMessage');
    else if (message.type === 'subscribe') return this.run(message.id, message.request);
    else if (message.type === 'connection_init') return this.init(message.payload);
    else if (message.type === 'ping') return connection.send('{"type":"pong"}');
    else if (message.type === 'complete') this.end(message.id);
    return undefined;
  }

  /** The socket is gone. */
  closed(): void {
    clearTimeout(this.late);
    for (const id of [...this.running.keys()]) this.end(id);
  }

  private async init(payload: Readonly<Record<string, unknown>>): Promise<void> {
    const { connection } = this;
    if (this.begun) {
      connection.close('initTwice');
      return;
    }
    this.begun = true;
    clearTimeout(this.late);
    if (!speaks(payload.protocol)) connection.close('outdated');
    else if (await this.admit(payload)) {
      this.proven = true;
      await connection.send('{"type":"connection_ack"}');
    }
  }

  /** Whether the caller is proven; else the socket is closed. */
  private async admit({ authorization }: Readonly<Record<string, unknown>>): Promise<boolean> {
    const { connection, request } = this;
    const { callers, graphql, admitted } = this.deps;
    this.request = null;
    if (!request) return false;
    try {
      const given = authorization === undefined || typeof authorization === 'string';
      const token = given ? callers.tokenOf(request, authorization) : null;
      const actor = await callers.authenticate(token);
      if (!actor) {
        connection.close('forbidden');
        return false;
      }
      connection.token = token;
      connection.context = contextOf(actor, callers.callerOf(request), () => connection.limited());
      admitted(connection);
      return true;
    } catch (error) {
      graphql.log.warn({ error }, 'a connection could not be authenticated');
      connection.close('tryAgain');
      return false;
    }
  }

  private run(id: string, request: GraphqlRequest): Promise<void> | undefined {
    const { connection } = this;
    if (!this.proven || !connection.context) connection.close('notReady');
    else if (this.running.has(id)) connection.close('idTaken');
    else {
      connection.operations += 1;
      const prepared = this.deps.graphql.prepare(request, connection.context);
      if (!('args' in prepared)) return this.refuse(id, prepared);
      return prepared.type === 'subscription' ? this.stream(id, prepared) : this.answer(id, prepared);
    }
    return undefined;
  }

  private async answer(id: string, prepared: Prepared): Promise<void> {
    const { connection } = this;
    const mine = this.enter(id);
    const answering = this.deps.graphql.answer(prepared);
    const { text } = answering instanceof Promise ? await answering : answering;
    if (!this.leave(id, mine)) return;
    const name = JSON.stringify(id);
    const sent = connection.send(`{"id":${name},"type":"next","payload":${text}}`);
    await (connection.send(`{"id":${name},"type":"complete"}`) ?? sent);
  }

  private async stream(id: string, prepared: Prepared): Promise<void> {
    const { connection } = this;
    if (!connection.openStream()) {
      await this.refuse(id, [
        new GraphQLError('too many subscriptions', { cause: new AppError('RATE_LIMITED', { retryAfterMs: RETRY_MS }) }),
      ]);
      return;
    }
    const mine = this.enter(id);
    try {
      await this.push(id, mine, prepared);
    } catch (error) {
      const known = asAppError(error);
      if (!known) throw error;
      if (this.leave(id, mine)) await this.refuse(id, [new GraphQLError(known.message, { cause: known })]);
    }
  }

  private async push(id: string, mine: Running, prepared: Prepared): Promise<void> {
    const { connection } = this;
    const name = JSON.stringify(id);
    const before = `{"id":${name},"type":"next","payload":`;
    const opened = await this.deps.graphql.open(prepared);
    if ('ran' in opened) {
      if (this.running.get(id) === mine) await connection.send(`${before}${opened.text}}`);
    } else if (this.running.get(id) === mine) {
      mine.stream = opened;
      for (let next = await opened.next(); !next.done; next = await opened.next()) {
        if (this.running.get(id) !== mine) return;
        const sent = connection.send(`${before}${next.value}}`);
        if (sent) await sent;
      }
    } else void opened.return?.();
    if (this.leave(id, mine)) await connection.send(`{"id":${name},"type":"complete"}`);
  }

  private enter(id: string): Running {
    const mine: Running = { stream: null };
    this.running.set(id, mine);
    return mine;
  }

  /** False: the client has ended it before. */
  private leave(id: string, mine: Running): boolean {
    return this.running.get(id) === mine && this.running.delete(id);
  }

  private refuse(id: string, errors: readonly GraphQLError[]): Promise<void> | undefined {
    const payload = errors.map((error) => presentError(error, this.deps.graphql.log));
    return this.connection.send(JSON.stringify({ id, type: 'error', payload }));
  }

  private end(id: string): void {
    const one = this.running.get(id);
    this.running.delete(id);
    // It cannot fail: its source only waits, and its end has woken it.
    void one?.stream?.return?.();
  }

  /** Without a word to the client, who is told of no end but that of the socket. */
  private endStreams(): void {
    for (const [id, { stream }] of this.running) if (stream) this.end(id);
  }
}
