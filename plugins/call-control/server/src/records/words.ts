/** The codes of a call record in words, as the workbench's lists say them. */
import type { CallType, Direction, Label, Outcome, Owner } from '@zuoxi/contracts';

const words = (zh: string, en: string): Label => ({ zh, en });

export const directions: Readonly<Record<Direction, Label>> = {
  inbound: words('呼入', 'Inbound'),
  outbound: words('呼出', 'Outbound'),
  internal: words('内部', 'Internal'),
};

/** CDR-29 */
export const types: Readonly<Record<CallType, Label>> = {
  success: words('成功', 'Success'),
  failed: words('失败', 'Failed'),
  missed: words('漏接', 'Missed'),
};

export const outcomes: Readonly<Record<Outcome, Label>> = {
  normal: words('正常', 'Normal'),
  abandonedInQueue: words('排队放弃', 'Gave up in queue'),
  abandonedRinging: words('振铃放弃', 'Gave up ringing'),
  noAgentOnline: words('无坐席在线', 'No agent online'),
  voicemail: words('语音留言', 'Voicemail'),
  noAnswer: words('无人接听', 'No answer'),
  busy: words('通话中', 'Busy'),
  rejected: words('拒接', 'Rejected'),
  unreachable: words('关机或不在服务区', 'Off or out of reach'),
  unknownNumber: words('空号', 'No such number'),
  lineError: words('线路故障', 'Line fault'),
  callerCancelled: words('主叫取消', 'Caller cancelled'),
};

export const owners: Readonly<Record<Owner, Label>> = {
  customer: words('客户', 'Customer'),
  agent: words('坐席', 'Agent'),
  carrier: words('线路', 'Carrier'),
  system: words('系统', 'System'),
  supervisor: words('班长', 'Supervisor'),
};
