import type { Label } from '@zuoxi/contracts';

export const words = {
  map: { zh: '地图', en: 'Map' },
  address: { zh: '地址', en: 'Address' },
  search: { zh: '搜索', en: 'Search' },
  from: { zh: '起点', en: 'Start' },
  to: { zh: '终点', en: 'End' },
  route: { zh: '查路线', en: 'Find the way' },
  unknown: { zh: '找不到这个地址，请换一种写法再试。', en: 'This address cannot be found. Please enter it differently.' },
  noWay: { zh: '这两处之间没有路线。', en: 'There is no way between these two.' },
  away: { zh: '地图服务暂时没有回应，请稍后再试。', en: 'The map service does not answer. Try again in a moment.' },
  show: { zh: '在地图上查看', en: 'Show on the map' },
  none: { zh: '这条记录没有地址。', en: 'This row has no address.' },
} as const satisfies Record<string, Label>;
