// What every answer says to the browser: no sniffing, no frames, no referrer to others; and for pages a policy under which
// only scripts with the nonce of this one answer run. Next reads the nonce from the policy in the request's headers.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const POLICY = 'content-security-policy';

export function setHeaders(response: ServerResponse): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'same-origin');
}

/** `origin`: ours, as the browser sees it; `dev`: with what reloading in development needs. */
export function pagePolicy(origin: string, nonce: string, dev: boolean): string {
  const sockets = origin.replace(/^http/, 'ws');
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `media-src 'self' blob:`,
    `font-src 'self'`,
    `connect-src 'self' ${sockets}`,
    `worker-src 'self' blob:`,
    `manifest-src 'self'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `object-src 'none'`,
    `form-action 'self'`,
  ].join('; ');
}

export function setPagePolicy(request: IncomingMessage, response: ServerResponse, origin: string, dev: boolean): void {
  const policy = pagePolicy(origin, randomBytes(16).toString('base64'), dev);
  request.headers[POLICY] = policy;
  response.setHeader(POLICY, policy);
}
