// What the widget is served from: /widget.js and the files of the frame, the frame's page, and an example of a shop that has it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseId, type SiteKeyId } from '../../../core/protocol/ids.ts';
import { asAppError } from '../../platform/app-error.ts';
import type { Log } from '../../platform/log.ts';
import { sendExample } from './example.ts';
import type { WidgetFiles } from './files.ts';
import { type FrameAsk, type Refused, sendFrame, sendRefused } from './frame-page.ts';

export const FRAME_PATH = '/widget/frame';
const EXAMPLE_PATH = '/widget/example';

export interface WidgetSites {
  /** The origins of the pages that may show it. @throws NOT_FOUND: no such key, or not any more */
  frameAncestors(siteKey: SiteKeyId): Promise<readonly string[]>;
}

export interface WidgetDeps {
  readonly files: WidgetFiles;
  readonly sites: WidgetSites;
  readonly log: Log;
}

export interface WidgetEdge {
  /** Null: this path is none of the widget's. `origin`: ours, as the browser sees it. */
  answer(request: IncomingMessage, response: ServerResponse, path: string, origin: string): Promise<void> | null;
}

const oneOf = <T extends string>(values: readonly [T, ...T[]], given: string | null): T =>
  values.find((value) => value === given) ?? values[0];

function readAsk(request: IncomingMessage): FrameAsk {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  return {
    site: searchParams.get('site') ?? '',
    lang: oneOf(['en', 'zh'], searchParams.get('lang')),
    dir: oneOf(['ltr', 'rtl'], searchParams.get('dir')),
    theme: oneOf(['auto', 'light', 'dark'], searchParams.get('theme')),
  };
}

/** Whose page it stands in, as far as its browser says it; the policy holds where it does not. */
function isForeign(request: IncomingMessage, origin: string, origins: readonly string[]): boolean {
  const { referer } = request.headers;
  const page = referer === undefined ? null : URL.parse(referer);
  return page !== null && page.origin !== origin && !origins.includes(page.origin);
}

/** The origins of the site, or why there are none. */
async function originsOf({ sites, log }: WidgetDeps, site: string): Promise<readonly string[] | Refused> {
  const id = parseId<SiteKeyId>(site);
  if (!id) return 'unknown';
  try {
    return await sites.frameAncestors(id);
  } catch (error) {
    const known = asAppError(error);
    if (!known) throw error;
    if (known.code === 'NOT_FOUND') return 'unknown';
    log.warn({ error, site }, 'the widget could not be shown');
    return 'away';
  }
}

async function answerFrame(deps: WidgetDeps, request: IncomingMessage, response: ServerResponse, origin: string): Promise<void> {
  const ask = readAsk(request);
  const { parts } = deps.files;
  const origins = await originsOf(deps, ask.site);
  if (typeof origins === 'string') sendRefused(response, parts, ask, origin, origins);
  else if (isForeign(request, origin, origins)) sendRefused(response, parts, ask, origin, 'foreign');
  else sendFrame(response, parts, ask, origin, origins);
}

export function createWidget(deps: WidgetDeps): WidgetEdge {
  const isRead = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD';
  return {
    answer(request, response, path, origin) {
      if (!isRead(request)) return null;
      if (deps.files.answer(request, response, path)) return Promise.resolve();
      if (path === FRAME_PATH) return answerFrame(deps, request, response, origin);
      if (path !== EXAMPLE_PATH && !path.startsWith(`${EXAMPLE_PATH}/`)) return null;
      sendExample(response, deps.files.parts, readAsk(request), path.slice(EXAMPLE_PATH.length + 1));
      return Promise.resolve();
    },
  };
}
