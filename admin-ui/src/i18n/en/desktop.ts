/** Words of the screen lock and of how the screen looks. */
export const desktop = {
  lock: {
    title: 'Lock the screen',
    help: 'Choosing a reason locks at once: no calls are given, a running call goes on. Your login password unlocks.',
    note: 'In your words (optional, shown on the locked screen)',
    cancel: 'Cancel',
    locked: 'Locked',
    since: 'since %{at}',
    password: 'Login password',
    unlock: 'Unlock',
    wrong: 'The password is not right. Try again.',
  },
  preferences: {
    title: 'Look and language',
    theme: { title: 'Colours', system: 'As the system', light: 'Light', dark: 'Dark' },
    density: { title: 'Density', compact: 'Compact', comfortable: 'Comfortable' },
    language: 'Language',
  },
};
