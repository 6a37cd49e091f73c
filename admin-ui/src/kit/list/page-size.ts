import type { ScreenView } from '@zuoxi/contracts';

/** Rows a page (CDR-21). */
export const pageSizes = [10, 20, 50, 100, 200] as const satisfies readonly ScreenView['pageSize'][];

export const pageSizeOf = (n: number): ScreenView['pageSize'] => pageSizes.find((size) => size === n) ?? 10;
