import { localStorageStore } from 'react-admin';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { compose } from './app/compose';
import { languageOf, loadWords } from './i18n/provider';

const root = document.getElementById('root');
const store = localStorageStore(undefined, 'zuoxi');
const words = await loadWords(languageOf(store.getItem('locale'))); // Chinese unless the person chose otherwise
if (root) createRoot(root).render(<App services={compose(window)} words={words} store={store} />);
