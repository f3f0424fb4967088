// What stands beside the page: the button with its count, an answer that is shown beside it, and the frame. All of it in a shadow
// root, made by calls alone: a strict policy of the page forbids markup and styles in strings.
import { launcher as en } from '../messages/en/launcher.ts';
import { launcher as zh } from '../messages/zh/launcher.ts';
import type { Look } from '../protocol.ts';
import { frameAddress, type Options } from './options.ts';

declare const LOADER_CSS: string;

const SVG = 'http://www.w3.org/2000/svg';
const TALK = 'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719';
const DOWN = 'm6 9 6 6 6-6';
const MOST = 99;

export interface Stage {
  isOpen(): boolean;
  /** It covers the window when it is open, as loader.css has it. */
  isWhole(): boolean;
  show(on: boolean): void;
  /** As the site has it; the side only if the page does not say it. */
  look(look: Look): void;
  unread(count: number): void;
  /** An answer beside the button; null: none. */
  tease(text: string | null): void;
  /** The frame, loaded when it is first asked for. */
  frame(): HTMLIFrameElement;
  hasFrame(): boolean;
}

function shape(): { readonly svg: SVGElement; draw(path: string): void } {
  const svg = document.createElementNS(SVG, 'svg') as SVGElement;
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  svg.append(path);
  return { svg, draw: (d) => path.setAttribute('d', d) };
}

function button(name: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = name;
  return made;
}

function span(name: string): HTMLSpanElement {
  const made = document.createElement('span');
  made.className = name;
  made.hidden = true;
  return made;
}

/** A new page of an app may have emptied the body. */
function keepIn(host: HTMLElement): void {
  const put = () => {
    if (!host.isConnected) document.body.append(host);
  };
  put();
  new MutationObserver(put).observe(document.body, { childList: true });
}

/** All but the frame, in a shadow root. */
function createParts({ side, theme }: Options, pressed: () => void) {
  const host = document.createElement('parley-widget');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOADER_CSS);
  root.adoptedStyleSheets = [sheet];
  host.dataset.side = side ?? 'right';
  host.dataset.theme = theme;
  const launch = button('launch');
  const badge = span('badge');
  badge.ariaHidden = 'true';
  const { svg, draw } = shape();
  launch.append(svg, badge);
  const tease = button('tease');
  tease.hidden = true;
  const teased = document.createElement('span');
  teased.dir = 'auto';
  tease.append(teased);
  // Read out without the focus being taken.
  const live = document.createElement('div');
  live.setAttribute('role', 'status');
  live.append(tease);
  root.append(live, launch);
  launch.onclick = pressed;
  tease.onclick = pressed;
  return { host, root, launch, badge, tease, teased, live, draw };
}

type Parts = ReturnType<typeof createParts>;

function createFrame(options: Options, { root, live }: Parts, loaded: () => void): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.allow = 'clipboard-write; autoplay';
  frame.addEventListener('load', loaded);
  frame.src = frameAddress(options);
  root.insertBefore(frame, live);
  return frame;
}

export function createStage(options: Options, pressed: () => void, loaded: () => void): Stage {
  const parts = createParts(options, pressed);
  const { host, root, launch, badge, tease, teased, live, draw } = parts;
  let lang = options.lang;
  let frame: HTMLIFrameElement | null = null;
  let count = 0;
  const isOpen = () => host.dataset.open !== undefined;
  const label = () => {
    const words = lang === 'zh' ? zh : en;
    live.lang = lang;
    launch.lang = lang;
    launch.ariaLabel = isOpen() ? words.close : count > 0 ? words.openNew.replace('{count}', String(count)) : words.open;
    launch.ariaExpanded = String(isOpen());
    tease.title = words.show;
    if (frame) frame.title = words.frame;
    draw(isOpen() ? DOWN : TALK);
    badge.hidden = isOpen() || count === 0;
    badge.textContent = count > MOST ? `${MOST}+` : String(count);
  };
  const stage: Stage = {
    isOpen,
    isWhole: () => matchMedia('(max-width: 480px), (max-height: 480px)').matches,
    show(on) {
      if (on) stage.frame();
      host.toggleAttribute('data-open', on);
      if (frame) frame.inert = !on;
      stage.tease(null);
      label();
      if (on) frame?.focus();
      else if (root.activeElement === frame || document.activeElement === document.body) launch.focus();
    },
    look({ side, color, language }) {
      if (!options.side) host.dataset.side = side;
      host.dataset.color = color;
      if (!options.fixed) lang = language === 'auto' ? options.lang : language;
      label();
    },
    unread(next) {
      count = next;
      label();
      if (next === 0) stage.tease(null);
    },
    tease(text) {
      tease.hidden = text === null;
      teased.textContent = text ?? '';
    },
    frame() {
      if (frame) return frame;
      frame = createFrame(options, parts, loaded);
      frame.inert = !isOpen();
      label();
      return frame;
    },
    hasFrame: () => frame !== null,
  };
  label();
  keepIn(host);
  return stage;
}
