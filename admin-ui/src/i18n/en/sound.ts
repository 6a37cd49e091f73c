/** Microphone and speaker. */
export const sound = {
  audio: {
    locked: 'Click here to turn sound on; calls come in only then',
    microphone: 'Microphone',
    speaker: 'Voice of the call',
    ringer: 'Ring tone',
    system: "The system's own",
    volume: 'Ring volume',
    test: 'Listen',
  },
  microphone: {
    title: 'No microphone',
    fixed: 'Fixed, go online again',
    stayOffline: 'Stay offline',
    what: {
      denied: 'The browser does not let this page use the microphone, so you cannot dial or answer.',
      missing: 'No microphone was found, so you cannot dial or answer.',
      inUse: 'Another program is using the microphone, so you cannot dial or answer.',
      insecure: 'This page is not on a secure connection, so the browser offers no microphone.',
      other: 'The microphone cannot be used, so you cannot dial or answer.',
    },
    cure: {
      denied: 'Click the icon left of the address and set “Microphone” to “Allow”.\nCome back here and press the button below.',
      missing:
        'Plug in the headset or microphone.\nMake sure it is switched on in the system’s sound settings.\nCome back here and press the button below.',
      inUse: 'Close the other program that uses the microphone.\nCome back here and press the button below.',
      insecure: 'Open this page by an address that begins with https://.\nIf there is none, ask an administrator.',
      other:
        'Pull the headset or microphone out and plug it in again.\nIf that does not help, restart the browser.\nCome back here and press the button below.',
    },
  },
};
