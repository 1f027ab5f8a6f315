// The tabs of one pane: channels, the direct messages with the app, and its home.

import { el, freshId, place as putInOrder } from "./dom.js";

export class Tabs {
  constructor(pane) {
    this.pane = pane;
    this.panelId = freshId("panel");
    this.node = el("div", { class: "tabs", role: "tablist", onkeydown: (event) => this.onKey(event) });
    this.forget();
  }

  forget() {
    this.buttons = new Map();
    this.lastSeen = new Map();
  }

  update(channels, place) {
    const { ctx } = this.pane;
    this.node.setAttribute("aria-label", ctx.texts.tabs);
    const wanted = this.entries(channels).map((entry) => this.button(entry, place));
    putInOrder(this.node, wanted);
  }

  entries(channels) {
    const { ctx } = this.pane;
    const rooms = channels.map((channel) => ({ place: channel.id, name: ctx.nameOfChannel(channel), shared: channel.is_ext_shared && !channel.is_im, latest: latestOf(channel), im: channel.is_im }));
    const ordered = [...rooms.filter((room) => !room.im), ...rooms.filter((room) => room.im)];
    if (!rooms.some((room) => room.im)) ordered.push({ place: "dm", name: ctx.texts.dm(ctx.appName) });
    return [...ordered, ...ctx.world.apps.map((app) => ({ place: `home:${app.app_id}`, name: ctx.texts.home(app.name) }))];
  }

  button({ place: target, name, shared, latest }, current) {
    const { texts } = this.pane.ctx;
    const selected = target === current;
    const button = this.buttons.get(target) ?? el("button", { type: "button", role: "tab", "aria-controls": this.panelId, "data-place": target, onclick: () => this.pane.goTo(target) });
    this.buttons.set(target, button);
    if (selected || !this.lastSeen.has(target)) this.lastSeen.set(target, latest);
    const unread = !selected && latest !== this.lastSeen.get(target);
    const says = JSON.stringify([name, shared, unread, texts.lang]);
    if (button.dataset.says !== says) {
      button.dataset.says = says;
      button.replaceChildren(
        name,
        ...(shared ? [el("span", { class: "shared", title: texts.shared, role: "img", "aria-label": texts.shared }, "⇄")] : []),
        ...(unread ? [el("span", { class: "dot", role: "img", "aria-label": texts.unread })] : []),
      );
    }
    button.setAttribute("aria-selected", String(selected));
    button.tabIndex = selected ? 0 : -1;
    if (selected && button.isConnected) this.reveal(button);
    return button;
  }

  /** Scroll the row, and nothing but the row, so that the tab can be seen. */
  reveal(button) {
    const left = button.offsetLeft - this.node.offsetLeft;
    if (left < this.node.scrollLeft) this.node.scrollLeft = left;
    const over = left + button.offsetWidth - this.node.scrollLeft - this.node.clientWidth;
    if (over > 0) this.node.scrollLeft += over;
  }

  get unread() {
    return Boolean(this.node.querySelector(".dot"));
  }

  onKey(event) {
    const all = [...this.node.children];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    next.focus();
    next.click();
  }
}

function latestOf(channel) {
  return channel.messages.reduce((last, message) => (Number(message.ts) > Number(last) ? message.ts : last), "0");
}
