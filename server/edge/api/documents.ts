// Documents are parsed, measured and validated once, and kept by their text. What is too long, too deep or too wide is
// refused before it is validated, so that a hostile document costs little.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';

/** Characters and tokens of a document; how deep and how wide its operations are once their fragments are in place. */
export const DOCUMENT = { units: 20_480, tokens: 4_000, depth: 16, fields: 1_000, rootFields: 30 } as const;
const MAX_KEPT = 1_000;

export interface Documents {
  /** The document, or why it cannot be executed. `abuse`: over a limit. */
  read(text: string): { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[]; readonly abuse: boolean };
}

export function createDocuments(schema: GraphQLSchema): Documents {
  const kept = new Map<string, DocumentNode>();
  return {
    read(text) {
      const found = kept.get(text);
      if (found) return { document: found };
      if (text.length > DOCUMENT.units) return tooMuch(`A document has at most ${DOCUMENT.units} characters.`);
      const read = parseAndValidate(schema, text);
      if (!('document' in read)) return read;
      if (kept.size >= MAX_KEPT) {
        const oldest = kept.keys().next();
        if (!oldest.done) kept.delete(oldest.value);
      }
      kept.set(text, read.document);
      return read;
    },
  };
}

function tooMuch(message: string) {
  return { errors: [new GraphQLError(message)], abuse: true };
}

function parseAndValidate(schema: GraphQLSchema, text: string): ReturnType<Documents['read']> {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: DOCUMENT.tokens, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error], abuse: false };
    throw error;
  }
  const over = overLimit(document);
  if (over) return tooMuch(over);
  const errors = validate(schema, document, undefined, { maxErrors: 10 });
  return errors.length > 0 ? { errors, abuse: false } : { document };
}

interface Size {
  /** Fields of the selection itself, fragments in place. */
  readonly width: number;
  readonly depth: number;
  readonly fields: number;
}

function overLimit(document: DocumentNode): string | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    if (node.kind === Kind.OPERATION_DEFINITION) operations.push(node);
  }
  const sizes = new Map<string, Size>();
  for (const { selectionSet } of operations) {
    const { width, depth, fields } = measure(selectionSet, fragments, sizes);
    if (width > DOCUMENT.rootFields) return `An operation has at most ${DOCUMENT.rootFields} fields at its root.`;
    if (depth > DOCUMENT.depth) return `An operation is at most ${DOCUMENT.depth} deep.`;
    if (fields > DOCUMENT.fields) return `An operation has at most ${DOCUMENT.fields} fields.`;
  }
  return null;
}

const NOTHING: Size = { width: 0, depth: 0, fields: 0 };
const ENDLESS: Size = { width: Number.POSITIVE_INFINITY, depth: Number.POSITIVE_INFINITY, fields: Number.POSITIVE_INFINITY };

/** Each fragment is measured once; one inside of itself counts as endless. */
function measure(set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>, sizes: Map<string, Size>): Size {
  let width = 0;
  let depth = 0;
  let fields = 0;
  for (const node of set.selections) {
    let size: Size = NOTHING;
    if (node.kind === Kind.FRAGMENT_SPREAD) size = measureFragment(node.name.value, fragments, sizes);
    else if (node.selectionSet) size = measure(node.selectionSet, fragments, sizes);
    const own = node.kind === Kind.FIELD ? 1 : 0;
    width += own === 1 ? 1 : size.width;
    depth = Math.max(depth, size.depth + own);
    fields += size.fields + own;
  }
  return { width, depth, fields };
}

function measureFragment(name: string, fragments: ReadonlyMap<string, FragmentDefinitionNode>, sizes: Map<string, Size>): Size {
  const known = sizes.get(name);
  if (known) return known;
  const fragment = fragments.get(name);
  if (!fragment) return NOTHING;
  sizes.set(name, ENDLESS);
  const size = measure(fragment.selectionSet, fragments, sizes);
  sizes.set(name, size);
  return size;
}
