import { styled } from '@mui/material/styles';
import { useEffect, useRef } from 'react';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import type { Lock } from './screen-lock';
import { LockFace } from './LockFace';

const Cover = styled('dialog')(({ theme }) => ({
  boxSizing: 'border-box',
  width: '100vw',
  height: '100vh',
  maxWidth: 'none',
  maxHeight: 'none',
  margin: 0,
  padding: 0,
  border: 0,
  backgroundColor: theme.zuoxi.ground,
  color: theme.zuoxi.text,
  '&[open]': { display: 'grid', placeItems: 'center' },
}));

/** A modal <dialog>: the browser puts it above everything and makes everything else inert, menus and dialogs of ours included (HTML §4.11.4). */
function Closed({ lock }: { lock: Lock }) {
  const cover = useRef<HTMLDialogElement>(null);
  const t = useWords();
  useEffect(() => {
    const dialog = cover.current;
    if (!dialog) return;
    dialog.showModal();
    const stay = (): void => dialog.showModal(); // a second Escape closes a dialog whatever its page says
    dialog.addEventListener('close', stay);
    return () => {
      dialog.removeEventListener('close', stay);
      dialog.close();
    };
  }, []);
  return (
    <Cover ref={cover} aria-label={t('lock.locked')} data-testid="lock-screen" onCancel={(e) => e.preventDefault()}>
      <LockFace lock={lock} />
    </Cover>
  );
}

/** LOG-33: nothing of the workbench is seen or touched until the login password was given. */
export function LockScreen() {
  const lock = useStore(useServices().screenLock.state);
  return lock && <Closed lock={lock} />;
}
