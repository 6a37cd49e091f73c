import { useLayoutEffect, useRef, useState } from 'react';

/** How wide a box is, px; while it is hidden, how wide it was. 0 before it is there. */
export function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const look = (): void => setWidth((before) => box.clientWidth || before);
    const sizes = new ResizeObserver(look);
    sizes.observe(box);
    look();
    return () => sizes.disconnect();
  }, []);
  return { ref, width };
}
