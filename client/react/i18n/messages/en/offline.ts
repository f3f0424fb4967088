// Installing, starting without a network, new versions, and signing out of a device that cannot reach the server.
export const offline = {
  appDescription: 'A messenger for your team, on your own server.',
  firstTitle: 'Parley does not answer',
  firstText: 'The first start on this device needs the network. After you have signed in once, Parley opens without one.',
  wipedTitle: 'Signed out, and nothing is left here',
  wipedText: 'The server is told when Parley is open here and the network is back. Until then the session stands in the list of devices.',
  goesOn: 'It goes on by itself as soon as the server answers.',
  connectingTitle: 'Connecting. ',
  reconnectingTitle: 'Reconnecting. ',
  nothingKept: 'Nothing of your chats is kept on this device yet.',
  memory: 'This browser keeps nothing, as in a private window. What waits to be sent is lost when this page closes.',
  memoryTitle: 'Nothing is kept. ',
  full: 'New messages are shown, but not kept for offline. Free some space, then reload the page.',
  fullTitle: 'This disk is full. ',
  understood: 'Understood',
  saidOffline: 'Offline. What you write waits and goes out by itself.',
  saidReconnecting: 'The connection is lost. It is tried again by itself.',
  saidLive: 'Connected again.',
  updateReady: 'A new version of Parley is ready.',
  updateNow: 'Reload',
  signOutTitle: 'The server cannot be told now',
  signOutText:
    'You can wipe this device now: the session is then ended when Parley is next open here with a network. Or stay, and sign out later.',
  signOutUnsent:
    '{count, plural, one {# message has not been sent and is lost.} other {# messages have not been sent and are lost.}} You can wipe this device now: the session is then ended when Parley is next open here with a network. Or stay, and sign out later.',
  signOutWipe: 'Wipe this device',
} as const;
