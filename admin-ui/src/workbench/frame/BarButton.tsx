import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { ReactNode } from 'react';

type Props = {
  label: string;
  testId: string;
  onPress: () => void;
  whyNot?: string | null;
  pressed?: boolean;
  /** opens a panel: whether it stands open */
  expanded?: boolean;
  children: ReactNode;
};

/** A button of the tab bar: its name on hover, or why it is off. */
export const BarButton = ({ label, testId, onPress, whyNot = null, pressed, expanded, children }: Props) => (
  <Tooltip title={whyNot ?? label}>
    <span style={{ display: 'flex' }}>
      <IconButton
        size="small"
        aria-label={label}
        aria-pressed={pressed}
        aria-haspopup={expanded === undefined ? undefined : 'dialog'}
        aria-expanded={expanded}
        aria-description={whyNot ?? undefined}
        data-testid={testId}
        disabled={whyNot !== null}
        onClick={onPress}
        sx={{ borderRadius: 0, px: 0.75, ...(pressed ? { color: 'primary.main' } : {}) }}
      >
        {children}
      </IconButton>
    </span>
  </Tooltip>
);
