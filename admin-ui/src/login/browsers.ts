/** ENV-03: recommended for the workbench. `public/browser.js` names the same, and from which version on. */
export const browsers = [
  { name: 'Chrome', url: 'https://www.google.cn/chrome/' },
  { name: 'Edge', url: 'https://www.microsoft.com/edge' },
  { name: 'Firefox', url: 'https://www.firefox.com/' },
] as const;
