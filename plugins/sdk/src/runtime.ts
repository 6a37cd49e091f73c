/** For the workbench plugin, which serves the others. */
export { addPlugin, pluginsOf, runtimeOf, setRuntime, type Runtime } from './registry';
export { settingsForm, secretsOf } from './settings';
export { askOutside } from '@zuoxi/record-plane';
