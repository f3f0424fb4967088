// The custom scalars; JSON passes as it is. What comes in wrong is a GraphQLError (BAD_INPUT to the caller); what would go
// out wrong is a bug of ours, and does not leave.
import { type ConstValueNode, GraphQLError, type GraphQLSchema, isScalarType, Kind, print } from 'graphql';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const SHOWN_UNITS = 40;

function isSeq(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isDateTime(value: unknown): value is string {
  return typeof value === 'string' && ISO.test(value);
}

function wrongSeq(shown: string): GraphQLError {
  return new GraphQLError(`Seq must be an integer from 0 to 2^53 - 1, not ${shown.slice(0, SHOWN_UNITS)}`);
}

function readSeq(value: unknown): number {
  if (!isSeq(value)) throw wrongSeq(JSON.stringify(value) ?? typeof value);
  return value;
}

function readSeqLiteral(node: ConstValueNode): number {
  const value = node.kind === Kind.INT ? Number(node.value) : null;
  if (!isSeq(value)) throw wrongSeq(print(node));
  return value;
}

function readDateTime(value: unknown): string {
  if (!isDateTime(value)) throw new GraphQLError('DateTime must be ISO 8601, in UTC, with milliseconds');
  return value;
}

function writing<T>(name: string, is: (value: unknown) => value is T): (value: unknown) => T {
  return (value) => {
    if (!is(value)) throw new Error(`not a ${name}`);
    return value;
  };
}

/** Gives the scalars of a schema that was built from text their behaviour. */
export function attachScalars(schema: GraphQLSchema): void {
  const seq = schema.getType('Seq');
  const dateTime = schema.getType('DateTime');
  if (!isScalarType(seq) || !isScalarType(dateTime)) throw new Error('the schema lacks a scalar');
  seq.coerceOutputValue = writing('Seq', isSeq);
  seq.coerceInputValue = readSeq;
  seq.coerceInputLiteral = readSeqLiteral;
  dateTime.coerceOutputValue = writing('DateTime', isDateTime);
  dateTime.coerceInputValue = readDateTime;
}
