import { Component, type ReactNode } from 'react';

type Props = { children: ReactNode; broken: (again: () => void) => ReactNode };

/** A page that breaks takes nothing with it: the call bar, the phone and the other pages go on. */
export class PageGuard extends Component<Props, { error: Error | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    return this.state.error ? this.props.broken(() => this.setState({ error: null })) : this.props.children;
  }
}
