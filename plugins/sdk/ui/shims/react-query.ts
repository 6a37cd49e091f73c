/** In a plugin's bundle this stands for `@tanstack/react-query`. */
import '../shared';

export const { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } = globalThis.zuoxi.query;
