import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { cut } from '../../theme/cut';
import { useAttempt } from '../../kit/attempt';

/** CTL-25: which of the enterprise's flows the customer is sent through. */
export function FlowMenu({ anchor, onClose }: { anchor: HTMLElement | null; onClose: () => void }) {
  const { live } = useServices();
  const flows = useLive((s) => s.view?.flows);
  const attempt = useAttempt();
  return (
    <Menu
      anchorEl={anchor}
      open={anchor !== null}
      onClose={onClose}
      slotProps={{ paper: { sx: { minWidth: 160, maxWidth: 320 } } }}
      data-testid="flow-menu"
    >
      {flows?.map(({ id, name }) => (
        <MenuItem
          key={id}
          onClick={() => {
            onClose();
            attempt(() => live.do({ type: 'flow.start', flow: id }));
          }}
        >
          <span style={cut}>{name}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
