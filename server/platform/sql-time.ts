// Times between rows and programs: timestamptz(3) there, ms of the wall clock here.

/** A column as ms, whole. `date_part` counts in floating point, which takes a fraction of the time of `extract`, and is rounded. */
export const msNumberOf = (column: string): string => `round(date_part('epoch', ${column}) * 1000)`;

/** The same as an integer, which reads as a string. */
export const msOf = (column: string): string => `${msNumberOf(column)}::bigint`;

/** The parameter of this number, ms, as a time. */
export const timeOf = (parameter: number): string => timeOfMs(`$${parameter}::float8`);

/** A number of ms as a time. */
export const timeOfMs = (ms: string): string => `to_timestamp(${ms} / 1000)`;
