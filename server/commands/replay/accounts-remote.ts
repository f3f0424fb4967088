// Who sets up and who answers, of an installation elsewhere: a desk admin signs in, and the replay's agents have accounts whose
// passwords are made of the admin's, so that the next run is them again.
import { createHmac } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { UsageError } from './arguments.ts';
import { SIGN_IN, SIGN_UP } from './operations.ts';
import { ApiError, type Data, post } from './reply.ts';
import { agentName, type Cast, type Member } from './stage.ts';

const entered = z.object({ token: z.string(), user: z.object({ id: z.string() }) });
const memberOf = (data: unknown): Member => {
  const { token, user } = entered.parse(data);
  return { id: user.id, token };
};

/** Others than those of a replay with the database, which have no sign-in. */
const handleOf = (n: number): string => `remote-replay-agent-${n}`;

interface Admin {
  readonly email: string;
  readonly password: string;
}

/** From PARLEY_EMAIL and PARLEY_PASSWORD, else asked for. @throws UsageError where there is nobody to ask */
export async function askAdmin(env: NodeJS.ProcessEnv): Promise<Admin> {
  const { PARLEY_EMAIL: email, PARLEY_PASSWORD: password } = env;
  if (email && password) return { email, password };
  if (!process.stdin.isTTY) throw new UsageError('Give the sign-in of a desk admin by PARLEY_EMAIL and PARLEY_PASSWORD.');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return {
      email: email ?? (await lines.question('E-mail of a desk admin: ')),
      password: await lines.question('Password (it is shown): '),
    };
  } finally {
    lines.close();
  }
}

export async function castOfApi(url: string, admin: Admin, agents: number): Promise<Cast> {
  const owner = memberOf((await post(url, null, SIGN_IN, { ...admin })).signIn);
  const cast: Member[] = [];
  for (let n = 1; n <= agents; n += 1) cast.push(await enter(url, admin, n));
  return { owner, agents: cast, end: async () => undefined };
}

async function enter(url: string, admin: Admin, n: number): Promise<Member> {
  const account: Data = {
    email: `${handleOf(n)}@replay.invalid`,
    password: createHmac('sha256', admin.password).update(`replay agent ${n}`).digest('base64url'),
  };
  try {
    return memberOf((await post(url, null, SIGN_IN, account)).signIn);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code === 'RATE_LIMITED') throw error;
    return memberOf((await post(url, null, SIGN_UP, { ...account, handle: handleOf(n), name: agentName(n) })).signUp);
  }
}
