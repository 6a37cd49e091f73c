import { z } from 'zod';
import { askHttp } from './ask-http';
import { ill, logOf, well, type Check, type Finding, type Patient } from './check';

/** What the switch says of itself. A part that is well is null, an ill one says what is wrong. */
const Health = z.object({
  ok: z.boolean(),
  parts: z.record(z.string(), z.string().nullable()),
  directory: z.object({ version: z.number().nullable() }),
});

const ask = async ({ instance }: Patient): Promise<z.infer<typeof Health>> =>
  Health.parse(JSON.parse((await askHttp({ host: '127.0.0.1', port: instance.ports.api }, '/health')).body));

export const theSwitch: Check = {
  name: 'switch',
  zh: '交换机',
  async examine(patient) {
    const { port, log } = { port: patient.instance.ports.api, log: logOf(patient, 'switch') };
    try {
      const { parts } = await ask(patient);
      const bad: Finding[] = Object.entries(parts).flatMap(([name, trouble]) =>
        trouble === null ? [] : [ill(`${name}: ${trouble}`, `See ${log} and the line of that part below.`)],
      );
      return bad.length ? bad : [well(`all parts well: ${Object.keys(parts).join(', ')}`)];
    } catch (error) {
      return [ill(`no /health on 127.0.0.1:${port}: ${reason(error)}`, `See ${log}.`)];
    }
  },
};

export const directory: Check = {
  name: 'directory',
  zh: '配置目录',
  after: ['switch'],
  async examine(patient) {
    const { version } = (await ask(patient)).directory;
    return [
      version === null
        ? ill(
            'the switch has no directory: it knows no number and no agent',
            `The record plane sends it: see ${logOf(patient, 'cms')}.`,
          )
        : well(`version ${version}`),
    ];
  },
};

const reason = (error: unknown): string =>
  error instanceof z.ZodError || error instanceof SyntaxError
    ? 'the answer is not what the switch says (another program on that port?)'
    : error instanceof Error
      ? error.message || error.name
      : String(error);
