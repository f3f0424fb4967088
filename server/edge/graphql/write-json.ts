// A selection, compiled once into what writes its JSON from the value of a field: no execution, no second tree, no look at the
// document again. What cannot be written so (directives, fields with resolvers of their own) is left to GraphQL's own execution.
// A wire object has each field under its name (core/protocol/wire.ts), so a field is a property.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

export type WriteJson = (value: unknown) => string;

/** Stands in JSON where a number of NaN was written: no JSON has it anywhere else. */
export const MARK = '\u0000';

export interface Selections {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** By the name of an object type: what is put around its writer. */
  readonly around?: ReadonlyMap<string, (write: WriteJson) => WriteJson>;
}

/** Not to be compiled. */
class Left extends Error {}

/** Null: it is left to GraphQL's own execution. */
export function compileField(selections: Selections, type: GraphQLOutputType, node: FieldNode): WriteJson | null {
  try {
    return new Compiler(selections).writer(type, [node]);
  } catch (error) {
    if (error instanceof Left) return null;
    throw error;
  }
}

const quoted = (value: unknown): string => JSON.stringify(String(value));
/** What has no character that JSON escapes. */
const plain = (value: unknown): string => `"${String(value)}"`;

function number(value: unknown): string {
  if (typeof value !== 'number') throw new Error(`not a number: ${typeof value}`);
  return Number.isNaN(value) ? MARK : String(value);
}

/** Ids are digits or UUIDs, times are made by Date: neither has a character that JSON escapes. */
const LEAVES: Readonly<Record<string, WriteJson>> = {
  ID: (value) => (typeof value === 'string' && value.length < 40 ? plain(value) : quoted(value)),
  DateTime: plain,
  String: quoted,
  Seq: number,
  Int: number,
  Float: number,
  Boolean: (value) => (value ? 'true' : 'false'),
  JSON: (value) => JSON.stringify(value),
};

class Compiler {
  private readonly selections: Selections;

  constructor(selections: Selections) {
    this.selections = selections;
  }

  writer(type: GraphQLOutputType, nodes: readonly FieldNode[]): WriteJson {
    if (isNonNullType(type)) {
      const write = this.present(type.ofType, nodes);
      return (value) => {
        if (value === null || value === undefined) throw new Error(`there is no ${nodes[0]?.name.value}`);
        return write(value);
      };
    }
    const write = this.present(type, nodes);
    return (value) => (value === null || value === undefined ? 'null' : write(value));
  }

  /** Of a value that is there. */
  private present(type: GraphQLOutputType, nodes: readonly FieldNode[]): WriteJson {
    if (isListType(type)) return listOf(this.writer(type.ofType, nodes));
    if (isObjectType(type)) return this.object(type, nodes);
    if (isAbstractType(type)) return this.abstract(type, nodes);
    const named = getNamedType(type);
    const write = isEnumType(named) ? plain : LEAVES[named.name];
    if (!write) throw new Left();
    return write;
  }

  private abstract(type: GraphQLAbstractType, nodes: readonly FieldNode[]): WriteJson {
    const { schema } = this.selections;
    const { resolveType } = type;
    if (!resolveType) throw new Left();
    const writers = new Map(schema.getPossibleTypes(type).map((possible) => [possible.name, this.object(possible, nodes)]));
    return (value) => {
      const name = Reflect.apply(resolveType, undefined, [value]);
      const write = writers.get(String(name));
      if (!write) throw new Error(`a ${type.name} is no ${name}`);
      return write(value);
    };
  }

  private object(type: GraphQLObjectType, nodes: readonly FieldNode[]): WriteJson {
    const fields = new Map<string, FieldNode[]>();
    for (const { selectionSet } of nodes) if (selectionSet) this.collect(type, selectionSet, fields);
    const parts = [...fields].map(([key, same], index) => this.part(type, key, same, index > 0));
    const write = objectOf(parts);
    return this.selections.around?.get(type.name)?.(write) ?? write;
  }

  private part(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[], follows: boolean): Part {
    const name = nodes[0]?.name.value ?? '';
    const before = `${follows ? ',' : ''}${JSON.stringify(key)}:`;
    if (name === '__typename') return { before, name, write: () => `"${type.name}"` };
    const field = type.getFields()[name];
    if (!field || field.resolve) throw new Left();
    return { before, name, write: this.writer(field.type, nodes) };
  }

  private collect(type: GraphQLObjectType, { selections }: SelectionSetNode, fields: Map<string, FieldNode[]>): void {
    for (const selection of selections) {
      if (selection.directives?.length) throw new Left();
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        fields.set(key, [...(fields.get(key) ?? []), selection]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.selections.fragments.get(selection.name.value);
      if (fragment && this.covers(fragment.typeCondition?.name.value, type)) this.collect(type, fragment.selectionSet, fields);
    }
  }

  private covers(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const { schema } = this.selections;
    const named = schema.getType(condition);
    return isAbstractType(named) && schema.isSubType(named, type);
  }
}

interface Part {
  /** With the comma before it, where one is due. */
  readonly before: string;
  readonly name: string;
  readonly write: WriteJson;
}

function objectOf(parts: readonly Part[]): WriteJson {
  return (value) => {
    let text = '{';
    for (const { before, name, write } of parts) text += before + write(propertyOf(value, name));
    return `${text}}`;
  };
}

function listOf(write: WriteJson): WriteJson {
  return (values) => {
    if (!Array.isArray(values)) throw new Error('not a list');
    let text = '[';
    for (let index = 0; index < values.length; index += 1) text += (index > 0 ? ',' : '') + write(values[index]);
    return `${text}]`;
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

function propertyOf(value: unknown, name: string): unknown {
  if (!isRecord(value)) throw new Error(`no object has ${name}`);
  return value[name];
}
