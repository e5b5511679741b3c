import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** What a front does with a request instead of handing it on; true where it has seen to it. */
export type Behaviour = (incoming: IncomingMessage, outgoing: ServerResponse, number: number) => boolean;

export interface Front {
  readonly host: string;
  readonly url: string;
  /** The requests so far, as `METHOD path`. */
  readonly seen: readonly string[];
}

/** A server in front of a real registry, which misbehaves as the test wants and hands everything else on. */
export async function frontOf(registryUrl: string, behave: Behaviour): Promise<Front> {
  const seen: string[] = [];
  const server = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
    if (behave(incoming, outgoing, seen.length)) return;
    const { host: _host, ...headers } = incoming.headers;
    const onward = request(
      new URL(incoming.url ?? '/', registryUrl),
      { method: incoming.method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return { host, url: `http://${host}`, seen };
}
