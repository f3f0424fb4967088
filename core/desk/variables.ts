// The variables of canned replies: {{visitor.name}}, with a fallback {{visitor.name|there}}. One pass: what a value contains is
// never read again, so that a visitor's name cannot ask for anything.

export interface VariableValues {
  readonly visitor: { readonly name: string | null; readonly attributes: Readonly<Record<string, string | number | boolean | null>> };
  readonly agent: { readonly name: string | null };
  readonly ticket: { readonly number: number };
  readonly department: { readonly name: string };
}

export interface FilledText {
  readonly text: string;
  /** What stayed as it was typed, each once: unknown, or without a value and a fallback. */
  readonly unfilled: readonly string[];
}

/** Name and fallback. Neither holds braces, so that a variable ends where it seems to. */
const VARIABLE = /\{\{([^{}|]+)(?:\|([^{}]*))?\}\}/g;
const ATTRIBUTE = 'visitor.attributes.';

/** `template` with its variables replaced. */
export function fillVariables(template: string, values: VariableValues): FilledText {
  const unfilled = new Set<string>();
  const text = template.replace(VARIABLE, (typed: string, name: string, fallback: string | undefined) => {
    const value = lookUp(name.trim(), values);
    if (value !== undefined && value !== null && value !== '') return String(value);
    if (value !== undefined && fallback !== undefined) return fallback.trim();
    unfilled.add(typed);
    return typed;
  });
  return { text, unfilled: [...unfilled] };
}

/** Undefined: there is no such variable. Null: it has no value. Any key of an attribute may be asked for. */
function lookUp(name: string, { visitor, agent, ticket, department }: VariableValues): string | number | boolean | null | undefined {
  if (name.startsWith(ATTRIBUTE)) {
    const key = name.slice(ATTRIBUTE.length);
    return Object.hasOwn(visitor.attributes, key) ? visitor.attributes[key] : null;
  }
  switch (name) {
    case 'visitor.name':
      return visitor.name;
    case 'agent.name':
      return agent.name;
    case 'ticket.number':
      return ticket.number;
    case 'department.name':
      return department.name;
    default:
      return undefined;
  }
}
