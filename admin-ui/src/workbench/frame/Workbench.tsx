import Box from '@mui/material/Box';
import { useStore } from '../../lib/use-store';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { AudioLock } from '../microphone/AudioLock';
import { MicrophonePage } from '../microphone/MicrophonePage';
import { CallBar } from '../call-bar/CallBar';
import { Shortcuts } from '../shortcuts/Shortcuts';
import { Situation } from '../situation/Situation';
import { LockScreen } from '../lock/LockScreen';
import { WorkLink } from '../embedded/WorkLink';
import { SessionsZone } from '../sessions/SessionsZone';
import { Watch } from '../Watch';
import { Overlays } from '../Overlays';
import { LeftMenu } from './LeftMenu';
import { FrameContext, type FrameParts } from './parts';
import { Pages } from './Pages';
import { SideColumn } from './SideColumn';
import { TabBar } from './TabBar';
import { ToastStack } from './ToastStack';

/** px */
const barHeight = { full: 52, compact: 40 };

/** The frame: nothing in it changes its place or size while calls come and go. */
export function Workbench(parts: FrameParts) {
  const { microphone, barCompact } = useServices();
  const bar = useStore(barCompact) ? barHeight.compact : barHeight.full;
  const byMobile = useLive((s) => s.view?.mobile.answering ?? false); // needs no microphone (INB-13)
  const failed = useStore(microphone.state).kind === 'failed' && !byMobile;
  return (
    <FrameContext.Provider value={parts}>
      <Box
        sx={{
          height: '100%',
          display: 'grid',
          gridTemplate: `'bar bar bar bar' ${bar}px 'line line line line' 44px 'menu sessions tabs side' 36px 'menu sessions page side' minmax(0, 1fr) / fit-content(176px) auto minmax(0, 1fr) auto`,
          bgcolor: 'background.default',
          color: 'text.primary',
        }}
      >
        <CallBar />
        <Situation />
        <LeftMenu />
        <SessionsZone />
        <TabBar />
        <Box component="main" sx={{ gridArea: 'page', position: 'relative', minWidth: 0, overflow: 'hidden' }}>
          <Pages hidden={failed} />
          {failed && <MicrophonePage />}
        </Box>
        <SideColumn />
        <AudioLock />
        <ToastStack />
        <Shortcuts />
        <Overlays />
        <Watch />
        <WorkLink />
        <LockScreen />
      </Box>
    </FrameContext.Provider>
  );
}
