/** Words of the session zone (WB-08, WB-10). */
export const sessions = {
  title: 'Sessions',
  kind: { external: 'External', internal: 'Internal' },
  running: 'In hand',
  ended: 'Ended',
  none: { external: 'No call in hand', internal: 'No call with a colleague' },
  noneEnded: { external: 'No calls today yet', internal: 'No calls with colleagues today' },
  collapse: 'Collapse the sessions',
  expand: 'Expand the sessions',
};
