/**
 * The call record as business admins see it in the content manager: flat, readable columns; the rest is `details`. Rows are written by SQL alone
 * (`feed/store.ts`). Times are \`timestamptz\`, so that they mean the same in every time zone a server may run in.
 */
const label = (zh: string, en: string) => ({ pluginOptions: { workbench: { label: { zh, en } } } });
const text = (zh: string, en: string) => ({ type: 'string', ...label(zh, en) });
const time = (zh: string, en: string) => ({
  type: 'datetime',
  column: { args: [{ useTz: true, precision: 3 }] },
  ...label(zh, en),
});
const ms = (zh: string, en: string) => ({ type: 'integer', ...label(zh, en) });

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
      direction: text('方向', 'Direction'),
      ani: text('主叫', 'Caller'),
      dnis: text('被叫', 'Called'),
      queueName: text('队列', 'Queue'),
      agentNumber: text('工号', 'Agent number'),
      agentName: text('坐席', 'Agent'),
      type: text('类型', 'Type'),
      outcome: text('结果', 'Outcome'),
      endingCause: text('挂断原因', 'Cause'),
      endingOwner: text('挂断方', 'Ended by'),
      durationMs: ms('总时长（毫秒）', 'Duration (ms)'),
      ringMs: ms('振铃（毫秒）', 'Ringing (ms)'),
      talkMs: ms('通话（毫秒）', 'Talking (ms)'),
      holdMs: ms('保持（毫秒）', 'On hold (ms)'),
      queuedAt: time('入队时间', 'Queued'),
      ringingAt: time('振铃时间', 'Ringing'),
      answeredAt: time('应答时间', 'Answered'),
      talkingAt: time('通话开始', 'Talking'),
      endedAt: time('结束时间', 'Ended'),
      hasRecording: { type: 'boolean', default: false, ...label('有录音', 'Recorded') },
      number: text('客户号码', "Customer's number"),
      numberMasked: text('客户号码（脱敏）', "Customer's number, masked"),
      callId: text('通话标识', 'Call id'),
      tenant: text('租户标识', 'Tenant id'),
      queue: text('队列标识', 'Queue id'),
      agent: text('坐席标识', 'Agent id'),
      details: { type: 'json', ...label('详情', 'Details') },
    },
  },
};
