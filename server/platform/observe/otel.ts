// Traces by OpenTelemetry's SDK, sent in batches by OTLP over HTTP as JSON. The context of a span is handed on by hand: nothing
// is patched, nothing is global. Loaded by tracing.ts alone, where traces are on.
import {
  type Context,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Log } from '../log.ts';
import type { Span, Tracing, TracingSettings } from './tracing.ts';

/** How often what is collected is sent, and how long that may take, ms. */
const SEND_MS = 2_000;
const PATIENCE_MS = 3_000;
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-|$)/;

/** The caller's span as the parent of ours. */
function contextOf(traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (!traceId || !spanId || !flags || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

class Told implements Span {
  readonly span: OtelSpan;
  private readonly tracer: Tracer;

  constructor(tracer: Tracer, span: OtelSpan) {
    this.tracer = tracer;
    this.span = span;
  }

  child(name: string): Span {
    return new Told(this.tracer, this.tracer.startSpan(name, {}, trace.setSpan(ROOT_CONTEXT, this.span)));
  }

  link(other: Span): void {
    if (other instanceof Told) this.span.addLink({ context: other.span.spanContext() });
  }

  set(attributes: Readonly<Record<string, string | number>>): void {
    this.span.setAttributes(attributes);
  }

  end(failed?: string): void {
    if (failed !== undefined) this.span.setStatus({ code: SpanStatusCode.ERROR, message: failed });
    this.span.end();
  }
}

export function openOtel({ endpoint, service, share }: TracingSettings & { readonly endpoint: string }, log: Log): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: PATIENCE_MS });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: SEND_MS, exportTimeoutMillis: PATIENCE_MS })],
  });
  const tracer = provider.getTracer('parley');
  return {
    begin(name, { traceparent, kind, links = [] } = {}) {
      const options = { ...(kind === 'server' ? { kind: SpanKind.SERVER } : {}), links: links.flatMap(contextOfLink) };
      return new Told(tracer, tracer.startSpan(name, options, contextOf(traceparent)));
    },
    async close() {
      try {
        await provider.shutdown();
      } catch (error) {
        log.warn({ error }, 'the last traces were not sent');
      }
    },
  };
}

const contextOfLink = (span: Span) => (span instanceof Told ? [{ context: span.span.spanContext() }] : []);
