import { Component, Suspense, type ErrorInfo, type ReactNode } from 'react';
import { useWords } from '../../i18n/use-words';
import { Sentence } from '../card';
import { useServices } from '../services';

type GuardProps = { children: ReactNode; broken: ReactNode; tell(error: Error): void };

/** What a plugin draws may break: its place says so, everything around it goes on. */
class PluginGuard extends Component<GuardProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error, _info: ErrorInfo): void {
    this.props.tell(error);
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.broken : this.props.children;
  }
}

/** One contribution, which may be loaded late; `key` it by plugin and id. */
export function Guarded({ plugin, where, children }: { plugin: string; where: string; children: ReactNode }) {
  const { plugins } = useServices();
  const t = useWords();
  return (
    <PluginGuard
      broken={<Sentence alert>{t('plugins.broken', { plugin })}</Sentence>}
      tell={(error) => plugins.trouble(plugin, where, error)}
    >
      <Suspense fallback={<Sentence>{t('ra.page.loading')}</Sentence>}>{children}</Suspense>
    </PluginGuard>
  );
}
