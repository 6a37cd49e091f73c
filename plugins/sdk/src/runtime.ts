/** For the workbench plugin, which serves the others. */
export { addPlugin, pluginsOf, setRuntime, type Runtime } from './registry';
export { settingsForm, secretsOf } from './settings';
