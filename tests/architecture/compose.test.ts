import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Settings } from '@zuoxi/contracts/environment';
import { serviceNames } from '@zuoxi/scripts/services';
import { parse } from 'yaml';
import { z } from 'zod';
import { read, root } from './support/tree';

const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      build: z.object({ context: z.string(), dockerfile: z.string() }),
      command: z.array(z.string()),
      network_mode: z.literal('host'),
      environment: z.record(z.string(), z.string()),
      volumes: z.array(z.string()),
      healthcheck: z.object({ test: z.array(z.string()) }).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.unknown()),
});
const compose = Compose.parse(parse(read('docker-compose.yml'), { merge: true }));
const dockerfile = read('docker/zuoxi.Dockerfile');

// scripts/container-check.sh runs it where there is podman; what can be held without is held here.
describe('docker-compose.yml', () => {
  it('starts every process of an instance, each by the entry that runs it alone', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['prepare', ...serviceNames].sort());
    for (const [name, service] of Object.entries(compose.services)) expect(service.command).toEqual([name]);
    expect(dockerfile).toContain('ENTRYPOINT ["node", "scripts/dist/run.js"]');
    expect(existsSync(join(root, 'scripts/src/run.ts'))).toBe(true);
  });

  it('gives each the documented settings, with their defaults', () => {
    const given = Settings.parse({});
    for (const { environment } of Object.values(compose.services)) {
      expect(Object.keys(environment)).toEqual(Object.keys(Settings.shape));
      for (const [name, text] of Object.entries(environment).filter(([key]) => key !== 'ZUOXI_DATA')) {
        const standard = Object.entries(given).find(([key]) => key === name)?.[1];
        expect(text).toBe(`\${${name}:-${standard === undefined ? '' : String(standard)}}`);
      }
    }
  });

  it('asks each process, but not the preparation, whether it is well', () => {
    for (const name of serviceNames)
      expect(compose.services[name]?.healthcheck?.test).toEqual(['CMD', 'node', 'scripts/dist/run.js', name, '--healthy']);
    expect(compose.services['prepare']?.healthcheck).toBeUndefined();
  });

  it('keeps all data in one volume that exists', () => {
    for (const { volumes, build } of Object.values(compose.services)) {
      expect(volumes).toEqual(['data:/data']);
      expect(existsSync(join(root, build.dockerfile))).toBe(true);
    }
    expect(Object.keys(compose.volumes)).toEqual(['data']);
  });

  it('the image runs on the recommended Node', () => {
    expect(dockerfile).toContain(`\nARG NODE=${read('.nvmrc').trim()}\n`);
  });

  it('the image holds the packages that npm start installs', () => {
    const needs = join(root, 'scripts/bootstrap/system.mjs');
    const names: unknown = JSON.parse(
      execFileSync(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `import { needs } from ${JSON.stringify(needs)}; console.log(JSON.stringify(Object.keys(needs.base)))`,
        ],
        { encoding: 'utf8' },
      ),
    );
    const installed = /--no-install-recommends([\s\S]+?)&&/.exec(dockerfile)?.[1]?.replaceAll('\\', ' ').trim().split(/\s+/);
    expect(installed?.sort()).toEqual(z.array(z.string()).parse(names).sort());
  });
});
