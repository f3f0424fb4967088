// A page that is not ours, which shows the widget: on another origin, under a policy that allows it nothing but that.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const PARLEY = new URL(process.env.E2E_URL ?? 'http://localhost:3000').origin;
const POLICY = `default-src 'none'; script-src ${PARLEY}; frame-src ${PARLEY}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;

export interface HostPage {
  readonly url: string;
  /** Of its pages, when the key is there. */
  key: string;
  close(): void;
}

/** Each of its addresses is such a page. */
export async function openHostPage(): Promise<HostPage> {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY });
    response.end(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${request.url}</title>
<h1>Kiln &amp; Leaf</h1><a href="/cups">Cups</a><script async src="${PARLEY}/widget.js" data-site="${page.key}"></script>`);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const page: HostPage = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: '',
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return page;
}
