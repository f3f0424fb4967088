// What a document may ask for, looked at before it is validated, so that a hostile one costs little: how deep it goes, how
// many fields, aliases and root fields it holds, with its fragments spread. The graph of fragments is walked once.
import { type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind, type SelectionNode } from 'graphql';

/** docs/api.md tells them; a test compares. */
export const DOCUMENT_LIMITS = {
  /** UTF-16 units and tokens of a document. */
  units: 20_480,
  tokens: 5_000,
  /** Levels of fields; introspection may go deeper, as the usual query for a schema does. */
  depth: 12,
  introspectionDepth: 20,
  /** Aliases of an operation, and fields at its root. */
  aliases: 30,
  rootFields: 30,
  /** Fields of an operation, and directives. */
  fields: 300,
  directives: 30,
  /** Operations and fragments of a document. */
  definitions: 50,
} as const;

interface Size {
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly fields: number;
  readonly directives: number;
}

const NOTHING: Size = { depth: 0, introspectionDepth: 0, aliases: 0, rootFields: 0, fields: 0, directives: 0 };

/** A document that asks for more than it may. */
export class LimitError extends GraphQLError {}

class Measure {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly known = new Map<string, Size>();
  private readonly open = new Set<string>();

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.fragments = fragments;
  }

  of(selections: readonly SelectionNode[]): Size {
    return selections.map((selection) => this.one(selection)).reduce(sum, NOTHING);
  }

  private one(selection: SelectionNode): Size {
    const size = this.bare(selection);
    const directives = selection.directives?.length ?? 0;
    return directives === 0 ? size : { ...size, directives: size.directives + directives };
  }

  private bare(selection: SelectionNode): Size {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.fragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.of(selection.selectionSet.selections);
    const inner = selection.selectionSet ? this.of(selection.selectionSet.selections) : NOTHING;
    const introspects = selection.name.value.startsWith('__');
    return {
      depth: introspects ? 0 : inner.depth + 1,
      introspectionDepth: introspects ? Math.max(inner.depth, inner.introspectionDepth) + 1 : inner.introspectionDepth,
      aliases: inner.aliases + (selection.alias ? 1 : 0),
      rootFields: 1,
      fields: inner.fields + 1,
      directives: inner.directives,
    };
  }

  /** A circle of fragments counts as nothing here: validation refuses it. */
  private fragment(name: string): Size {
    const known = this.known.get(name);
    const fragment = this.fragments.get(name);
    if (known || !fragment || this.open.has(name)) return known ?? NOTHING;
    this.open.add(name);
    const size = this.of(fragment.selectionSet.selections);
    this.open.delete(name);
    this.known.set(name, size);
    return size;
  }
}

function sum(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    aliases: a.aliases + b.aliases,
    rootFields: a.rootFields + b.rootFields,
    fields: a.fields + b.fields,
    directives: a.directives + b.directives,
  };
}

/** A fragment by itself has no root; one on a type of introspection is a part of introspection. */
function ofFragment({ typeCondition }: FragmentDefinitionNode, size: Size): Size {
  const introspects = typeCondition.name.value.startsWith('__');
  return {
    ...size,
    rootFields: 0,
    depth: introspects ? 0 : size.depth,
    introspectionDepth: introspects ? Math.max(size.depth, size.introspectionDepth) : size.introspectionDepth,
  };
}

const MEASURED = ['depth', 'introspectionDepth', 'aliases', 'rootFields', 'fields', 'directives'] as const;

function passed(limit: keyof typeof DOCUMENT_LIMITS): LimitError {
  return new LimitError(`The document passes the limit of ${DOCUMENT_LIMITS[limit]} for ${limit}`);
}

/** Each operation and, used or not, each fragment. @throws LimitError */
export function checkLimits(document: DocumentNode): void {
  if (document.definitions.length > DOCUMENT_LIMITS.definitions) throw passed('definitions');
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const measure = new Measure(new Map(fragments.map((node) => [node.name.value, node])));
  const sizes = [
    ...operations.map((node) => measure.of(node.selectionSet.selections)),
    ...fragments.map((node) => ofFragment(node, measure.of(node.selectionSet.selections))),
  ];
  for (const name of MEASURED) if (sizes.some((size) => size[name] > DOCUMENT_LIMITS[name])) throw passed(name);
}
