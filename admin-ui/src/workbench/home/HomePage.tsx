import Box from '@mui/material/Box';
import { useCallback, useState } from 'react';
import { useServices } from '../services';
import { useStore } from '../../lib/use-store';
import { arranged, folded, movedBy, placed, sides, type Side } from './layout';
import { dragged, Panel, type HomePanel } from './Panel';

/** Home: the person's own day in panels that stand where he wants them (WB-01). */
export function HomePage({ panels }: { panels: readonly HomePanel[] }) {
  const { homeLayout } = useServices();
  const layout = useStore(homeLayout);
  const [rounds, setRounds] = useState<Readonly<Record<string, number>>>({});
  const now = arranged(layout, panels);
  const byId = new Map(panels.map((panel) => [panel.id, panel]));
  const drop = (id: string, side: Side, before: string | null): void => {
    if (byId.has(id)) homeLayout.set(placed(layout, panels, id, side, before));
  };
  const again = useCallback((id: string) => setRounds((all) => ({ ...all, [id]: (all[id] ?? 0) + 1 })), []);
  const refreshOf = ({ id, refresh }: HomePanel): (() => void) | undefined => {
    if (refresh === 'anew') return () => again(id);
    return refresh ?? undefined;
  };
  return (
    <Box sx={{ p: 1.5, display: 'grid', gap: 1.5, gridTemplateColumns: '300px minmax(0, 1fr)', alignItems: 'stretch' }}>
      {sides.map((side) => (
        <Box
          key={side}
          onDragOver={(e) => e.dataTransfer.types.includes(dragged) && e.preventDefault()}
          onDrop={(e) => drop(e.dataTransfer.getData(dragged), side, null)}
          sx={{ display: 'grid', gap: 1.5, minWidth: 0, alignContent: 'start' }}
        >
          {now[side].map((id) => {
            const panel = byId.get(id);
            return (
              panel && (
                <Panel
                  key={id}
                  id={id}
                  label={panel.label}
                  folded={layout.folded.includes(id)}
                  onFold={() => homeLayout.set(folded(layout, id))}
                  onRefresh={refreshOf(panel)}
                  onDrop={(from) => drop(from, side, id)}
                  mover={(move) => {
                    const next = movedBy(layout, panels, id, move);
                    return next && (() => homeLayout.set(next));
                  }}
                >
                  <Box key={rounds[id] ?? 0} sx={{ minWidth: 0 }}>
                    {panel.shows}
                  </Box>
                </Panel>
              )
            );
          })}
        </Box>
      ))}
    </Box>
  );
}
