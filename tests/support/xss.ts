/** Two hundred ways to smuggle a script into a page: each would call `stung()` if it ran. */
const call = 'stung()';
const tags = [
  `<script>${call}</script>`,
  `<img src=x onerror=${call}>`,
  `<svg onload=${call}>`,
  `<body onload=${call}>`,
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  `<details open ontoggle=${call}>x</details>`,
  `<a href="javascript:${call}">x</a>`,
  `<math><mi xlink:href="javascript:${call}">x</mi></math>`,
  `<input autofocus onfocus=${call}>`,
  `<video><source onerror=${call}></video>`,
  `<object data="javascript:${call}"></object>`,
  `<style>@import "javascript:${call}"</style>`,
  `<link rel=stylesheet href="javascript:${call}">`,
  `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
  `<form action="javascript:${call}"><button autofocus>x</button></form>`,
  `<marquee onstart=${call}>x</marquee>`,
  `[x](javascript:${call})`,
  `![x](x" onerror="${call})`,
  `{{constructor.constructor('${call}')()}}`,
  `\${${call}}`,
] as const;
const disguises: readonly ((payload: string) => string)[] = [
  (p) => p,
  (p) => p.toUpperCase().replaceAll('STUNG()', call),
  (p) => `">${p}`,
  (p) => `'>${p}`,
  (p) => `</textarea></title>${p}`,
  (p) => `-->${p}`,
  (p) => p.replaceAll('<', '<\u0000'),
  (p) => p.replaceAll('javascript:', 'java\tscript:'),
  (p) => `]]>${p}`,
  (p) => encodeURIComponent(p),
];

export const payloads: readonly string[] = disguises.flatMap((disguise) => tags.map(disguise));
