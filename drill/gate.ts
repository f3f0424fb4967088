// What stands between the clients and one instance, and can be told to lie: pushes and answers that are dropped, doubled or
// held back until later ones have passed, connections that are cut or go dead while they stay open.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { Random } from './random.ts';

export interface Weather {
  /** Shares of the pushes; of the answers half as many. */
  readonly drop: number;
  readonly double: number;
  readonly turn: number;
  /** Up to how long what is turned is held back, ms. */
  readonly heldMs: number;
}

export const CLEAR: Weather = { drop: 0, double: 0, turn: 0, heldMs: 0 };
const GOING_AWAY = 1001;
const PROTOCOL = 'graphql-transport-ws';

interface Link {
  readonly client: WebSocket;
  readonly upstream: WebSocket;
  dead: boolean;
}

export class Gate {
  weather: Weather = CLEAR;
  private readonly random: Random;
  private readonly port: number;
  private readonly server: Server;
  private readonly sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, handleProtocols: () => PROTOCOL });
  private readonly links = new Set<Link>();
  private readonly requests = new Set<ServerResponse>();

  private constructor(port: number, random: Random) {
    this.port = port;
    this.random = random;
    this.server = createServer((asked, answer) => this.pass(asked, answer));
    this.server.on('upgrade', (asked, socket, head) => this.upgrade(asked, socket, head));
  }

  /** `port`: of the instance on this machine. */
  static async open(port: number, random: Random): Promise<Gate> {
    const gate = new Gate(port, random);
    await new Promise<void>((resolve, reject) => {
      gate.server.once('error', reject);
      gate.server.listen(0, '127.0.0.1', resolve);
    });
    return gate;
  }

  get url(): string {
    const address = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${address.port}`;
  }

  /** Every connection breaks, whatever is on its way. */
  cut(): void {
    for (const { client, upstream } of this.links) {
      client.terminate();
      upstream.terminate();
    }
    for (const answer of this.requests) answer.destroy();
  }

  /** What is connected now stays open and says nothing any more. */
  deaden(): void {
    for (const link of this.links) link.dead = true;
  }

  /** What the instance sends on the connections of now is not read until the answered function is called. */
  stall(): () => void {
    const stalled = [...this.links].map(({ upstream }) => upstream).filter((upstream) => upstream.readyState === WebSocket.OPEN);
    for (const upstream of stalled) upstream.pause();
    return () => {
      for (const upstream of stalled) upstream.resume();
    };
  }

  async close(): Promise<void> {
    this.cut();
    this.sockets.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    this.requests.add(answer);
    answer.on('close', () => this.requests.delete(answer));
    const { host: _host, ...headers } = asked.headers;
    const target = { host: '127.0.0.1', port: this.port, method: asked.method, path: asked.url, headers };
    const forward = request(target, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.on('error', () => answer.destroy());
      reply.pipe(answer);
    });
    forward.on('error', () => answer.destroy());
    answer.on('close', () => forward.destroy());
    asked.pipe(forward);
  }

  private upgrade(asked: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.sockets.handleUpgrade(asked, socket, head, (client) => {
      const upstream = new WebSocket(`ws://127.0.0.1:${this.port}${asked.url}`, PROTOCOL, { perMessageDeflate: false });
      const link: Link = { client, upstream, dead: false };
      this.links.add(link);
      const waiting: RawData[] = [];
      client.on('message', (data) => {
        if (link.dead) return;
        if (upstream.readyState === WebSocket.OPEN) upstream.send(data, { binary: false });
        else waiting.push(data);
      });
      upstream.on('open', () => {
        for (const data of waiting.splice(0)) upstream.send(data, { binary: false });
      });
      upstream.on('message', (data) => this.push(link, data));
      this.joinEnds(link);
    });
  }

  private joinEnds(link: Link): void {
    const { client, upstream } = link;
    const end = () => {
      this.links.delete(link);
      upstream.terminate();
      // A dead connection does not even close.
      if (!link.dead) client.terminate();
    };
    client.on('close', end);
    client.on('error', end);
    upstream.on('close', (code) => {
      // Whoever is told to go is told so.
      if (code === GOING_AWAY && !link.dead) client.close(code);
      else end();
    });
    upstream.on('error', end);
  }

  private push(link: Link, data: RawData): void {
    const { drop, double, turn, heldMs } = this.weather;
    const share = shareOf(data);
    const send = () => {
      if (!link.dead && link.client.readyState === WebSocket.OPEN) link.client.send(data, { binary: false });
    };
    if (this.random.chance(drop * share)) return;
    if (this.random.chance(turn * share)) setTimeout(send, this.random.int(1, heldMs));
    else send();
    if (this.random.chance(double * share)) send();
  }
}

/** 1 for a push, 0.5 for an answer, 0 for what keeps the connection itself. */
function shareOf(data: RawData): number {
  const text = Buffer.isBuffer(data) ? data.toString() : '';
  if (!text.includes('"type":"next"')) return 0;
  return text.includes('"timeline":') ? 1 : 0.5;
}
