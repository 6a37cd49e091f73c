import type * as query from '@tanstack/react-query';
import type * as react from 'react';
import type * as jsx from 'react/jsx-runtime';
import type { Parts } from './parts';
import type { Pieces } from './pieces';

/** What asks and keeps answers: the workbench's own cache, so that a row that is saved here is fresh there. */
export type Query = Pick<typeof query, 'keepPreviousData' | 'useInfiniteQuery' | 'useMutation' | 'useQuery' | 'useQueryClient'>;

/** Set by the workbench before it loads the first plugin: a second copy of React could not draw into the first one's tree. */
export type Shared = { react: typeof react; jsx: typeof jsx; query: Query; pieces: Pieces; parts: Parts };

declare global {
  var zuoxi: Shared;
}
