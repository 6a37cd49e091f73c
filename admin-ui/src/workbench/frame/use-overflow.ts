import { useCallback, useEffect, useRef, useState } from 'react';

/** Whether a scrolling box hides something above or below (or before or after), and a way to bring it in sight. */
export function useOverflow(axis: 'y' | 'x' = 'y') {
  const ref = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState({ up: false, down: false });
  const look = useCallback(() => {
    const box = ref.current;
    if (!box) return;
    const [at, size, all] =
      axis === 'y' ? [box.scrollTop, box.clientHeight, box.scrollHeight] : [box.scrollLeft, box.clientWidth, box.scrollWidth];
    const next = { up: at > 1, down: at + size < all - 1 };
    setHidden((before) => (before.up === next.up && before.down === next.down ? before : next));
  }, [axis]);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const sizes = new ResizeObserver(look);
    const content = new MutationObserver(look);
    sizes.observe(box);
    content.observe(box, { childList: true, subtree: true });
    box.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      sizes.disconnect();
      content.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, [look]);
  const scroll = (way: 1 | -1): void => {
    const box = ref.current;
    if (axis === 'y') box?.scrollBy({ top: way * box.clientHeight * 0.7 });
    else box?.scrollBy({ left: way * box.clientWidth * 0.7 });
  };
  return { ref, ...hidden, scroll };
}
