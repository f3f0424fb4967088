// Who calls, through the proxies that are trusted: nothing that a stranger wrote into a header counts. Networks come from
// the settings (checked there).
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** IPv4 as it is, also where a socket for both kinds wraps it (::ffff:192.0.2.1). */
function plain(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address.trim());
  return mapped?.[1] ?? address.trim();
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, kind);
    else list.addSubnet(address, Number(bits), kind);
  }
  return list;
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

export interface Proxies {
  /** The caller's IP address: the last one on the way that is no trusted proxy. */
  addressOf(request: IncomingMessage): string;
  /** The peer, where it says whom it forwards but is not trusted: a proxy that the settings do not name, or a lie. */
  strangeProxy(request: IncomingMessage): string | null;
  /** Whether the caller speaks https, to us or to a trusted proxy before us. */
  isSecure(request: IncomingMessage): boolean;
  /** Whether it comes from a trusted proxy. */
  isProxied(request: IncomingMessage): boolean;
  /** Whether it comes from this machine, called by a name of this machine, and nothing says that somebody has passed it on. */
  isLocal(request: IncomingMessage): boolean;
}

/** What proxies write, trusted or not. */
const PASSED_ON = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];
const LOCAL_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;
const loopback = listOf(['127.0.0.0/8', '::1']);

/** `trusted`: addresses and networks such as 10.0.0.0/8. */
export function createProxies(trusted: readonly string[]): Proxies {
  const list = listOf(trusted);
  const trusts = (address: string) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  const peerOf = (request: IncomingMessage) => plain(request.socket.remoteAddress ?? '');
  return {
    addressOf(request) {
      let address = peerOf(request);
      const before = headerOf(request, 'x-forwarded-for').split(',').map(plain);
      while (trusts(address)) {
        const next = before.pop();
        if (next === undefined || isIP(next) === 0) break;
        address = next;
      }
      return address;
    },
    strangeProxy(request) {
      const peer = peerOf(request);
      return headerOf(request, 'x-forwarded-for') !== '' && !trusts(peer) ? peer : null;
    },
    isSecure(request) {
      if (!trusts(peerOf(request))) return false;
      return headerOf(request, 'x-forwarded-proto').split(',')[0]?.trim().toLowerCase() === 'https';
    },
    isProxied: (request) => trusts(peerOf(request)),
    isLocal(request) {
      const peer = peerOf(request);
      if (!loopback.check(peer, isIP(peer) === 6 ? 'ipv6' : 'ipv4')) return false;
      return LOCAL_HOST.test(headerOf(request, 'host')) && PASSED_ON.every((name) => request.headers[name] === undefined);
    },
  };
}
