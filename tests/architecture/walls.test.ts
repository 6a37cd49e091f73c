/** A wall that lets everything through looks like one that nobody runs into: each is run into here (design §6). */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from './support/tree';

type Probe = { path: string; code: string };

function lint(probes: readonly Probe[]): string[][] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'tests/architecture/support/lint.mjs')], {
    cwd: root,
    input: JSON.stringify(probes),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return z.array(z.array(z.string())).parse(JSON.parse(stdout));
}

const sw = 'plugins/call-control/switch/src';
/** `path`, what is planted there, and a word of the refusal. */
const violations: readonly (readonly [string, string, RegExp])[] = [
  [`${sw}/core/planted.ts`, `import '../media/ng';`, /core imports only/],
  [`${sw}/core/planted.ts`, `import 'node:fs';`, /core imports only/],
  [`${sw}/core/rules/planted.ts`, `import '../../media/ng';`, /core imports only/],
  [`${sw}/core/rules/planted.ts`, `import 'node:fs';`, /core imports only/],
  [`${sw}/core/rules/planted.ts`, `import '@zuoxi/sip';`, /core imports only/],
  [`${sw}/core/planted.ts`, `export const now = (): number => Date.now();`, /time is an argument/],
  [`${sw}/core/planted.ts`, `export const now = (): Date => new Date();`, /time is an argument/],
  [`${sw}/core/planted.ts`, `export const chance = (): number => Math.random();`, /chance is an argument/],
  [`${sw}/core/planted.ts`, `export const later = async (): Promise<void> => undefined;`, /never waits/],
  [`${sw}/core/planted.ts`, `export const later = (f: () => void): unknown => setTimeout(f, 1);`, /setTimeout/],
  ...['sip', 'media', 'edge', 'api'].flatMap((name) => [
    [`${sw}/${name}/planted.ts`, `import '../${name === 'media' ? 'sip' : 'media'}/index';`, /adapters never import/] as const,
    [`${sw}/${name}/planted.ts`, `import '../engine/engine';`, /adapters never import/] as const,
    [`${sw}/${name}/planted.ts`, `import { step } from '../core';\nstep();`, /only the engine steps/] as const,
    [`${sw}/${name}/planted.ts`, `import '../core/step';`, /only the engine steps/] as const,
    [`${sw}/${name}/planted.ts`, `import 'pg';`, /without Strapi/] as const,
    [`${sw}/${name}/planted.ts`, `import '@strapi/strapi';`, /without Strapi/] as const,
  ]),
  [`${sw}/planted.ts`, `import { step } from './core';\nstep();`, /only the engine steps/],
  [`${sw}/planted.ts`, `import 'bull';`, /without Strapi/],
  [`${sw}/engine/planted.ts`, `import '../media/ng';`, /knows no adapter/],
  [`${sw}/engine/planted.ts`, `import 'pg';`, /without Strapi/],
  ['plugins/call-control/mixer/src/planted.ts', `import '@strapi/strapi';`, /without Strapi/],
  ['plugins/call-control/sip/src/planted.ts', `import 'pg';`, /without Strapi/],
  ['plugins/call-control/rtp/src/planted.ts', `import 'ioredis';`, /without Strapi/],
  ['plugins/call-control/robot/src/planted.ts', `import '@zuoxi/switch/core';`, /only the switch holds/],
  ['plugins/call-control/server/src/planted.ts', `import '@zuoxi/switch/core';`, /only the switch holds/],
  ['admin-ui/src/planted.ts', `import '@zuoxi/switch';`, /only the switch holds/],
  ['scripts/src/planted.ts', `import '@zuoxi/switch/core';`, /only the switch holds/],
  ['plugins/campaigns/src/planted.ts', `import 'bull';`, /Redis/],
  ['cms/src/planted.ts', `import 'ioredis';`, /Redis/],
  ['plugins/contracts/src/planted.ts', `import 'pino';`, /contracts is a leaf/],
  ['plugins/record-plane/src/planted.ts', `import '@zuoxi/accounts/audit';`, /the ground floor/],
  ['plugins/record-plane/src/planted.ts', `import 'bull';`, /Redis/],
  ['plugins/call-control/server/src/planted.ts', `import '@aws-sdk/client-s3';`, /through @zuoxi\/storage/],
  ['plugins/call-control/mixer/src/planted.ts', `import '@zuoxi/storage';`, /the live plane runs without/],
  ['plugins/storage/src/planted.ts', `import '@zuoxi/record-plane';`, /storage imports contracts alone/],
  ['plugins/workbench/server/src/planted.ts', `import '@zuoxi/accounts/audit';`, /no plugin imports another/],
  ['plugins/campaigns/src/planted.ts', `import '@zuoxi/workbench';`, /a module lives by/],
  ['plugins/campaigns/src/planted.ts', `import '@zuoxi/record-plane';`, /a module lives by/],
  ['plugins/campaigns/src/planted.ts', `import '@zuoxi/map';`, /a module lives by/],
  ...[
    'admin-ui/src',
    'plugins/sdk/src',
    'plugins/accounts/server/src',
    'plugins/workbench/server/src',
    'cms/src',
    'scripts/src',
  ].map((folder) => [`${folder}/planted.ts`, `import '@zuoxi/campaigns/contract';`, /nobody names a module/] as const),
  ['cms/src/planted.ts', `import '@zuoxi/call-control/events';`, /no plugin imports another/],
  ['plugins/campaigns/src/planted.ts', `import '../../accounts/server/src/audit/audit';`, /another package/],
  ['plugins/map/src/planted.ts', `export * from '../../workbench/server/src/workbench';`, /another package/],
  ['admin-ui/src/messages/planted.tsx', `import '../records/RecordsPage';`, /knows only kit/],
  ['admin-ui/src/screens/form/planted.ts', `import '../../workbench/desk';`, /knows only kit/],
  ['admin-ui/src/settings/planted.ts', `import type { Services } from '../app/compose';`, /knows only kit/],
  ['admin-ui/src/workbench/planted.ts', `void import('../login/LoginPage');`, /knows only kit/],
  ['admin-ui/src/kit/list/planted.ts', `import '../../screens/list/TypePage';`, /kit knows only/],
  ['admin-ui/src/providers/live/planted.ts', `import '../../kit/toasts';`, /providers knows only/],
  ['admin-ui/src/messages/planted.ts', `import 'bull';`, /Redis/],
  ['plugins/campaigns/ui/planted.tsx', `import Box from '@mui/material/Box';`, /contract of screens/],
  ['plugins/campaigns/ui/planted.ts', `void import('@zuoxi/admin-ui');`, /contract of screens/],
  ['plugins/map/ui/planted.ts', `import '../../../admin-ui/src/kit/card';`, /another package/],
  ['admin-ui/src/planted.ts', `void import('../../plugins/contracts/src/ids');`, /another package/],
];

