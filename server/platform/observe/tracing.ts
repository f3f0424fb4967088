// Traces, as the rest of the product sees them: a port of a few words.

export interface Span {
  /** A part of it that has begun now. */
  child(name: string): Span;
  /** Another span that it belongs to: of many commands one commit. */
  link(other: Span): void;
  set(attributes: Readonly<Record<string, string | number>>): void;
  /** `failed`: the code of the error. */
  end(failed?: string): void;
}

export interface Tracing {
  /** `traceparent`: W3C's, of whoever called; what does not parse counts as none. `links`: spans that led here. */
  begin(name: string, from?: { readonly traceparent?: string; readonly kind?: 'server'; readonly links?: readonly Span[] }): Span;
  /** What is collected is sent; waits for it some seconds at most. */
  close(): Promise<void>;
}

export interface TracingSettings {
  /** http://collector:4318; null: no traces. */
  readonly endpoint: string | null;
  readonly service: string;
  /** Of the traces that begin here, from 0 to 1. */
  readonly share: number;
}
