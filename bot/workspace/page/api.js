// The control API of the local workspace: reading, acting, and the feed that says when to read again.

async function answerOf(request) {
  try {
    const response = await request;
    return await response.json();
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return { ok: false, error: "no_connection", detail: "" };
    throw error;
  }
}

export function readWorld() {
  return answerOf(fetch("/_control/world"));
}

export function readView(user) {
  return answerOf(fetch(`/_control/view?user=${encodeURIComponent(user)}`));
}

/** Do something as a person: `message`, `command`, `action`, `submit` … The answer always has `ok`. */
export function act(what, body) {
  return answerOf(fetch(`/_control/${what}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }));
}

const RETRY_MS = 1000;

/** Listens to one person's feed and connects again after every break, and only while the page is looked at. */
export class Feed {
  constructor(user, { onNews, onState }) {
    this.url = `/_control/feed?user=${encodeURIComponent(user)}`;
    this.onNews = onNews;
    this.onState = onState;
    this.seen = () => (document.hidden ? this.disconnect() : this.connect());
    document.addEventListener("visibilitychange", this.seen);
    this.seen();
  }

  connect() {
    if (this.source) return;
    this.source = new EventSource(this.url);
    this.source.addEventListener("open", () => {
      this.onState(true);
      this.onNews(null);
    });
    this.source.addEventListener("message", (event) => this.onNews(JSON.parse(event.data).seq));
    this.source.addEventListener("error", () => {
      this.onState(false);
      this.disconnect();
      this.timer = setTimeout(() => this.connect(), RETRY_MS);
    });
  }

  disconnect() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  close() {
    document.removeEventListener("visibilitychange", this.seen);
    this.disconnect();
  }
}
