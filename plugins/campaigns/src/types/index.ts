import { customerType } from './campaign-customer';
import { resultType } from './campaign-result';
import { campaignType } from './campaign';
import { contactType } from './contact-record';

export const types = {
  campaign: campaignType,
  'campaign-result': resultType,
  'campaign-customer': customerType,
  'contact-record': contactType,
};
