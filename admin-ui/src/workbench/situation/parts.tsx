import Box from '@mui/material/Box';
import type { SxProps } from '@mui/material/styles';
import type { ReactNode } from 'react';

export const Main = ({ children, sx }: { children: ReactNode; sx?: SxProps }) => (
  <Box sx={{ fontWeight: 600, fontSize: 14, ...sx }}>{children}</Box>
);

/** A word and its value, quiet and close together. */
export const Detail = ({ label, value }: { label: string; value: ReactNode }) => (
  <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
    <Box component="span" sx={{ color: 'text.secondary', mr: 0.75 }}>
      {label}
    </Box>
    {value}
  </Box>
);
