/** In a plugin's bundle this stands for `react/jsx-runtime`. */
import '../shared';

export const { Fragment, jsx, jsxs } = globalThis.zuoxi.jsx;
