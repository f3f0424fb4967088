// Tells when the server's sources change, and those of the widget, for `npm run dev` (the pages reload by themselves).
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const SETTLE_MS = 200;
const folders = ['server', 'core', 'generated', 'widget', 'client/engine', 'client/transport'];

/** `changed` resolves once, when files have changed and been quiet for a moment, or at `close()`. */
export function watchSources() {
  let timer;
  let finish;
  const changed = new Promise((resolve) => (finish = resolve));
  const onChange = (_event, name) => {
    if (!/\.(tsx?|lua|json|css)$/.test(name ?? '') || /\.test\.tsx?$/.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(close, SETTLE_MS);
  };
  const watchers = folders
    .filter((folder) => existsSync(join(root, folder)))
    .map((folder) => watch(join(root, folder), { recursive: true }, onChange));
  function close() {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    finish();
  }
  return { changed, close };
}
