import type { EmbeddedPage, EmbeddedPlace } from '@zuoxi/contracts';
import { useServices } from '../services';
import { useFresh } from '../../kit/fresh';

const key = ['embedded-pages'] as const;
const none: EmbeddedPage[] = [];

export function useEmbeddedPages() {
  const { frame } = useServices();
  return useFresh({ type: 'embedded-page', key, ask: (signal) => frame.embeddedPages(signal) });
}

/** The pages of my groups that stand there, in their order. */
export const useEmbedded = (place: EmbeddedPlace): EmbeddedPage[] =>
  (useEmbeddedPages().data ?? none).filter((page) => page.place === place);

export const embedPath = (id: string): string => `/embed/${id}`;
