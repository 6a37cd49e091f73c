#!/usr/bin/env node
/** The record plane in production: one process, so that runit's signals reach it. */
const { mkdirSync } = require('node:fs');
const { join } = require('node:path');

process.env.NODE_ENV ??= 'production';
process.env.STRAPI_TELEMETRY_DISABLED ??= 'true';

const { hasSecrets, instance } = require('./dist/src/config');
if (!hasSecrets) {
  console.error(`${instance.paths.secrets} is missing: \`npm start\` makes it.`);
  process.exit(1);
}

// Strapi's upload plugin keeps files in `uploads` below the public folder, and wants it there before any plugin of ours runs.
mkdirSync(join(instance.paths.uploads, 'uploads'), { recursive: true });

const { createStrapi } = require('@strapi/strapi');
const strapi = createStrapi({ appDir: __dirname, distDir: join(__dirname, 'dist') });

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'])
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    strapi.stop(0);
  });

strapi.start();
