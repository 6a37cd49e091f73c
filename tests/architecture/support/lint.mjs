// Reads [{ path, code }] from standard input; prints for each what the project's lint says of such a file at that place. The files need not exist.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

const probes = JSON.parse(await text(process.stdin));
const eslint = new ESLint();
const said = [];
for (const { path, code } of probes) {
  const [result] = await eslint.lintText(code, { filePath: path });
  said.push((result?.messages ?? []).map(({ message }) => message));
}
process.stdout.write(JSON.stringify(said));
