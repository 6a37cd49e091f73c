import { lazy, useEffect } from 'react';
import { WhenWanted } from '../kit/WhenWanted';
import { useLive } from '../kit/services';
import { useStore } from '../lib/use-store';
import { useServices } from './services';

const AudioDialog = lazy(() => import('./audio/AudioDialog'));
const Help = lazy(() => import('./shortcuts/Help'));
const LockDialog = lazy(() => import('./lock/LockDialog'));
const PreferencesDialog = lazy(() => import('./preferences/PreferencesDialog'));
const SoundCheck = lazy(() => import('./check/SoundCheck'));

/** What opens above the page, each by its store. */
export function Overlays() {
  const { audioOpen, checked, desk, helpOpen, lockAsked, preferencesOpen } = useServices();
  const arrived = useLive((s) => s.view !== null);
  useEffect(() => {
    if (arrived && !checked.get()) desk.checking.set(true);
    return () => desk.checking.set(false);
  }, [arrived, checked, desk]);
  return (
    <>
      <WhenWanted wanted={useStore(preferencesOpen)}>
        <PreferencesDialog />
      </WhenWanted>
      <WhenWanted wanted={useStore(lockAsked)}>
        <LockDialog />
      </WhenWanted>
      <WhenWanted wanted={useStore(helpOpen)}>
        <Help />
      </WhenWanted>
      <WhenWanted wanted={useStore(desk.checking)}>
        <SoundCheck />
      </WhenWanted>
      <WhenWanted wanted={useStore(audioOpen)}>
        <AudioDialog />
      </WhenWanted>
    </>
  );
}
