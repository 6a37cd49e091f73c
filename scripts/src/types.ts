/**
 * `npm run types`: content types as data. Lists them; `-- import <schema.json> …` adds or changes some, `-- remove <name>` takes one away (its rows stay in
 * the database and come back with it), `-- export <name>` prints one. The record plane starts again; calls notice nothing.
 */
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { patternsOf, readStoredTypes, StoredType } from '@zuoxi/workbench/stored-types';
import { ownConfig, type Config } from './config';
import { attach, runs } from './instance';
import { main, Trouble } from './trouble';

const say = (line: string): void => console.log(line);
const fileOf = ({ instance }: Config, name: string): string => join(instance.paths.types, `${name}.json`);

function parse(file: string): StoredType {
  if (!existsSync(file)) throw new Trouble(`${file} is not there.`);
  try {
    return StoredType.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Trouble(`${file} is no content type: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A column keeps its kind: PostgreSQL would refuse the change when the record plane starts, or lose values. */
function checkKinds(before: StoredType, after: StoredType): void {
  for (const [name, { type }] of Object.entries(after.attributes)) {
    const had = before.attributes[name]?.type;
    if (had && had !== type)
      throw new Trouble(
        `${after.info.singularName}.${name} is ${had} and cannot become ${type}: give the new field another name.`,
      );
  }
  if (before.collectionName !== after.collectionName)
    throw new Trouble(`${after.info.singularName} lives in the table ${before.collectionName}: its rows would be left there.`);
}

function importOne(config: Config, file: string): string {
  const type = parse(file);
  const name = type.info.singularName;
  for (const [attribute, { why, at }] of patternsOf(type))
    throw new Trouble(`The pattern of ${name}.${attribute} is not taken (${why}): ${at}`);
  const target = fileOf(config, name);
  if (existsSync(target)) checkKinds(parse(target), type);
  mkdirSync(config.instance.paths.types, { recursive: true, mode: 0o700 });
  const part = `${target}.part`;
  writeFileSync(part, JSON.stringify(type, null, 2) + '\n', { mode: 0o600 });
  const { uid, gid } = statSync(config.instance.data);
  if (process.getuid?.() === 0) chownSync(part, uid, gid);
  renameSync(part, target);
  return name;
}

async function restart(config: Config): Promise<void> {
  if (!runs(config.instance)) return say('It takes effect with the next npm start.');
  const running = await attach(config);
  const pid = running.pid('cms');
  running.kill('cms', 'SIGTERM');
  while (running.pid('cms') === pid) await new Promise((again) => setTimeout(again, 50));
  await running.waitHealthy('cms');
  say('The record plane has started again; open workbenches show it by themselves.');
}

const commands: Readonly<Record<string, (config: Config, names: readonly string[]) => Promise<void> | void>> = {
  list(config) {
    const read = readStoredTypes(config.instance.paths.types);
    if (!read.length) say(`There are none in ${config.instance.paths.types}.`);
    for (const one of read)
      say('type' in one ? `${one.type.info.singularName}  ${one.type.info.displayName}` : `${one.file} is left out: ${one.why}`);
  },
  async import(config, files) {
    if (!files.length) throw new Trouble('npm run types -- import <schema.json> …');
    for (const file of files) say(`Imported: ${importOne(config, file)}`);
    await restart(config);
  },
  async remove(config, names) {
    for (const name of names) {
      if (!existsSync(fileOf(config, name))) throw new Trouble(`There is no content type ${name} among those that are data.`);
      rmSync(fileOf(config, name));
      say(`Removed: ${name}. Its rows stay in the database.`);
    }
    await restart(config);
  },
  export(config, [name = '']) {
    const code = join(config.root, 'cms/src/api', name, 'content-types', name, 'schema.json');
    const file = [fileOf(config, name), code].find((path) => name && existsSync(path));
    if (!file) throw new Trouble(`There is no content type ${name}.`);
    say(readFileSync(file, 'utf8').trimEnd());
  },
};

main(async () => {
  const [command = 'list', ...names] = process.argv.slice(2);
  const work = commands[command];
  if (!work) throw new Trouble(`There is no "${command}". There are: ${Object.keys(commands).join(', ')}.`);
  await work(ownConfig(), names);
});
