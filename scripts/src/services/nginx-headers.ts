/** What pages and files of ours say to a browser. */

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

/** RFC 6797. `$hsts` is empty where there is no https to insist on, and an empty header is not sent. */
export const strict = 'add_header Strict-Transport-Security $hsts always;';

/** nginx takes `add_header` from the innermost block that has any, so every block that adds one repeats these. */
const common = [
  'X-Content-Type-Options nosniff',
  'Referrer-Policy same-origin',
  'Permissions-Policy "microphone=(self), camera=(), geolocation=()"',
];

export const headers = (...more: string[]): string =>
  [strict, ...[...common, ...more].map((h) => `add_header ${h} always;`)].join(' ');

export const pageHeaders = headers('X-Frame-Options SAMEORIGIN', `Content-Security-Policy "${policy}"`, 'Cache-Control no-cache');