/** What stands beside a wall and must still be possible. */
const allowed: readonly Probe[] = [
  { path: `${sw}/core/rules/planted.ts`, code: `import '../model';\nimport '../../ports';\nimport '@zuoxi/contracts';` },
  { path: `${sw}/sip/planted.ts`, code: `import '../core';\nimport '../ports';\nimport './record';\nimport '@zuoxi/sip';` },
  { path: `${sw}/engine/planted.ts`, code: `import { step } from '../core';\nstep();` },
  { path: 'plugins/jobs/src/planted.ts', code: `import 'bull';` },
  { path: 'plugins/storage/src/planted.ts', code: `import '@aws-sdk/client-s3';` },
  {
    path: 'admin-ui/src/screens/form/planted.ts',
    code: `import '../list/colours';\nimport '../../kit/card';\nimport './values';`,
  },
  { path: 'plugins/campaigns/ui/planted.ts', code: `import '@zuoxi/plugin/ui';\nimport '../src/contract';\nimport 'react';` },
  { path: 'admin-ui/src/app/planted.ts', code: `import '../messages/mail';\nimport '../records/RecordsPage';` },
];

describe('the walls of design §6', () => {
  it('refuse a violation of each, and what stands beside it passes', () => {
    const said = lint([...violations.map(([path, code]) => ({ path, code })), ...allowed]);
    const holes = violations.filter(([, , words], i) => !said[i]?.some((message) => words.test(message)));
    expect(holes.map(([path, code]) => `${path}: ${code}`)).toEqual([]);
    expect(said.slice(violations.length)).toEqual(allowed.map(() => []));
  });
});
