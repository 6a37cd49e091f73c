import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A titled part of a page. */
export const Card = ({
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
}) => (
  <Box
    component="section"
    aria-label={title}
    data-testid={testId}
    sx={{
      display: 'flex',
      flexDirection: 'column',
      height,
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
        justifyContent: 'space-between',
        px: 1.5,
        height: 36,
        flex: 'none',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box component="h2" sx={{ m: 0, fontSize: 13, fontWeight: 600 }}>
        {title}
      </Box>
      {extra}
    </Box>
    <Box sx={{ p: 1.5, flex: 1, minHeight: 0, overflow: height ? 'auto' : 'visible' }}>{children}</Box>
  </Box>
);

/** Words on the left, values on the right of a fixed column; two columns fill row by row. */
export const Facts = ({ rows, columns = 1 }: { rows: readonly (readonly [string, ReactNode])[]; columns?: 1 | 2 }) => (
  <Box
    component="dl"
    sx={{
      m: 0,
      display: 'grid',
      gridTemplateColumns: `repeat(${columns}, ${columns === 1 ? 84 : 76}px minmax(0, 1fr))`,
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
