// The browser's session: one cookie with the token, out of reach of scripts, Secure where the page is https.
import type { IncomingMessage, ServerResponse } from 'node:http';

const NAME = 'parley_session';
const BASE = 'Path=/; HttpOnly; SameSite=Lax';

export function readSession(request: IncomingMessage): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === NAME && value) return value;
  }
  return null;
}

export function writeSession(response: ServerResponse, session: { token: string; expiresAt: Date } | null, secure: boolean): void {
  const end = session ? session.expiresAt.toUTCString() : new Date(0).toUTCString();
  response.appendHeader('set-cookie', `${NAME}=${session?.token ?? ''}; ${BASE}; Expires=${end}${secure ? '; Secure' : ''}`);
}
