/** Who answers which path (design §1). */
import { join } from 'node:path';
import { headers, pageHeaders } from './nginx-headers';
import { rate, share } from './nginx-limits';
import { quoted } from './nginx-quoted';
import type { Site } from './service';

type Upstream = 'cms' | 'api' | 'sipWs';

/** What Strapi's admin panel asks for; found by listing the routes of a running server. */
const panel = [
  'admin',
  'upload',
  'content-manager',
  'content-type-builder',
  'users-permissions',
  'i18n',
  'email',
  'content-releases',
  'review-workflows',
];
const panelPasswords = ['login', 'register', 'register-admin', 'forgot-password', 'reset-password', 'registration-info'];
/** Ways in of plugins/accounts/server/src/routes.ts. Strapi's router takes any case. */
const strangers = ['login', 'codes', 'captcha', 'password/reset'];

const forwarded = [
  'proxy_set_header Host $http_host;',
  'proxy_set_header X-Real-IP $remote_addr;',
  'proxy_set_header X-Forwarded-For $remote_addr;', // what the client claims is not passed on
  'proxy_set_header X-Forwarded-Proto $scheme;',
  'proxy_set_header X-Forwarded-Host $http_host;',
  'proxy_set_header X-Forwarded-Port $server_port;',
].join(' ');
const toCms = `proxy_pass http://cms; ${forwarded} proxy_set_header Connection "";`;

export function locations({ instance, root }: Site): string {
  const { paths, adminFrom } = instance;
  const ui = join(root, 'admin-ui/dist');
  // both ends ping each other more often than the timeout
  const socket = (path: 'live' | 'sip', to: Upstream, target: string): string =>
    `location = /${path} { ${share(instance, path)} proxy_pass http://${to}${target}; ${forwarded} proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $upgraded; proxy_read_timeout 2m; proxy_send_timeout 2m; proxy_buffering off; }`;
  const onlyFrom = `${adminFrom.map((from) => `allow ${from};`).join(' ')} deny all;`;
  const json = (name: string, status: number, body: object): string =>
    `location @${name} { default_type application/json; ${headers('Cache-Control no-store')} return ${status} '${JSON.stringify(body)}'; }`;
  return `    root ${quoted(ui)};
    error_page 502 504 =503 @away;
    error_page 429 @crowded;
    error_page 413 @large;
    ${json('away', 503, { data: null, error: { status: 503, name: 'ServiceUnavailable', message: 'restarting' } })}
    ${json('crowded', 429, { error: { code: 'tooManyAttempts', wait: 10 } })}
    ${json('large', 413, { error: { code: 'badRequest', message: 'too large' } })}

    ${socket('live', 'api', '/live')}
    ${socket('sip', 'sipWs', '/')}
    location = /api/workbench/changes { ${share(instance, 'stream')} ${rate('asks')} ${toCms} proxy_read_timeout 2m; proxy_buffering off; }
    # not kept here: the record plane sees the head first and refuses without reading what a stranger sends
    location = /api/workbench/files { ${share(instance, 'upload')} ${rate('asks')} ${toCms} proxy_request_buffering off; proxy_read_timeout 300s; client_max_body_size 101m; lingering_time 5s; lingering_timeout 2s; }
    location ~* ^/api/accounts/(?:${strangers.join('|')})(?:/|$) { ${share(instance, 'request')} ${rate('strangers')} ${toCms} proxy_read_timeout 60s; }
    location /api/ { ${share(instance, 'request')} ${rate('asks')} ${toCms} proxy_read_timeout 300s; }
    location ~ ^/admin/(?:${panelPasswords.join('|')})(?:/|$) { ${onlyFrom} ${share(instance, 'request')} ${rate('passwords')} ${toCms} }
    location ~ ^/(?:${panel.join('|')})(?:/|$) { ${onlyFrom} ${share(instance, 'request')} ${toCms} proxy_read_timeout 300s; }
    location /sounds/ { alias ${quoted(`${paths.sounds}/`)}; ${headers('Cache-Control "public, max-age=3600"')} }
    location /assets/ { try_files $uri =404; ${headers('Cache-Control "public, max-age=31536000, immutable"')} }
    location / { try_files $uri /index.html; ${pageHeaders} }`;
}
