// What the files of deploy/ ask of the metrics: the expressions of alert rules and of the dashboard, and the names in them.

/** An alert, as deploy/prometheus/alerts.yml writes it: a key a line. */
export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly severity: string;
  readonly summary: string;
  readonly runbook: string;
}

const KEYS = ['expr', 'for', 'severity', 'summary', 'runbook'] as const;

/** Throws for a rule that lacks something. */
export function readAlerts(text: string): Alert[] {
  return text
    .split(/^ {6}- alert: /m)
    .slice(1)
    .map((rule) => {
      const alert = rule.split('\n', 1)[0]?.trim() ?? '';
      const values = KEYS.map((key) => {
        const value = new RegExp(`^ +${key}: (.+)$`, 'm').exec(rule)?.[1]?.replace(/^"(.*)"$/, '$1');
        if (!value) throw new Error(`the alert ${alert} has no ${key}`);
        return [key, value] as const;
      });
      return { alert, ...(Object.fromEntries(values) as Omit<Alert, 'alert'>) };
    });
}

interface Panel {
  readonly title: string;
  readonly panels?: readonly Panel[];
  readonly targets?: readonly { readonly expr: string }[];
}

/** Of each panel of a dashboard. */
export function readDashboard(text: string): { readonly title: string; readonly expr: string }[] {
  const walk = (panels: readonly Panel[]): { title: string; expr: string }[] =>
    panels.flatMap(({ title, targets = [], panels: inner = [] }) => [...targets.map(({ expr }) => ({ title, expr })), ...walk(inner)]);
  return walk((JSON.parse(text) as { panels: Panel[] }).panels);
}

/** Labels that Prometheus gives, and that of a bucket. */
const GIVEN = new Set(['instance', 'job', 'le']);

interface Asked {
  readonly metric: string;
  /** That it is chosen by. */
  readonly labels: readonly string[];
}

/** The metrics of an expression, each with the labels that stand with it; labels of `by (...)` with all of them. */
export function askedIn(expr: string): Asked[] {
  const bare = expr.replace(/"[^"]*"/g, '""');
  const grouped = [...bare.matchAll(/\b(?:by|on|without|ignoring)\s*\(([^)]*)\)/g)].flatMap(([, list = '']) =>
    list.split(',').map((one) => one.trim()),
  );
  const metrics = [...bare.matchAll(/\b((?:parley|nodejs|process)_\w+|up)\b(?:\{([^}]*)\})?/g)];
  return metrics.map(([, metric = '', selector = '']) => ({
    metric,
    labels: [...new Set([...[...selector.matchAll(/(\w+)\s*[=!]/g)].map(([, label = '']) => label), ...grouped])].filter(
      (label) => !GIVEN.has(label),
    ),
  }));
}

/** What is not there: `labelsOf` answers the labels of a metric, null where there is no such metric. */
export function faultsOf(expr: string, labelsOf: (metric: string) => readonly string[] | null): string[] {
  const asked = askedIn(expr);
  if (asked.length === 0) return [`no metric in: ${expr}`];
  return asked.flatMap(({ metric, labels }) => {
    if (metric === 'up') return [];
    const known = labelsOf(metric) ?? labelsOf(metric.replace(/_(bucket|sum|count)$/, ''));
    if (!known) return [`there is no metric ${metric}`];
    return labels.filter((label) => !known.includes(label)).map((label) => `${metric} has no label ${label}`);
  });
}
