/** The one web origin: nginx.conf of an instance. */
import { join } from 'node:path';
import { isLoopback, type Instance } from '@zuoxi/contracts/environment';
import { strict } from './nginx-headers';
import { workerConnections, zones } from './nginx-limits';
import { locations } from './nginx-locations';
import { quoted } from './nginx-quoted';
import type { Site } from './service';

const tls = ({ paths }: Instance): string => `ssl_certificate ${quoted(join(paths.tls, 'cert.pem'))};
    ssl_certificate_key ${quoted(join(paths.tls, 'key.pem'))};
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:tls:5m;`;

/**
 * On this machine alone: the same over http and https. On a network both ports speak TLS, and plain http (497, nginx's own number) is led to https on the
 * https port. The http port speaks TLS too because of HSTS: a browser then asks `http://name:8080` as `https://name:8080` (RFC 6797 §8.3).
 */
function servers(site: Site): string {
  const { host, web, webs } = site.instance;
  const origin = `    server_name _;
    ${tls(site.instance)}
    ${strict}`;
  if (isLoopback(host))
    return `  server {
    listen ${host}:${web};
    listen ${host}:${webs} ssl;
${origin}
${locations(site)}
  }`;
  const toHttps = `https://$host:${webs}$request_uri`;
  return `  server {
    listen ${host}:${web} ssl;
${origin}
    error_page 497 =301 ${toHttps};
    return 301 ${toHttps};
  }
  server {
    listen ${host}:${webs} ssl;
${origin}
    error_page 497 =301 ${toHttps};
${locations(site)}
  }`;
}

/**
 * The whole nginx.conf. Only what is named here is reachable: the switch's /feed, /metrics and /health, Kamailio's RPC and everything else stay on
 * loopback.
 */
export function nginxConfiguration(site: Site): string {
  const { paths, ports, host } = site.instance;
  const { run } = paths;
  return `daemon off;
worker_processes 2;
worker_rlimit_nofile ${workerConnections + 384};
pid ${quoted(join(run, 'nginx.pid'))};
error_log stderr warn;
events { worker_connections ${workerConnections}; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  keepalive_timeout 65s;
  client_header_timeout 10s;
  client_body_timeout 20s;
  send_timeout 30s;
  reset_timedout_connection on;
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
  # a name that means another machine each time must not be held to https everywhere (a tunnel to a server of a network)
  map $host $hsts { default ${isLoopback(host) ? "''" : "'max-age=31536000'"}; localhost ''; }
${zones()}
  upstream cms { server 127.0.0.1:${ports.cms}; keepalive 32; }
  upstream api { server 127.0.0.1:${ports.api}; }
  upstream sipWs { server 127.0.0.1:${ports.sipWs}; }
${servers(site)}
}
`;
}
