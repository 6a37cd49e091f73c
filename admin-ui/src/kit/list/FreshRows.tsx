import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useServices } from '../services';
import { usePick } from '../../lib/use-store';

/** Rows that somebody else changed are asked for again; what is on the screen stays until the answer is here. */
export function FreshRows({ type }: { type: string }) {
  const { platform } = useServices();
  const client = useQueryClient();
  const times = usePick(platform.rows, (all) => all.get(type) ?? 0);
  const seen = useRef(times);
  useEffect(() => {
    if (seen.current === times) return;
    seen.current = times;
    void client.invalidateQueries({ queryKey: [type] });
  }, [client, type, times]);
  return null;
}
