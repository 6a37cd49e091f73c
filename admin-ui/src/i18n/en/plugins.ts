/** Words of plugins: their page in the settings, and what stands where one broke. */
export const plugins = {
  title: 'Plugins',
  none: 'No plugin is installed. Put its folder into plugins/ and start again.',
  on: 'On',
  consequence: 'On: every agent of this enterprise has it at once. Off: its pages and routes vanish at once, its data stay.',
  settings: 'Settings',
  save: 'Save',
  saved: 'Saved.',
  secretSet: 'Set; type a new one to replace it',
  secretForget: 'Forget it',
  broken: 'The plugin %{plugin} broke here. Everything else goes on.',
  noPage: 'This page belongs to a plugin that is off.',
  sentence: '%{sentence}',
  failed: 'Not saved. Try again in a moment.',
  wrong: 'This does not fit',
  away: 'The server cannot be reached. Open this page again in a moment; calls go on.',
};
