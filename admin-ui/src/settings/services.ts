import { servicesOf, type KitServices } from '../kit/services';
import type { AuditLog } from './audit/audit-log';
import type { Operator } from './operator/operator';
import type { OutboxClient } from './outbox/outbox-client';

export type SettingsServices = Pick<KitServices, 'session' | 'platform' | 'toasts'> & {
  auditLog: AuditLog;
  operator: Operator;
  messages: OutboxClient;
};
export const useServices = servicesOf<SettingsServices>();
