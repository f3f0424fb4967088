// Reads prisma/schema.prisma: what each table and column is for, as the comments say.

export interface Model {
  readonly table: string;
  readonly purpose: string;
  /** column -> purpose */
  readonly columns: ReadonlyMap<string, string>;
}

interface Reading {
  model: { name: string; table: string; purpose: string; columns: Map<string, string> } | null;
  comment: string[];
}

/** All models, in the order of the file. Fields of relations and enums are not used here, and refused. */
export function readSchema(text: string): Model[] {
  const models: Model[] = [];
  const reading: Reading = { model: null, comment: [] };
  for (const raw of text.split('\n')) {
    const done = readLine(raw.trim(), reading);
    if (done) models.push(done);
  }
  if (models.length === 0) throw new Error('the schema has no model');
  return models;
}

function readLine(line: string, reading: Reading): Model | null {
  const comment = /^\/\/\/ ?(.*)$/.exec(line)?.[1];
  if (comment !== undefined) {
    reading.comment.push(comment);
    return null;
  }
  const purpose = reading.comment.join(' ');
  if (line !== '') reading.comment = [];
  const name = /^model (\w+) \{$/.exec(line)?.[1];
  if (name !== undefined) reading.model = { name, table: name, purpose, columns: new Map() };
  const { model } = reading;
  if (!model || line === '' || line.startsWith('//')) return null;
  const map = /@map\("(\w+)"\)/.exec(line)?.[1];
  if (line.startsWith('@@map')) model.table = map ?? model.name;
  else if (line === '}') {
    reading.model = null;
    return model;
  } else if (!line.startsWith('@@') && name === undefined) {
    const field = /^(\w+)\s+(Int|BigInt|String|Boolean|DateTime|Json|Bytes|Float)(\?|\[\])?(\s|$)/.exec(line)?.[1];
    if (field === undefined) throw new Error(`a field of ${model.name} that the docs cannot read: ${line}`);
    model.columns.set(map ?? field, purpose);
  }
  return null;
}
