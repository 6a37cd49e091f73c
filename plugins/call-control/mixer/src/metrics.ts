/** What operators watch of the mixer, in Prometheus' format, on a loopback port of its own. No label names a call, a leg or a port. */
import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Mixer } from './mixer';

const lateSeconds = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.04, 0.1, 0.5];

export class Metrics {
  readonly registry = new Registry();
  private readonly late: Histogram;
  private readonly failures: Counter;

  constructor(mixer: () => Mixer) {
    const registers = [this.registry];
    const gauge = (name: string, help: string, value: (mixer: Mixer) => number): void =>
      void new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(value(mixer()));
        },
      });
    /** Of what the mixer itself counts. It never falls, whatever becomes of a leg. */
    const counter = (name: string, help: string, value: (mixer: Mixer) => number): void => {
      let known = 0;
      void new Counter({
        name,
        help,
        registers,
        collect() {
          const now = Math.max(known, value(mixer()));
          this.inc(now - known);
          known = now;
        },
      });
    };
    gauge('zuoxi_mixer_calls', 'Calls with a plan', (m) => m.sizes().calls);
    gauge('zuoxi_mixer_legs', 'Legs that are mixed', (m) => m.sizes().legs);
    gauge('zuoxi_mixer_silent_legs', 'Legs from which nothing has come for five seconds', (m) => m.sizes().silent);
    gauge('zuoxi_mixer_recordings', 'Recordings that are written', (m) => m.sizes().recordings);
    gauge('zuoxi_mixer_worst_jitter_seconds', 'Jitter of the worst leg (RFC 3550)', (m) => m.sizes().worstJitterMs / 1000);
    counter('zuoxi_mixer_packets_total', 'RTP packets that came', (m) => m.traffic().packets);
    counter('zuoxi_mixer_packets_lost_total', 'RTP packets that did not come', (m) => m.traffic().lost);
    counter('zuoxi_mixer_strays_total', 'Datagrams from no leg, or no RTP', (m) => m.traffic().strays);
    this.failures = new Counter({ name: 'zuoxi_mixer_recording_failures_total', help: 'Recordings that broke off', registers });
    this.late = new Histogram({
      name: 'zuoxi_mixer_tick_late_seconds',
      help: 'How late a tick of 20 ms is',
      buckets: lateSeconds,
      registers,
    });
  }

  /** Event loop, memory, garbage and CPU of this process: once in its life. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  ticked(lateMs: number): void {
    this.late.observe(Math.max(0, lateMs) / 1000);
  }

  recordingFailed(): void {
    this.failures.inc();
  }

  /** Rejects with the system's error when the port cannot be had. */
  serve(port: number): Promise<Server> {
    const server = createServer((request, response) => {
      const answer = (status: number, text: string): void =>
        void response.writeHead(status, { 'content-type': this.registry.contentType }).end(text);
      if (request.url !== '/metrics') return answer(404, 'the mixer answers /metrics\n');
      this.registry.metrics().then(
        (text) => answer(200, text),
        (error: unknown) => answer(500, String(error)),
      );
    });
    return new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server)));
  }
}
