import { useEffect, useRef, type RefObject } from 'react';

/** Ctrl+S saves the form in sight, wherever the focus is; a dialog above it keeps the keys to itself. */
export function useSaveKey(form: RefObject<HTMLElement | null>, save: () => void): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.code !== 'KeyS') return;
      const inDialog = event.target instanceof HTMLElement && event.target.closest('[role=dialog]');
      if (!form.current?.offsetParent || inDialog) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [form]);
}
