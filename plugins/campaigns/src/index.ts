/** 外呼任务: whom an agent calls, and what came of it. What it answers: contract.ts. */
import { AddCustomerBody, ContactBody } from './contract';
import { definePlugin, route } from '@zuoxi/plugin';
import { historyOf, recordContact } from './contact';
import { demo } from './demo';
import { myCampaigns } from './mine';
import { countDialled, nextCustomer } from './next';
import { addCustomer, fetchCustomers } from './take';
import { rights } from './rights';
import { types } from './types';

export default definePlugin({
  name: 'campaigns',
  label: { zh: '外呼任务', en: 'Campaigns' },
  about: { zh: '按名单外呼客户，记录每次联系的结果。', en: 'Calls customers from a list and keeps what came of each call.' },
  types,
  rights,
  demo,
  rows: {
    // what is set up for a campaign shows where its customers do, also to agents, who see no settings
    campaign: (_, kit) => kit.changed('campaign-customer'),
    'campaign-result': (_, kit) => kit.changed('campaign-customer'),
  },
  routes: [
    route({ method: 'GET', path: '/', run: async (call) => ({ data: await myCampaigns(call) }) }),
    route({ method: 'POST', path: '/:campaign/fetch', run: async (call) => ({ fetched: await fetchCustomers(call) }) }),
    route({ method: 'POST', path: '/:campaign/next', run: async (call) => ({ customer: await nextCustomer(call) }) }),
    route({
      method: 'POST',
      path: '/:campaign/customers',
      body: AddCustomerBody,
      run: async (call) => ({ id: await addCustomer(call) }),
    }),
    route({ method: 'POST', path: '/customers/:id/dialled', run: countDialled }),
    route({ method: 'POST', path: '/customers/:id/contact', body: ContactBody, run: recordContact }),
    route({ method: 'GET', path: '/customers/:id/history', run: async (call) => ({ data: await historyOf(call) }) }),
  ],
});
