// An answer of the web client's calls onto the wire.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendBody } from './send-body.ts';

export async function sendAnswer(answer: Response, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer());
  answer.headers.forEach((value, name) => void response.setHeader(name, value));
  await sendBody(body, answer.status, request, response);
}
