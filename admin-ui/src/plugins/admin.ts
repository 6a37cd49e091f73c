import {
  PluginReply,
  PluginsReply,
  Refusal,
  type FieldIssue,
  type LoginReply,
  type PluginBody,
  type PluginInfo,
} from '@zuoxi/contracts';
import type { Readable } from '../providers/store';

/** Refused values, by field. */
export class SettingsRefused extends Error {
  constructor(readonly issues: readonly FieldIssue[]) {
    super('invalid');
    this.name = 'SettingsRefused';
  }
}

/** The routes of the page of plugins. */
export class PluginAdmin {
  constructor(private readonly session: Readable<LoginReply | null>) {}

  async list(): Promise<PluginInfo[]> {
    return PluginsReply.parse(await this.ask('GET', '')).data;
  }

  async change(name: string, body: PluginBody): Promise<PluginInfo> {
    return PluginReply.parse(await this.ask('PUT', `/${name}`, body)).data;
  }

  private async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`/api/workbench/plugins${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.session.get()?.jwt ?? ''}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const { issues, code } = Refusal.parse(answer).error;
    throw issues ? new SettingsRefused(issues) : new Error(code);
  }
}
