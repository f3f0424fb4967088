import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerWorker, loadWorker } from './worker.ts';

test('[worker] the script of the build is served for the whole site, and asked for anew each time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-worker-'));
  try {
    writeFileSync(join(folder, 'sw.js'), 'shell()');
    expect(loadWorker(join(folder, 'sw.js'))).toBe('shell()');
  } finally {
    rmSync(folder, { recursive: true });
  }
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  answerWorker('shell()', request, response);
  expect(response.statusCode).toBe(200);
});

test('[worker] switched off, or without a build, it takes itself out of the browser', () => {
  for (const script of [loadWorker(null), loadWorker('/nowhere/sw.js')]) {
    expect(script).toContain('registration.unregister()');
    expect(script).not.toContain("'fetch'");
  }
});
