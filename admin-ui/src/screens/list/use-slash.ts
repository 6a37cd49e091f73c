import { useEffect, type RefObject } from 'react';

/** `/` leads to the search of the page in sight, where it is no letter. */
export function useSlash(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const at = event.target instanceof HTMLElement ? event.target : null;
      const typing = at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.closest('[role=dialog]'));
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      if (!input.current?.offsetParent) return; // another tab's page
      event.preventDefault();
      input.current.focus();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [input]);
}
