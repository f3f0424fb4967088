// The shape of an answer: which fields it has, of which types, and the words of those that name a kind. A later server may say
// more to a client of an old version, never less and nothing else.

/** Fields whose words clients tell apart. */
const WORDS = new Set(['__typename', 'kind', 'type', 'fanOut', 'role', 'code', 'reason']);
const ID = /^\d{6,}$/;

/** `is`: what stands there, types and `=word`; what the elements of a list and the fields of an object are. */
export interface Shape {
  readonly is: readonly string[];
  readonly list?: Shape;
  readonly fields?: Readonly<Record<string, Shape>>;
}

export function shapeOf(value: unknown, field = ''): Shape {
  if (Array.isArray(value)) {
    const list = value.map((each) => shapeOf(each, field)).reduce<Shape | undefined>(joined, undefined);
    return { is: ['list'], ...(list && { list }) };
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([name, each]): [string, Shape] => [ID.test(name) ? '*' : name, shapeOf(each, name)]);
    return { is: ['object'], fields: Object.fromEntries(fields) };
  }
  if (typeof value === 'string' && WORDS.has(field)) return { is: [`=${value}`] };
  return { is: [value === null ? 'null' : typeof value] };
}

/** What either may be. */
export function joined(one: Shape | undefined, other: Shape): Shape {
  if (!one) return other;
  const list = other.list ? joined(one.list, other.list) : one.list;
  const names = [...new Set([...Object.keys(one.fields ?? {}), ...Object.keys(other.fields ?? {})])].sort();
  const fields = names.flatMap((name): [string, Shape][] => {
    const shape = other.fields?.[name];
    const both = shape ? joined(one.fields?.[name], shape) : one.fields?.[name];
    return both ? [[name, both]] : [];
  });
  const is = [...new Set([...one.is, ...other.is])].sort();
  return { is, ...(list && { list }), ...(fields.length > 0 && { fields: Object.fromEntries(fields) }) };
}

/** Where `now` would surprise who was told `then`. */
export function surprises(then: Shape, now: Shape, path = ''): string[] {
  const found = now.is.flatMap((word) => (then.is.includes(word) ? [] : [`${path} is ${word}, it was ${then.is.join(' or ')}`]));
  if (then.list && now.list) found.push(...surprises(then.list, now.list, `${path}[]`));
  for (const [name, shape] of Object.entries(now.fields ? (then.fields ?? {}) : {})) {
    const stands = now.fields?.[name];
    if (stands) found.push(...surprises(shape, stands, `${path}.${name}`));
    else if (name !== '*') found.push(`${path}.${name} is gone`);
  }
  return found;
}
