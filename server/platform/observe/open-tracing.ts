// What is behind the port (otel.ts and the SDK) is loaded only where the standard variables of OpenTelemetry switch it on; else
// there is no tracer, and asking for a span costs a null check.
import type { Log } from '../log.ts';
import type { Tracing, TracingSettings } from './tracing.ts';

export async function openTracing(settings: TracingSettings, log: Log): Promise<Tracing | null> {
  if (settings.endpoint === null) return null;
  const { openOtel } = await import('./otel.ts');
  return openOtel({ ...settings, endpoint: settings.endpoint }, log);
}
