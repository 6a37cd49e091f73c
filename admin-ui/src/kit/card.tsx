import Box from '@mui/material/Box';
import { createContext, useContext, type ReactNode } from 'react';

/** What surrounds a card on home: its handle, its buttons, and whether it is folded. Elsewhere a card has none of it. */
export type CardFrame = { handle: ReactNode; tools: ReactNode; folded: boolean };
export const CardFrameContext = createContext<CardFrame | null>(null);

/** A titled part of a page. */
export function Card({
  title,
  children,
  extra,
  testId,
  height,
}: {
  title: string;
  children: ReactNode;
  extra?: ReactNode;
  testId?: string;
  height?: number;
}) {
  const frame = useContext(CardFrameContext);
  return (
    <Box
      component="section"
      aria-label={title}
      data-testid={testId}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        height: frame?.folded ? 'auto' : height,
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        minWidth: 0,
      }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 0.5,
          pl: frame ? 0.5 : 1.5,
          pr: frame ? 0.5 : 1.5,
          height: 36,
          flex: 'none',
          borderBottom: frame?.folded ? 0 : 1,
          borderColor: 'divider',
        }}
      >
        {frame?.handle}
        <Box
          component="h2"
          sx={{
            m: 0,
            mr: 'auto',
            fontSize: 13,
            fontWeight: 600,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {title}
        </Box>
        {!frame?.folded && extra}
        {frame?.tools}
      </Box>
      {!frame?.folded && (
        <Box sx={{ p: 1.5, flex: 1, minHeight: 0, overflow: height ? 'auto' : 'visible' }}>
          <CardFrameContext.Provider value={null}>{children}</CardFrameContext.Provider>
        </Box>
      )}
    </Box>
  );
}

/** Words on the left, values on the right of a fixed column; two columns fill row by row. */
export const Facts = ({ rows, columns = 1 }: { rows: readonly (readonly [string, ReactNode])[]; columns?: 1 | 2 }) => (
  <Box
    component="dl"
    sx={{
      m: 0,
      display: 'grid',
      gridTemplateColumns: columns === 1 ? '84px minmax(0, 1fr)' : 'repeat(2, max-content minmax(0, 1fr))',
      columnGap: columns === 1 ? 0 : 1.5,
      rowGap: 0.5,
      lineHeight: '24px',
    }}
  >
    {rows.map(([label, value]) => (
      <Box key={label} sx={{ display: 'contents' }}>
        <Box component="dt" sx={{ color: 'text.secondary' }}>
          {label}
        </Box>
        <Box component="dd" sx={{ m: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {value}
        </Box>
      </Box>
    ))}
  </Box>
);

/** An empty or failed part says what to do next. */
export const Sentence = ({ children, alert = false }: { children: ReactNode; alert?: boolean }) => (
  <Box role={alert ? 'alert' : undefined} sx={{ py: 1, color: alert ? 'error.main' : 'text.secondary' }}>
    {children}
  </Box>
);
