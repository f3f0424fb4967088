import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { pagePolicy, setPagePolicy } from './headers.ts';

test('[csp] scripts run with the nonce alone, sockets go to our own host, no frame and no base', () => {
  const policy = pagePolicy('https://chat.example.org', 'abc', false);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("connect-src 'self' wss://chat.example.org;");
  expect(policy).toContain("frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'");
  expect(policy).not.toContain('unsafe-eval');
  expect(pagePolicy('http://localhost:3000', 'abc', true)).toContain("'unsafe-eval'");
});

test('[csp] Next and the browser are told the same nonce, a new one each time', () => {
  const policies = [1, 2].map(() => {
    const request = new IncomingMessage(new Socket());
    const response = new ServerResponse(request);
    setPagePolicy(request, response, 'http://localhost:3000', false);
    expect(request.headers['content-security-policy']).toBe(response.getHeader('content-security-policy'));
    return response.getHeader('content-security-policy');
  });
  expect(policies[0]).not.toBe(policies[1]);
});
