/** The map of a customer's address (EXT-01 to EXT-04). The whole plugin is made with the contract alone: docs/plugins.md. */
import { definePlugin } from '@zuoxi/plugin';

export default definePlugin({
  name: 'map',
  label: { zh: '地图', en: 'Map' },
  about: { zh: '查客户地址，规划路线', en: "Finds a customer's address and the way there" },
});
