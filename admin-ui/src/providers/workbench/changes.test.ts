import type { Change } from '@zuoxi/contracts';
import { Changes } from './changes';

/** A server that answers each request with the next of these streams, and says who asked. */
function given(...streams: (readonly string[] | 'refused')[]) {
  const asked: (string | null)[] = [];
  const fetcher: typeof fetch = async (_path, init) => {
    asked.push(new Headers(init?.headers).get('authorization'));
    const stream = streams[asked.length - 1];
    if (stream === undefined)
      return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('stopped'))));
    if (stream === 'refused') return new Response(null, { status: 503 });
    return new Response(stream.join(''));
  };
  return { asked, fetcher };
}

test('a stream that ends is opened again, each time with word that something may have been missed', async () => {
  const { asked, fetcher } = given(['data: {"t":"rows","type":"visit"}\n\n', ': alive\n\n'], 'refused', [
    'data: {"t":"what is this"}\n\n',
    'data: {"t":"sessionEnded"}\n\n',
  ]);
  const seen: string[] = [];
  await new Promise<void>((ended) => {
    const changes: Changes = new Changes({
      bearer: () => 'jwt',
      fetcher,
      opened: () => seen.push('opened'),
      changed: (change: Change) => {
        seen.push(change.t);
        if (change.t !== 'sessionEnded') return;
        changes.stop();
        ended();
      },
    });
    changes.start();
  });
  expect(seen).toEqual(['opened', 'rows', 'opened', 'sessionEnded']);
  expect(asked).toEqual(['Bearer jwt', 'Bearer jwt', 'Bearer jwt']);
});
