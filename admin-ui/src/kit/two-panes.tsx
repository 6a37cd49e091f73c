import Box from '@mui/material/Box';
import ButtonBase, { type ButtonBaseProps } from '@mui/material/ButtonBase';
import type { ReactNode } from 'react';

type Panes = { columns: string; testId: string; label: string; list: ReactNode; children: ReactNode };

/** A page with a list on the left and what was chosen from it on the right; each scrolls for itself. */
export const TwoPanes = ({ columns, testId, label, list, children }: Panes) => (
  <Box data-testid={testId} sx={{ height: '100%', minHeight: 0, display: 'grid', gridTemplateColumns: columns }}>
    <Box
      component="section"
      aria-label={label}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        minHeight: 0,
        bgcolor: 'background.paper',
        borderRight: 1,
        borderColor: 'divider',
      }}
    >
      {list}
    </Box>
    {children}
  </Box>
);

type Line = Pick<ButtonBaseProps, 'onClick' | 'onDoubleClick'> & {
  columns: string;
  on: boolean;
  testId: string;
  children: ReactNode;
};

/** A line of the list: what stands in it fills the columns row by row. */
export const PickLine = ({ columns, on, testId, children, ...presses }: Line) => (
  <ButtonBase
    {...presses}
    aria-current={on || undefined}
    data-testid={testId}
    sx={{
      display: 'grid',
      gridTemplateColumns: columns,
      columnGap: 0.75,
      width: '100%',
      px: 1,
      py: 0.75,
      textAlign: 'left',
      font: 'inherit',
      fontSize: 13,
      lineHeight: '20px',
      borderBottom: 1,
      borderColor: 'divider',
      bgcolor: on ? (theme) => theme.zuoxi.raised : undefined,
      '&:hover': { bgcolor: (theme) => theme.zuoxi.raised },
      '&:focus-visible': { outlineOffset: -2 },
    }}
  >
    {children}
  </ButtonBase>
);
