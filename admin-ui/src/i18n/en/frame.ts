/** Words of home, announcements, and other systems' pages. */
export const frame = {
  home: {
    basic: 'Basic info',
    number: 'Number',
    name: 'Name',
    firstGroup: '1st group',
    secondGroup: '2nd group',
    role: 'Role',
    schedule: 'Schedule',
    tasks: 'Work tasks',
    empty: {
      schedule: 'Nothing planned. Call-backs and reminders will stand here by time.',
      tasks: 'No work tasks. Call-backs and outbound tasks that are given to you will stand here.',
    },
    move: 'Move “%{label}”',
    moveHelp: 'Drag, or click to choose',
    moveBy: { up: 'Up', down: 'Down', across: 'To the other column' },
    refresh: 'Refresh “%{label}”',
    fold: 'Fold “%{label}”',
    unfold: 'Unfold “%{label}”',
  },
  announcements: {
    title: 'Announcements',
    all: 'All announcements',
    pinned: 'Pinned',
    none: 'No announcements.',
    away: 'Announcements cannot be had just now; trying again.',
  },
  embedded: {
    side: 'Right column',
    gone: 'This page was taken away, or your groups do not use it.',
    away: 'The page’s settings cannot be had just now; trying again.',
  },
};
