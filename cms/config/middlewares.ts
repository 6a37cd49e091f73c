import { instance } from '../src/config';

/** Names in Strapi's order. CORS allows nobody: nginx serves everything on one origin. */
const policy = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"], // styled-components writes <style>
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'", 'data:'],
    'media-src': ["'self'", 'blob:'],
    'connect-src': ["'self'"],
    'worker-src': ["'self'", 'blob:'],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'self'"],
  },
};

export default [
  // it writes its line for every request before anybody asks whether that level is wanted
  ...(instance.logLevel === 'debug' ? ['strapi::logger'] : []),
  'strapi::errors',
  'plugin::accounts.odd-requests',
  { name: 'strapi::security', config: { contentSecurityPolicy: policy, hsts: false } },
  { name: 'strapi::cors', config: { origin: [] } },
  'strapi::session',
  'strapi::query',
  // it runs before anybody is known; forms with files are read by the routes that declare it (workbench, `receives-files`)
  { name: 'strapi::body', config: { multipart: false, jsonLimit: '1mb', formLimit: '1mb', textLimit: '1mb' } },
  'plugin::accounts.odd-bodies',
  'strapi::favicon',
  'strapi::public',
];
