// Documents, checked once: parsed, measured, validated, and kept by their text for the next call (a parse costs more than
// most operations). Kept are small valid ones alone, bounded by number and by length, since a tree takes many times its text.
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { type Compiled, compile } from './compile.ts';
import { checkLimits, DOCUMENT_LIMITS, LimitError } from './limits.ts';

const MAX_DOCUMENTS = 1_000;
/** UTF-16 units of all that are kept together. */
const MAX_UNITS = 1_048_576;
const MAX_ERRORS = 10;

/** A document that may run. */
export interface Checked {
  readonly document: DocumentNode;
  /** Of the operation of that name, once. */
  compiled(operationName: string | null): Compiled | null;
}

export interface Documents {
  /** What may run, or why it may not: a LimitError alone, a syntax error alone, or those of validation. */
  check(text: string): Checked | readonly GraphQLError[];
  /** Whether it is kept. */
  knows(text: string): boolean;
  /** How many are kept. */
  size(): number;
}

function parseDocument(text: string, located: boolean): DocumentNode {
  if (text.length > DOCUMENT_LIMITS.units) {
    throw new LimitError(`The document passes the limit of ${DOCUMENT_LIMITS.units} characters`);
  }
  try {
    const document = parse(text, { maxTokens: DOCUMENT_LIMITS.tokens, noLocation: !located });
    checkLimits(document);
    return document;
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) throw new LimitError('The document is nested too deep');
    throw error;
  }
}

function checkedOf(schema: GraphQLSchema, document: DocumentNode): Checked {
  const kept = new Map<string | null, Compiled | null>();
  return {
    document,
    compiled(name) {
      let compiled = kept.get(name);
      if (compiled === undefined) {
        compiled = compile(schema, document, name);
        kept.set(name, compiled);
      }
      return compiled;
    },
  };
}

/** The type of the operation to run; null: the name does not say which. */
export function operationOf({ document }: Pick<Checked, 'document'>, name: string | null): OperationTypeNode | null {
  return getOperationAST(document, name)?.operation ?? null;
}

export function createDocuments(schema: GraphQLSchema): Documents {
  const kept = new Map<string, Checked>();
  let units = 0;

  function keep(text: string, checked: Checked): void {
    kept.set(text, checked);
    units += text.length;
    for (const oldest of kept.keys()) {
      if (kept.size <= MAX_DOCUMENTS && units <= MAX_UNITS) break;
      kept.delete(oldest);
      units -= oldest.length;
    }
  }

  return {
    check(text) {
      const known = kept.get(text);
      if (known) {
        kept.delete(text);
        kept.set(text, known);
        return known;
      }
      try {
        const checked = checkedOf(schema, parseDocument(text, false));
        const rules = { maxErrors: MAX_ERRORS };
        if (validate(schema, checked.document, specifiedRules, rules).length > 0) {
          // Again with the places in the text, which a tree that is kept does without.
          return validate(schema, parseDocument(text, true), specifiedRules, rules);
        }
        keep(text, checked);
        return checked;
      } catch (error) {
        if (error instanceof GraphQLError) return [error];
        throw error;
      }
    },
    knows: (text) => kept.has(text),
    size: () => kept.size,
  };
}
