/** Words of the operator's own page and of the line above an enterprise that an operator works in. */
export const operator = {
  title: 'Enterprises',
  consequence:
    'Inside you work with the permissions of an admin, for eight hours at most; coming, leaving and the reason are in both audit logs.',
  none: 'No enterprise yet. Make one in the list of enterprises first.',
  column: { code: 'Code', name: 'Name' },
  enter: 'Enter',
  enterTitle: 'Enter %{name}',
  reason: 'Reason (the enterprise sees it)',
  admin: 'First admin',
  adminTitle: 'First admin of %{name}',
  number: 'Agent number',
  name: 'Name',
  email: 'E-mail (gets the first password)',
  made: 'The account is made, its first password sent.',
  inside: 'You act as the operator inside %{name}; everything you do is in its audit log.',
  leave: 'Leave',
};
