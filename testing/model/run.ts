// npm run model: the larger systems, or one of the write path of a size that is given. Exit code 1 when a rule is broken.
import { parseArgs } from 'node:util';
import { explore, type System, textOf } from './explore.ts';
import { ofWrites, systems } from './sizes.ts';

const USAGE = `Usage: npm run model -- [--depth N] [--states N] [--only TEXT] [--small]
       npm run model -- --items N,N [--faults N] [--tries N] [--batch N] [--moves] [--depth N] [--states N]`;
const number = (text: string | undefined, standard: number) => {
  const value = text === undefined ? standard : Number(text);
  if (!Number.isInteger(value) || value < 0) throw new TypeError(`${text} is no number.`);
  return value;
};

function read(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { depth: text, states: text, only: text, items: text, faults: text, tries: text, batch: text } as const;
  const { values } = parseArgs({ args: [...args], options: { ...options, moves: { type: 'boolean' }, small: { type: 'boolean' } } });
  const bounds = {
    ...(values.depth === undefined ? {} : { depth: number(values.depth, 0) }),
    states: number(values.states, 2_000_000),
  };
  return { values, bounds };
}

function* asked({ values }: ReturnType<typeof read>): Generator<readonly [string, System<unknown>]> {
  if (values.items === undefined) {
    for (const one of systems(values.small ? 'small' : 'large')) if (one[0].includes(values.only ?? '')) yield one;
    return;
  }
  const [ann = 0, ben = 0] = values.items.split(',').map((part) => number(part, 0));
  const size = {
    items: [ann, ben] as const,
    moves: values.moves ?? false,
    faults: number(values.faults, 1),
    tries: number(values.tries, 2),
    batch: number(values.batch, 3),
  };
  yield [`write path, ${JSON.stringify(size)}`, ofWrites(size) as System<unknown>];
}

try {
  const given = read(process.argv.slice(2));
  for (const [name, system] of asked(given)) {
    const explored = explore(system, given.bounds);
    process.stdout.write(`${textOf(name, explored)}\n`);
    if (explored.violation) process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  process.stderr.write(`${error.message}\n${USAGE}\n`);
  process.exitCode = 1;
}
