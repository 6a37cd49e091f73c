import { Component, type ErrorInfo, type ReactNode } from 'react';

type Props = { children: ReactNode; broken: ReactNode; tell(error: Error): void };

/** What a plugin draws may break: its place says so, everything around it goes on. */
export class PluginGuard extends Component<Props, { failed: boolean }> {
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
