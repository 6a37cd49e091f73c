/** Words of the voicemail page (REC-11). */
export const voicemail = {
  none: 'No messages. What callers leave in the queues of your groups appears here.',
  sender: 'Caller',
  at: 'Left at',
  length: 'Length',
  file: 'File name',
  listen: 'Listen',
  download: 'Download',
  downloadAs: 'Download %{format}',
  downloadFailed: 'The message was not downloaded. Please try again later.',
  one: 'Message of %{number} · %{at}',
  close: 'Close',
};
