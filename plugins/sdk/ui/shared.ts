import type * as react from 'react';
import type * as jsx from 'react/jsx-runtime';
import type { Pieces } from './pieces';

/** Set by the workbench before it loads the first plugin: a second copy of React could not draw into the first one's tree. */
export type Shared = { react: typeof react; jsx: typeof jsx; pieces: Pieces };

declare global {
  var zuoxi: Shared;
}
