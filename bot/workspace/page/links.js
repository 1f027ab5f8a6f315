// Addresses: which a link may open, and which lead to a message of this workspace.

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
const TO_MESSAGE = /^([CDG][A-Z0-9]+)\/p(\d+)(\d{6})$/;

/** An address a link may open, or null. */
export function safeHref(address) {
  return /^(https?:|mailto:)/i.test(address) ? address : null;
}

/** The same machine and port, whatever its name here. */
function isThisWorkspace(url) {
  const local = LOOPBACK.has(url.hostname) && LOOPBACK.has(location.hostname) && url.port === location.port;
  return url.origin === location.origin || local;
}

/** "C0JIANGSU/p1490000000000001" as `{channel, ts}`, or null. */
export function messageAt(path) {
  const found = TO_MESSAGE.exec(path ?? "");
  return found && { channel: found[1], ts: `${found[2]}.${found[3]}` };
}

/** The message a permalink of this workspace leads to, as `{channel, ts}`; null for every other address. */
export function permalink(address) {
  const url = URL.parse(address ?? "", location.href);
  if (!url || !isThisWorkspace(url) || !url.pathname.startsWith("/archives/")) return null;
  return messageAt(url.pathname.slice("/archives/".length));
}
