/** What roles begin with. Customers are fetched, assigned, or added where the campaign allows it (CMP-05): who sees numbers makes them, leaders assign them. */
import type { PluginDefinition } from '@zuoxi/plugin';

export const rights: PluginDefinition['rights'] = {
  types: {
    leader: {
      campaign: { read: 'all', create: true, update: 'all' },
      'campaign-result': { read: 'all' },
      'campaign-customer': { read: 'group', update: 'group' },
    },
    quality: { campaign: { read: 'all' }, 'campaign-result': { read: 'all' } },
    agent: { 'campaign-customer': { read: 'own', update: 'own' } },
  },
};
