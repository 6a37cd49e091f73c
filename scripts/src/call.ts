/** `npm run call`: a robot customer calls the running instance. Exit code 0 when the call was answered, 1 when not, 2 when Zuoxi does not run. */
import { listens, readSound, runErrand, speak, type Language, type Sound } from '@zuoxi/robot';
import { callUsage, readCallArguments } from './call-arguments';
import { newsLine, outcomeLines } from './call-words';
import { ownConfig } from './config';
import { readDemo } from './demo';
import { main, Trouble } from './trouble';

const demoNumber = '4008000001';

const words: readonly (readonly [Language, string])[] = [
  ['zh', '您好，我是演示客户，请问听得到我说话吗？'],
  ['en', 'Hello, I am the demo customer. Can you hear me?'],
];

/** The file again and again; else a few words where espeak-ng is there to say them, then a tune. Throws a Trouble for a file it cannot read. */
async function says(file: string | undefined): Promise<readonly Sound[]> {
  if (!file) {
    const spoken = await Promise.all(words.map(([language, text]) => speak(text, language)));
    return [...spoken.flatMap((wav) => (wav ? [{ kind: 'samples', samples: readSound(wav) } as const] : [])), { kind: 'melody' }];
  }
  try {
    return [{ kind: 'samples', samples: readSound(file), loop: true }];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Trouble(`--file ${file}: ${why}. This makes one that works: ffmpeg -i ${file} -ar 8000 -ac 1 customer.wav`);
  }
}

main(async () => {
  const args = readCallArguments(process.argv.slice(2));
  if (args.help) return console.log(callUsage);
  const { instance } = ownConfig();
  const server = { host: instance.host, port: instance.sip };
  if (!(await listens(server))) {
    console.error(`Zuoxi is not running (nobody listens on ${server.host}:${server.port}): npm start`);
    process.exitCode = 2;
    return;
  }
  const hangUp = new AbortController();
  process.once('SIGINT', () => hangUp.abort());
  const outcome = await runErrand({
    server,
    host: instance.carrierHost,
    from: args.from,
    to: args.to ?? readDemo(instance.paths.demoLogins)?.number ?? demoNumber,
    seconds: args.seconds,
    says: await says(args.file),
    tell: (item, at) => console.log(newsLine(item, at)),
    signal: hangUp.signal,
  });
  outcomeLines(outcome).forEach((line) => console.log(line));
  if (!outcome.end.answered) process.exitCode = 1;
});
