// The page's side of the chat: what the page asks of it, what the frame says, and what both need of each other.
import type { Attributes, FromFrame, Look, PageView } from '../protocol.ts';
import { createLine, type Line } from './line.ts';
import { remember, remembered } from './memory.ts';
import type { Options } from './options.ts';
import { type Commands, createSdk, type Sdk } from './sdk.ts';
import { createStage, type Stage } from './stage.ts';
import { createTrail, type Trail } from './trail.ts';

function whenIdle(run: () => void): void {
  const soon = () => (typeof requestIdleCallback === 'undefined' ? setTimeout(run, 2_000) : requestIdleCallback(run, { timeout: 5_000 }));
  if (document.readyState === 'complete') soon();
  else addEventListener('load', soon, { once: true });
}

const SIDES = ['left', 'right'] as const;
const LANGUAGES = ['auto', 'en', 'zh'] as const;
const COLORS = ['accent', 'ink', 'success'] as const;

/** As it was remembered: `right accent zh`. */
function parseLook(text: string | null): Look | null {
  const [given, named, spoken] = (text ?? '').split(' ');
  const side = SIDES.find((each) => each === given);
  const color = COLORS.find((each) => each === named);
  return side && color ? { side, color, language: LANGUAGES.find((each) => each === spoken) ?? 'auto' } : null;
}

const lookText = ({ side, color, language }: Look): string => `${side} ${color} ${language}`;

export class Widget {
  readonly sdk: Sdk;
  private readonly keys: { readonly session: string; readonly look: string };
  private readonly stage: Stage;
  private readonly line: Line;
  private readonly trail: Trail = createTrail();
  private identity: string | null = null;
  private attributes: Attributes = {};
  private hasSession = false;

  constructor(options: Options) {
    const { site, origin } = options;
    this.keys = { session: `parley-widget session ${site}`, look: `parley-widget look ${site}` };
    this.sdk = createSdk(this.commands());
    this.stage = createStage(
      options,
      () => this.show(!this.stage.isOpen()),
      () => this.line.hello(),
    );
    this.line = createLine(
      origin,
      () => (this.stage.hasFrame() ? this.stage.frame() : null),
      (message) => this.hear(message),
    );
    const look = parseLook(remembered(this.keys.look));
    if (look) this.stage.look(look);
    if (remembered(this.keys.session) !== null) this.loadSoon();
  }

  seen(page: PageView): void {
    this.trail.add(page);
    this.tellPages();
  }

  private loadSoon(): void {
    whenIdle(() => void this.stage.frame());
  }

  private commands(): Commands {
    return {
      open: () => this.show(true),
      close: () => this.show(false),
      toggle: () => this.show(!this.stage.isOpen()),
      identify: (token) => {
        this.identity = token;
        if (this.line.heard()) this.line.tell({ kind: 'identify', token });
        else this.loadSoon();
      },
      setAttributes: (attributes) => {
        this.attributes = { ...this.attributes, ...attributes };
        this.line.tell({ kind: 'attributes', attributes });
      },
    };
  }

  private show(on: boolean): void {
    if (this.stage.isOpen() === on) return;
    this.stage.show(on);
    this.tellShown();
    this.sdk.tell(on ? 'open' : 'close', undefined);
  }

  private tellShown(): void {
    this.line.tell({ kind: 'shown', on: this.stage.isOpen(), whole: this.stage.isWhole() });
  }

  private tellPages(): void {
    if (!this.hasSession || !this.line.heard()) return;
    const pages = this.trail.take();
    if (pages.length > 0) this.line.tell({ kind: 'pages', pages });
  }

  /** The frame stands: it hears all that was said before. */
  private ready(): void {
    const { line, identity, attributes } = this;
    if (identity !== null) line.tell({ kind: 'identify', token: identity });
    if (Object.keys(attributes).length > 0) line.tell({ kind: 'attributes', attributes });
    this.tellShown();
    this.tellPages();
    this.sdk.tell('ready', undefined);
  }

  private hear(message: FromFrame): void {
    const { sdk, stage } = this;
    switch (message.kind) {
      case 'ready':
        this.ready();
        break;
      case 'close':
        this.show(false);
        break;
      case 'look':
        stage.look(message.look);
        remember(this.keys.look, lookText(message.look));
        break;
      case 'session':
        this.hasSession = message.on;
        remember(this.keys.session, message.on ? '1' : null);
        this.tellPages();
        break;
      case 'unread':
        stage.unread(message.count);
        sdk.tell('unread', message.count);
        break;
      case 'message':
        if (!stage.isOpen()) stage.tease(message.message.text);
        sdk.tell('message', message.message);
        break;
      case 'ticket':
        sdk.tell('ticket', message.ticket);
        break;
      case 'identityNeeded':
        sdk.tell('identityNeeded', undefined);
        break;
    }
  }
}
