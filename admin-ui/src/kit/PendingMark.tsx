import CircularProgress from '@mui/material/CircularProgress';

/** Pressed, and the switch has not confirmed yet. The same size as the icon it stands for. */
export const PendingMark = () => <CircularProgress size={16} thickness={5} color="inherit" data-testid="pending" />;
