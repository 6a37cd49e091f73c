/** The one web origin: who answers which path (design §1). */
import { join } from 'node:path';
import type { Site } from './service';

type Upstream = 'cms' | 'api' | 'sipWs';

/** What Strapi's admin panel asks for besides /admin; found by listing the routes of a running server. */
const cmsPaths = [
  'api',
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

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'", // emotion writes <style>
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
  'frame-src http: https:', // other systems' pages (EXT-05); which ones is said by rows, not by this file
].join('; ');

/** nginx takes `add_header` from the innermost block that has any, so every block that adds one repeats these. */
const common = [
  'X-Content-Type-Options nosniff',
  'Referrer-Policy same-origin',
  'Permissions-Policy "microphone=(self), camera=(), geolocation=()"',
];
const headers = (...more: string[]): string => [...common, ...more].map((h) => `add_header ${h} always;`).join(' ');
const page = headers('X-Frame-Options SAMEORIGIN', `Content-Security-Policy "${policy}"`, 'Cache-Control no-cache');

const forwarded = [
  'proxy_set_header Host $http_host;',
  'proxy_set_header X-Real-IP $remote_addr;',
  'proxy_set_header X-Forwarded-For $remote_addr;', // what the client claims is not passed on
  'proxy_set_header X-Forwarded-Proto $scheme;',
  'proxy_set_header X-Forwarded-Host $http_host;',
  'proxy_set_header X-Forwarded-Port $server_port;',
].join(' ');

const socket = (path: string, to: Upstream, target: string): string =>
  `location = /${path} { proxy_pass http://${to}${target}; ${forwarded} proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $upgraded; proxy_read_timeout 1h; proxy_send_timeout 1h; proxy_buffering off; }`;

const quoted = (path: string): string => `"${path.replaceAll('"', '\\"')}"`;

/**
 * The whole nginx.conf. Only what is named here is reachable: the switch's /feed, /metrics and /health, Kamailio's RPC and everything else stay on
 * loopback.
 */
export function nginxConfiguration({ instance, root }: Site): string {
  const { paths, ports, host, web, webs } = instance;
  const run = paths.run;
  const ui = join(root, 'admin-ui/dist');
  return `daemon off;
worker_processes 2;
pid ${quoted(join(run, 'nginx.pid'))};
error_log stderr warn;
events { worker_connections 4096; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  keepalive_timeout 65s;
  client_header_timeout 15s;
  client_body_timeout 60s;
  client_max_body_size 2m;
  large_client_header_buffers 4 16k;
  proxy_http_version 1.1;
  proxy_connect_timeout 3s;
  gzip on;
  gzip_vary on;
  gzip_min_length 1024;
  gzip_types text/css application/javascript application/json image/svg+xml;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((t) => `  ${t}_temp_path ${quoted(join(run, 'nginx', t))};`).join('\n')}
  map $http_upgrade $upgraded { default upgrade; '' ''; }
  upstream cms { server 127.0.0.1:${ports.cms}; keepalive 32; }
  upstream api { server 127.0.0.1:${ports.api}; }
  upstream sipWs { server 127.0.0.1:${ports.sipWs}; }
  server {
    listen ${host}:${web};
    listen ${host}:${webs} ssl;
    server_name _;
    ssl_certificate ${quoted(join(paths.tls, 'cert.pem'))};
    ssl_certificate_key ${quoted(join(paths.tls, 'key.pem'))};
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:tls:5m;
    root ${quoted(ui)};
    error_page 502 504 =503 @away;
    location @away { default_type application/json; ${headers('Cache-Control no-store')} return 503 '{"data":null,"error":{"status":503,"name":"ServiceUnavailable","message":"restarting"}}'; }

    ${socket('live', 'api', '/live')}
    ${socket('sip', 'sipWs', '/')}
    location ~ ^/(?:${cmsPaths.join('|')})(?:/|$) { proxy_pass http://cms; ${forwarded} proxy_set_header Connection ""; proxy_read_timeout 300s; client_max_body_size 200m; }
    location /sounds/ { alias ${quoted(`${paths.sounds}/`)}; ${headers('Cache-Control "public, max-age=3600"')} }
    location /assets/ { try_files $uri =404; ${headers('Cache-Control "public, max-age=31536000, immutable"')} }
    location / { try_files $uri /index.html; ${page} }
  }
}
`;
}
