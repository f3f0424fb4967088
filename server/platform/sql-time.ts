// Times between rows and programs: timestamptz(3) there, ms of the wall clock here.

/** A column as ms, an integer that reads as a string. */
export const msOf = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;

/** The same as a number. */
export const msNumberOf = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** The parameter of this number, ms, as a time. */
export const timeOf = (parameter: number): string => timeOfMs(`$${parameter}::float8`);

/** A number of ms as a time. */
export const timeOfMs = (ms: string): string => `to_timestamp(${ms} / 1000)`;
