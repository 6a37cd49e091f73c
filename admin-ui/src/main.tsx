import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { compose } from './app/compose';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App services={compose(window)} />);
