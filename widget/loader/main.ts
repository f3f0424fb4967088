// /widget.js: the one line that a page carries. It puts a button beside the page, and behind it the frame, which is loaded when
// somebody opens it, or at idle where it is known that somebody has a talk. A second load of it does nothing.
import { type Options, readOptions } from './options.ts';
import type { Parley } from './sdk.ts';
import { watchPages } from './trail.ts';
import { Widget } from './widget.ts';

type Waiting = readonly (readonly [string, ...unknown[]])[];

const host = window as { parley?: Parley | Waiting };

function start(options: Options): void {
  const before = host.parley;
  if (before !== undefined && !Array.isArray(before)) return;
  const widget = new Widget(options);
  const { parley } = widget.sdk;
  host.parley = parley;
  if (options.trail) watchPages((page) => widget.seen(page));
  if (before) parley.push(...before);
}

function whenBody(run: () => void): void {
  if (document.body) run();
  else document.addEventListener('DOMContentLoaded', run, { once: true });
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  const options = readOptions(script.src, script.dataset, document.documentElement.lang);
  if (options) whenBody(() => start(options));
  else console.warn('parley: data-site is missing in the script tag of the chat');
}
