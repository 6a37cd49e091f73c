/** Prometheus text, without a library: six gauges do not need one. Source: prometheus.io/docs/instrumenting/exposition_formats. */
import type { World } from '../core';

export function metricsOf(world: World, workbenches: number): string {
  const activities = { idle: 0, offered: 0, talking: 0, wrapUp: 0 };
  for (const a of world.agents.values()) if (a.intent.kind !== 'signedOut') activities[a.activity.kind] += 1;
  const waiting = [...world.waiting].map(([queue, heap]) => `zuoxi_queue_waiting{queue="${queue}"} ${heap.size}`);
  return [
    '# TYPE zuoxi_calls gauge',
    `zuoxi_calls ${world.calls.size}`,
    '# TYPE zuoxi_workbenches gauge',
    `zuoxi_workbenches ${workbenches}`,
    '# TYPE zuoxi_agents gauge',
    ...Object.entries(activities).map(([activity, n]) => `zuoxi_agents{activity="${activity}"} ${n}`),
    '# TYPE zuoxi_queue_waiting gauge',
    ...waiting,
    '# TYPE zuoxi_events_total counter',
    `zuoxi_events_total ${world.seq}`,
    '',
  ].join('\n');
}
