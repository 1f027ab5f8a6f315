// One pane: what one person sees and does. It reads the person's view and hands its parts to those who show them.

import { Feed, act, readView } from "./api.js";
import { Surface } from "./blocks.js";
import { Composer } from "./composer.js";
import { PersonContext } from "./context.js";
import { DialogStack } from "./dialogs.js";
import { el, freshId } from "./dom.js";
import { permalink } from "./links.js";
import { MessageList, avatar } from "./messages.js";
import { Notices } from "./notices.js";
import { Tabs } from "./tabs.js";

export class Pane {
  /**
   * @param hooks `onChange`: the person, the place or what is unread has changed; `onWorld`: the world may have
   */
  constructor(side, world, { onChange, onWorld }) {
    this.side = side;
    this.world = world;
    this.onChange = onChange;
    this.onWorld = onWorld;
    this.ctx = new PersonContext(this);
    this.build();
  }

  build() {
    const personId = freshId("person");
    this.personLabel = el("label", { for: personId, class: "person-label" });
    this.person = el("select", { id: personId, onchange: () => this.show(this.person.value) });
    this.team = el("div", { class: "team" });
    this.face = el("span", { class: "face" });
    const head = el("header", { class: "pane-head" }, this.face, el("div", { class: "who" }, this.personLabel, el("span", { class: "select" }, this.person), this.team));
    this.tabs = new Tabs(this);
    this.messages = new MessageList(this);
    this.home = el("div", { class: "home", tabindex: "0" });
    this.offline = el("div", { class: "offline", role: "status" });
    this.notices = new Notices(this);
    this.composer = new Composer(this);
    this.panel = el("div", { class: "panel", role: "tabpanel", id: this.tabs.panelId }, this.messages.node, this.home);
    this.body = el("div", { class: "pane-body" }, this.tabs.node, this.notices.node, this.panel, this.offline, this.composer.node);
    this.dialogs = new DialogStack(this);
    const stage = el("div", { class: "stage" }, this.body, this.dialogs.node);
    this.node = el("section", { class: "pane", id: `pane-${this.side}`, tabindex: "-1" }, head, stage);
    this.node.addEventListener("keydown", (event) => this.onKey(event));
    this.node.addEventListener("click", (event) => this.onLink(event));
  }

  /** Escape reaches an open modal from anywhere in its pane, also when the focus was left outside of it. */
  onKey(event) {
    if (event.key === "Escape" && this.dialogs.top && !event.isComposing) this.dialogs.top.close();
  }

  /** A link to a message of this workspace leads there in this pane, as this person; held keys open it elsewhere. */
  onLink(event) {
    const target = permalink(event.target.closest?.("a[href]")?.href);
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.goToMessage(target);
  }

  /** True when the keyboard is with this pane, or nowhere: only then may the pane move the focus. */
  ownsFocus() {
    return this.node.contains(document.activeElement) || document.activeElement === document.body;
  }

  // ---- whom and what to show

  /** Show the workspace as this person sees it. `place` is a channel id, `home:APP` or null for the first channel. */
  async show(userId, place = null) {
    this.dialogs.putAway();
    this.userId = userId;
    this.place = place;
    this.shownPlace = null;
    this.view = null;
    this.notices.forget();
    this.tabs.forget();
    this.fillPerson();
    this.feed?.close();
    this.feed = new Feed(userId, { onNews: (seq) => this.onNews(seq), onState: (on) => this.setOnline(on) });
    if (place?.startsWith("home:")) await act("home", { user: userId });
    await this.refresh();
  }

  fillPerson() {
    const { texts, user } = this.ctx;
    this.node.lang = texts.lang;
    this.personLabel.textContent = texts.person;
    this.person.replaceChildren(...this.ctx.personOptions());
    this.person.value = this.userId;
    this.team.textContent = user?.team_name ?? "";
    this.face.replaceChildren(avatar(this.ctx.names[this.userId] ?? "?", false));
    this.node.setAttribute("aria-label", `${this.ctx.names[this.userId] ?? ""}, ${user?.team_name ?? ""}`);
  }

  /** The world is another: other people, names, commands or languages. */
  worldChanged() {
    const { lang } = this.node;
    this.ctx.forget();
    this.fillPerson();
    if (lang !== this.node.lang) this.shownPlace = null;
    if (this.view) this.render();
  }

  async goTo(place) {
    this.place = place;
    if (place === "dm") this.place = (await act("dm", { user: this.userId })).channel ?? null;
    if (place.startsWith("home:")) await this.notices.timed(act("home", { user: this.userId }));
    await this.refresh();
  }

