// Seq, DateTime and JSON. Ids and seqs are checked again by the schemas of the protocol.
import { type ConstValueNode, GraphQLError, type GraphQLScalarType, Kind } from 'graphql';

function toSeq(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new GraphQLError('Seq must be an integer from 0 to 2^53 - 1.');
}

function seqLiteral(node: ConstValueNode): number {
  if (node.kind !== Kind.INT) throw new GraphQLError('Seq must be an integer from 0 to 2^53 - 1.');
  return toSeq(Number(node.value));
}

/** The scalars that the schema names, given their meaning; DateTime and JSON only leave, as they are. */
export function defineScalars(named: (name: string) => GraphQLScalarType): void {
  const seq = named('Seq');
  seq.coerceOutputValue = toSeq;
  seq.coerceInputValue = toSeq;
  seq.coerceInputLiteral = seqLiteral;
}
