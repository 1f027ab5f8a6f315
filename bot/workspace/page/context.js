// What the parts of a pane need to know about its person: names, texts, channels and what is offered.

import { el } from "./dom.js";
import { permalink, safeHref } from "./links.js";
import { textsFor } from "./texts.js";

const nameOf = (user) => user.real_name || user.name || user.id;

export class PersonContext {
  constructor(pane) {
    this.pane = pane;
    this.channelId = null;
    this.verbatim = false;
  }

  get world() {
    return this.pane.world;
  }

  get userId() {
    return this.pane.userId;
  }

  get user() {
    return this.world.users.find((user) => user.id === this.userId) ?? this.pane.view?.user;
  }

  get texts() {
    return textsFor(this.user?.language);
  }

  /** The person's time zone; without one that of this machine. */
  get zone() {
    return this.user?.tz ?? undefined;
  }

  /** The time of the workspace when the view was read, in ms; tests let it stand still or jump. */
  get now() {
    return this.pane.view?.now === undefined ? Date.now() : this.pane.view.now * 1000;
  }

  get appName() {
    return this.world.apps[0]?.name ?? "App";
  }

  get channels() {
    return this.pane.view?.channels ?? [];
  }

  /** The same, for text in which Slack finds no addresses and mentions by itself. */
  asVerbatim() {
    return Object.create(this, { verbatim: { value: true } });
  }

  /** Every id the page can name, people and channels; put together once per view. */
  get names() {
    if (this.namesOf !== this.pane.view || !this.known) {
      this.namesOf = this.pane.view;
      this.known = this.collectNames();
    }
    return this.known;
  }

  forget() {
    this.known = null;
  }

  collectNames() {
    const people = this.world.users.map((user) => [user.id, nameOf(user)]);
    const rooms = this.world.channels.filter((channel) => !channel.is_im).map((channel) => [channel.id, channel.name]);
    return { ...Object.fromEntries([...people, ...rooms]), ...this.pane.view?.names };
  }

  act(surface, block, element, value, options) {
    return this.pane.use(surface, block, element, value, options);
  }

  /** Open an address: a message of this workspace in the pane, anything else in a tab of its own. */
  open(address) {
    const target = permalink(address);
    const href = safeHref(address ?? "");
    if (target) this.pane.goToMessage(target);
    else if (href) window.open(href, "_blank", "noopener");
  }

  /** Whether a person can see somebody: of the own team, or in a channel with them. */
  meets(other) {
    const together = (channel) => channel.members.includes(this.userId) && channel.members.includes(other.id);
    return other.team_id === this.user?.team_id || this.world.channels.some(together);
  }

  nameOfChannel(channel) {
    return channel.is_im ? this.texts.dm(this.appName) : `#${channel.name}`;
  }

  /** The channel to open first: a shared one, if there is one. */
  firstChannel() {
    const rooms = this.channels.filter((channel) => !channel.is_im);
    const first = rooms.find((channel) => channel.is_ext_shared) ?? rooms[0] ?? this.channels[0];
    return first?.id ?? `home:${this.world.apps[0]?.app_id ?? ""}`;
  }

  /** The apps' shortcuts of one type, each with the name of its app. */
  shortcuts(type) {
    return this.world.apps.flatMap((app) => (app.shortcuts ?? []).filter((shortcut) => shortcut.type === type).map((shortcut) => ({ ...shortcut, app: app.name })));
  }

  personOptions() {
    const teams = Map.groupBy(this.world.users.filter((user) => !user.is_bot), (user) => user.team_name);
    return [...teams].map(([team, users]) => el("optgroup", { label: team }, users.map((user) => el("option", { value: user.id }, nameOf(user)))));
  }

  // ---- mentions

  members(channel) {
    const members = this.world.channels.find((one) => one.id === channel.id)?.members ?? [];
    return this.world.users.filter((user) => members.includes(user.id));
  }

  /** The bot user of an app that this person reaches in this channel: of their own team, else one that is a member. */
  botOf(app, channel) {
    const ids = Object.values(app.bot_user_ids);
    const own = this.world.users.find((user) => user.id === app.bot_user_ids[this.user?.team_id]);
    return own ?? this.members(channel).find((user) => ids.includes(user.id));
  }

  /** Whom one can mention here: `[{name, about}]`, apps first. */
  mentionable(channel) {
    const apps = this.world.apps.map((app) => ({ name: this.botOf(app, channel)?.name ?? app.name, about: this.texts.app }));
    const people = this.members(channel).filter((user) => !user.is_bot && user.id !== this.userId);
    return [...apps, ...people.map((user) => ({ name: nameOf(user), about: user.team_name }))];
  }
}
