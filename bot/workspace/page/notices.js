// What did not work, told to the person of a pane: the server's notices and the page's own, until they are hidden.

import { el, freshId } from "./dom.js";

const DEADLINE_MS = 3000;
const FRESH_NOTICE_S = 30;

export class Notices {
  constructor(pane) {
    this.pane = pane;
    this.node = el("div", { class: "notices", role: "status" });
    this.dismissed = new Set();
    this.explained = new Set();
    this.warnings = [];
    this.told = [];
  }

  /** Another person is shown: what was said to the first is not for them. */
  forget() {
    this.warnings = [];
    this.told = [];
    this.show();
  }

  /** Take the notices of the person's view. */
  update(told) {
    this.told = told;
    this.show();
  }

  show() {
    const recent = this.told.filter((notice) => !this.dismissed.has(notice.id) && !this.explained.has(notice.text) && this.isRecent(notice.at));
    const all = [...this.warnings, ...recent];
    const says = JSON.stringify(all);
    if (says === this.says) return;
    this.says = says;
    this.node.replaceChildren(...all.map((notice) => this.noticeNode(notice)));
  }

  /** Whether something was told just now, by the clock of the workspace. */
  isRecent(at) {
    return !at || this.pane.ctx.now / 1000 - at < FRESH_NOTICE_S;
  }

  noticeNode(notice) {
    const { texts } = this.pane.ctx;
    const dismiss = () => {
      this.dismissed.add(notice.id);
      this.warnings = this.warnings.filter((warning) => warning.id !== notice.id);
      this.show();
    };
    const cross = el("button", { type: "button", class: "icon", "aria-label": texts.dismiss, title: texts.dismiss, onclick: dismiss }, "×");
    const [first, ...rest] = notice.text.split("\n");
    return el("div", { class: "notice" }, el("div", {}, el("p", {}, first), rest.map((line) => el("p", { class: "detail" }, line))), cross);
  }

  /** Tell the person something the app or the connection did not manage. */
  warn(...sentences) {
    const text = sentences.join("\n");
    this.warnings = [...this.warnings.filter((warning) => warning.text !== text), { id: freshId("warning"), text }];
    this.show();
    return this.warnings[this.warnings.length - 1].id;
  }

  unwarn(id) {
    this.warnings = this.warnings.filter((warning) => warning.id !== id);
    this.show();
  }

  /** What a refusal of the control API means for this person, as sentences. */
  explain(answer) {
    const { texts, appName } = this.pane.ctx;
    if (answer.error === "no_connection") return [texts.offline];
    if (answer.detail) this.explained.add(answer.detail); // the server's own notice says the same in English
    const late = /timeout|timed_out/.test(answer.error ?? "");
    const detail = [answer.error, answer.detail].filter(Boolean).join(": ");
    return late ? [texts.slow(appName)] : [texts.failed(appName), detail];
  }

  /** Wait for the app, and say so after three seconds. */
  async timed(promise) {
    let warning = null;
    const late = setTimeout(() => {
      warning = this.warn(this.pane.ctx.texts.slow(this.pane.ctx.appName));
    }, DEADLINE_MS);
    const answer = await promise;
    clearTimeout(late);
    if (warning) this.unwarn(warning);
    return answer;
  }
}
