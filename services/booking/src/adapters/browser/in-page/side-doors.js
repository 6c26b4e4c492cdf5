/**
 * Runs in every page before its own scripts: takes away what would speak to the network past the guard. Sockets and
 * peer connections are no requests; workers could open them out of reach of this.
 */
export function withoutSideDoors() {
  const names = [
    "WebSocket",
    "WebSocketStream",
    "WebTransport",
    "RTCPeerConnection",
    "webkitRTCPeerConnection",
    "Worker",
    "SharedWorker",
  ];
  for (const name of names) Reflect.deleteProperty(globalThis, name);
  Reflect.deleteProperty(Navigator.prototype, "serviceWorker");
}