  /** Show a message in its channel, or say that this person cannot see it. */
  async goToMessage({ channel, ts }) {
    await this.refresh();
    const found = this.ctx.channels.find((one) => one.id === channel)?.messages.some((message) => message.ts === ts);
    if (!found) {
      this.notices.warn(this.ctx.texts.elsewhere);
      return;
    }
    this.place = channel;
    this.render();
    this.messages.reveal(ts);
  }

  setOnline(online) {
    this.offline.textContent = online ? "" : this.ctx.texts.offline;
  }

  onNews(seq) {
    this.onWorld();
    if (seq === null || seq !== this.view?.seq) this.refresh();
  }

  /** Read the view and show it. Calls while one is under way are answered by one more reading after it. */
  refresh() {
    if (this.reading) {
      this.again ??= this.reading.then(() => this.refresh());
      return this.again;
    }
    this.again = null;
    this.reading = this.read().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  async read() {
    const { userId } = this;
    const view = await readView(userId);
    if (userId !== this.userId) return;
    this.setOnline(view.error !== "no_connection");
    if (!view.channels) return;
    this.view = view;
    this.render();
  }

  // ---- showing

  render() {
    const { view } = this;
    if (!this.isPlace(this.place)) this.place = this.ctx.firstChannel();
    const isOther = this.place !== this.shownPlace;
    this.shownPlace = this.place;
    const channel = view.channels.find((one) => one.id === this.place);
    this.ctx.channelId = channel?.id ?? null;
    this.fillTabs();
    this.messages.node.hidden = !channel;
    this.composer.node.hidden = !channel;
    this.home.hidden = Boolean(channel);
    if (channel) this.showChannel(channel, isOther);
    else this.showHome();
    this.dialogs.update(view.modals ?? []);
    this.notices.update(view.notices ?? []);
    this.onChange(this);
  }

  isPlace(place) {
    return Boolean(place) && (place.startsWith("home:") || this.view.channels.some((channel) => channel.id === place));
  }

  fillTabs() {
    this.tabs.update(this.view.channels, this.place);
  }

  showChannel(channel, isOther) {
    this.messages.update(channel, isOther);
    this.composer.update(channel, isOther);
    this.messages.node.setAttribute("aria-label", `${this.ctx.texts.messages}: ${this.ctx.nameOfChannel(channel)}`);
  }

  showHome() {
    const { home } = this.view;
    const { texts, appName } = this.ctx;
    this.home.setAttribute("aria-label", texts.home(appName));
    if (!home) {
      this.home.replaceChildren(el("p", { class: "empty" }, texts.emptyHome(appName)));
      return;
    }
    if (this.homeSurface?.container.view_id !== home.id || this.homeSurface.userId !== this.userId) {
      this.homeSurface = new Surface({ type: "view", view_id: home.id }, this.ctx);
      this.homeSurface.userId = this.userId;
    }
    this.homeSurface.update(home.blocks ?? []);
    if (this.homeSurface.node.parentNode !== this.home) this.home.replaceChildren(this.homeSurface.node);
  }

  // ---- doing

  /** A button or menu of a message or view was used. */
  async use(surface, block, element, value, { busy, undo, kept } = {}) {
    if (busy?.getAttribute("aria-busy") === "true") return;
    if (element.confirm && !(await this.dialogs.ask(element.confirm))) {
      undo?.();
      return;
    }
    kept?.();
    busy?.setAttribute("aria-busy", "true");
    const request = { user: this.userId, container: surface.container, block_id: block.block_id, action_id: element.action_id, value, state: surface.read() };
    const answer = await this.notices.timed(act("action", request));
    busy?.removeAttribute("aria-busy");
    if (!answer.ok) this.complain(surface, answer);
    await this.refresh();
  }

  complain(surface, answer) {
    const dialog = this.dialogs.byView(surface.container.view_id);
    if (dialog) dialog.say(...this.notices.explain(answer));
    else this.notices.warn(...this.notices.explain(answer));
  }

  async shortcut(shortcut, ts) {
    const body = { user: this.userId, callback_id: shortcut.callback_id, channel: this.ctx.channelId ?? undefined, ts };
    const answer = await this.notices.timed(act("shortcut", body));
    if (!answer.ok) this.notices.warn(...this.notices.explain(answer));
    await this.refresh();
  }

  replyTo(message) {
    this.composer.setThread(message);
    this.composer.focus();
  }
}
