#!/usr/bin/env node
/** The record plane with the content-type builder open: started by `npm run design`, which compiles and starts it again when the builder wrote something. */
const { mkdirSync } = require('node:fs');
const { join } = require('node:path');

process.env.STRAPI_TELEMETRY_DISABLED ??= 'true';
const { instance } = require('./dist/src/config');
mkdirSync(join(instance.paths.uploads, 'uploads'), { recursive: true });

const { createStrapi } = require('@strapi/strapi');
const strapi = createStrapi({ appDir: __dirname, distDir: join(__dirname, 'dist'), autoReload: true });

for (const signal of ['SIGTERM', 'SIGINT'])
  process.on(signal, () => {
    if (signal === 'SIGTERM') strapi.stop(0); // Ctrl-C reaches the whole group; who started this decides
  });
process.on('disconnect', () => strapi.stop(0));
strapi.start();
