/** This module's page, by its address on the workbench. */
export const workPage = 'work';
export const workPath = '/x/campaigns/work';
export const callPath = (id: string): string => `/calls/${id}`;
