/**
 * The call record as lists of the workbench and business admins in the content manager see it: flat, readable columns; the rest is `details`. Rows are
 * written by SQL alone (`feed/store.ts`). Times are `timestamptz`, so that they mean the same in every time zone a server may run in. `callId` opens the
 * call's page; numbers have stars for whoever may not see them (D25).
 */
import type { Label } from '@zuoxi/contracts';
import { directions, outcomes, owners, types } from './words';

const said = (zh: string, en: string, more: object = {}) => ({ pluginOptions: { workbench: { label: { zh, en }, ...more } } });
const hidden = { hidden: true };
const text = (zh: string, en: string, more?: object) => ({ type: 'string', ...said(zh, en, more) });
const time = (zh: string, en: string) => ({
  type: 'datetime',
  column: { args: [{ useTz: true, precision: 3 }] },
  ...said(zh, en),
});
const duration = (zh: string, en: string) => ({ type: 'integer', ...said(zh, en, { duration: true }) });
const oneOf = (zh: string, en: string, choices: Readonly<Record<string, Label>>) => ({
  type: 'enumeration',
  enum: Object.keys(choices),
  ...said(zh, en, { choices }),
});

export const callRecordName = 'call-record';

const workbench = {
  name: callRecordName,
  label: { zh: '话单', en: 'Call detail records' },
  icon: 'order',
  position: 10,
  menu: 'group', // one's own calls have a page for everybody
  title: 'number',
  columns: [
    'startedAt',
    'type',
    'direction',
    'number',
    'line',
    'queueName',
    'agentName',
    'outcome',
    'ringMs',
    'talkMs',
    'durationMs',
    'hasRecording',
    'subjectId', // most calls are about nothing
  ],
  filters: ['startedAt', 'type', 'direction', 'agentNumber', 'number', 'line', 'queueName', 'outcome', 'talkMs', 'hasRecording'],
  sort: { field: 'startedAt', order: 'desc' },
  readOnly: true,
  // D11; a message in a queue is for each who serves it (REC-11)
  partakers: { table: 'call_agents', row: 'call_id', queue: 'queue', everybodys: { column: 'outcome', is: 'voicemail' } },
};

export const callRecordType = {
  schema: {
    kind: 'collectionType',
    collectionName: 'call_records',
    info: {
      singularName: 'call-record',
      pluralName: 'call-records',
      displayName: '话单',
      description: '每通电话一条，由交换机写入',
    },
    pluginOptions: { workbench },
    options: { draftAndPublish: false },
    indexes: [
      { name: 'call_records_tenant_call_unique', columns: ['tenant', 'call_id'], type: 'unique' },
      // no index here may name `id`: Strapi's inspector leaves that column out, finds the index changed, and fails to make it again
      { name: 'call_records_tenant_started_call', columns: ['tenant', 'started_at', 'call_id'] },
      { name: 'call_records_tenant_outcome', columns: ['tenant', 'outcome', 'started_at', 'call_id'] },
      { name: 'call_records_tenant_number', columns: ['tenant', 'number', 'started_at'] },
    ],
    attributes: {
      startedAt: time('开始时间', 'Started'),
      direction: oneOf('方向', 'Direction', directions),
      number: text('客户号码', "Customer's number", { phone: true, mask: true }),
      line: text('接入号', 'Our number'),
      queueName: text('队列', 'Queue'),
      agentNumber: text('工号', 'Agent number', { search: true }),
      agentName: text('坐席', 'Agent', { search: true }),
      type: oneOf('类型', 'Type', types),
      outcome: oneOf('结果', 'Outcome', outcomes),
      endingOwner: oneOf('挂断方', 'Ended by', owners),
      ringMs: duration('振铃时长', 'Ringing'),
      talkMs: duration('通话时长', 'Talking'),
      holdMs: duration('保持时长', 'On hold'),
      durationMs: duration('总时长', 'Duration'),
      queuedAt: time('入队时间', 'Queued'),
      ringingAt: time('振铃时间', 'Rang'),
      answeredAt: time('应答时间', 'Answered'),
      talkingAt: time('通话开始', 'Talked from'),
      endedAt: time('结束时间', 'Ended'),
      hasRecording: { type: 'boolean', default: false, ...said('有录音', 'Recorded') },
      subjectId: text('关于', 'About', { subject: 'subjectType' }),
      subjectType: text('关于的类型', 'Type it is about', hidden),
      callId: text('通话标识', 'Call id'),
      endingCause: text('挂断原因', 'Cause', hidden),
      ani: text('主叫', 'Caller', hidden),
      dnis: text('被叫', 'Called', hidden),
      numberMasked: text('客户号码（脱敏）', "Customer's number, masked", hidden),
      tenant: text('租户标识', 'Tenant id', hidden),
      queue: text('队列标识', 'Queue id', hidden),
      agent: text('坐席标识', 'Agent id', hidden),
      details: { type: 'json', ...said('详情', 'Details', hidden) },
    },
  },
};
