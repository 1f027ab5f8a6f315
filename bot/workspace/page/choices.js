// Block elements that choose: select menus of all kinds, checkboxes and radio buttons.

import { el } from "./dom.js";
import { plain, textObject } from "./mrkdwn.js";

function naming(element, scope) {
  const fallback = plain(element.placeholder?.text ?? element.action_id);
  return { "aria-labelledby": scope.labelId, "aria-label": scope.labelId ? undefined : fallback, "aria-describedby": scope.describedBy };
}

const asGroups = (element) => element.option_groups ?? [{ options: element.options ?? [] }];

function people(scope) {
  const options = scope.ctx.world.users
    .filter((user) => !user.is_bot && scope.ctx.meets(user))
    .map((user) => ({ value: user.id, text: { type: "plain_text", text: user.real_name || user.name, emoji: false } }));
  return [{ options }];
}

function rooms(scope, withDirect) {
  const options = scope.ctx.channels
    .filter((channel) => withDirect || !channel.is_im)
    .map((channel) => ({ value: channel.id, text: { type: "plain_text", text: scope.ctx.nameOfChannel(channel), emoji: false } }));
  return [{ options }];
}

// For each kind: where the options come from, how a chosen one stands in the state, and what is chosen at first.
const KINDS = {
  static: { groups: asGroups, one: "selected_option", many: "selected_options", first: "initial_option", firsts: "initial_options", whole: true },
  users: { groups: (_, scope) => people(scope), one: "selected_user", many: "selected_users", first: "initial_user", firsts: "initial_users" },
  conversations: { groups: (_, scope) => rooms(scope, true), one: "selected_conversation", many: "selected_conversations", first: "initial_conversation", firsts: "initial_conversations" },
  channels: { groups: (_, scope) => rooms(scope, false), one: "selected_channel", many: "selected_channels", first: "initial_channel", firsts: "initial_channels" },
};

const kindOf = (element) => KINDS[element.type.replace(/^multi_/, "").replace(/_select$/, "")];

/** The value as it goes into the state: the whole option, or the id alone for people and channels. */
const forState = (kind, option) => (option ? (kind.whole ? option : option.value) : null);
const valueIn = (kind, chosen) => (kind.whole ? chosen?.value : chosen);

function initially(element, scope, kind) {
  if (scope.kept) return scope.kept[kind.one];
  const current = element.default_to_current_conversation && kind === KINDS.conversations ? scope.ctx.channelId : undefined;
  return element[kind.first] ?? current;
}

function optionNodes(groups, all) {
  return groups.map((group) => {
    const nodes = group.options.map((option) => el("option", { value: all.indexOf(option) }, plain(option.text?.text)));
    return group.label ? el("optgroup", { label: plain(group.label.text) }, nodes) : nodes;
  });
}

function select(element, scope) {
  const kind = kindOf(element);
  const groups = kind.groups(element, scope);
  const all = groups.flatMap((group) => group.options);
  const control = el(
    "select",
    { ...naming(element, scope), id: scope.controlId, "data-key": scope.key, "data-first": element.focus_on_load === true, "aria-required": scope.required ? "true" : undefined },
    el("option", { value: "" }, plain(element.placeholder?.text ?? scope.ctx.texts.choose)),
    optionNodes(groups, all),
  );
  const first = valueIn(kind, initially(element, scope, kind));
  const setTo = (value) => {
    const index = all.findIndex((option) => option.value === value);
    control.value = index < 0 ? "" : String(index);
  };
  const read = () => forState(kind, control.value === "" ? null : all[Number(control.value)]);
  setTo(first);
  let before = control.value;
  control.addEventListener("change", () => {
    const undo = () => {
      control.value = before;
    };
    scope.fire(read(), { undo, kept: () => (before = control.value) });
  });
  return { node: el("span", { class: "select" }, control), control, read: () => ({ type: element.type, [kind.one]: read() }) };
}

function multiSelect(element, scope) {
  const kind = kindOf(element);
  const { texts } = scope.ctx;
  const options = kind.groups(element, scope).flatMap((group) => group.options);
  const first = scope.kept ? scope.kept[kind.many] : element[kind.firsts];
  const chosen = new Set((first ?? []).map((one) => valueIn(kind, one)));
  const chips = el("span", { class: "chips" });
  const named = scope.labelId && `${scope.labelId} ${scope.controlId}`;
  const summary = el("summary", { ...naming(element, scope), "aria-labelledby": named, id: scope.controlId, "data-key": scope.key, role: "button" });
  const rows = options.map((option) => optionRow(option, chosen, scope, show));
  const filter = el("input", { type: "search", class: "filter", "aria-label": texts.filter, placeholder: texts.filter });
  filter.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    rows.forEach((row) => row.toggleAttribute("hidden", !row.textContent.toLowerCase().includes(wanted)));
  });
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  const most = element.max_selected_items ?? Infinity;
  const full = el("div", { class: "hint", role: "status" });
  const list = el("div", { class: "multi-list", role: "group", ...naming(element, scope) }, options.length > 8 && filter, rows, full);
  const details = el("details", { class: "multi" }, summary, list);
  const current = () => options.filter((option) => chosen.has(option.value)).map((option) => forState(kind, option));
  let sent = current();
  function show() {
    summary.replaceChildren(chosen.size ? texts.chosen(chosen.size) : plain(element.placeholder?.text ?? texts.choose));
    if (!named) summary.setAttribute("aria-label", `${plain(element.placeholder?.text ?? "")} ${summary.textContent}`.trim());
    full.textContent = chosen.size >= most ? texts.tooMany(most) : "";
    rows.forEach((row, index) => row.querySelector("input").toggleAttribute("disabled", chosen.size >= most && !chosen.has(options[index].value)));
    chips.replaceChildren(...options.filter((option) => chosen.has(option.value)).map((option) => chip(option, texts, () => drop(option))));
  }
  function drop(option) {
    chosen.delete(option.value);
    rows[options.indexOf(option)].querySelector("input").checked = false;
    show();
    summary.focus();
    tell();
  }
  function set(values) {
    chosen.clear();
    for (const value of values) chosen.add(value);
    rows.forEach((row, index) => (row.querySelector("input").checked = chosen.has(options[index].value)));
    show();
  }
  function tell() {
    const now = current();
    if (JSON.stringify(now) === JSON.stringify(sent)) return;
    scope.fire(now, { undo: () => set(sent.map((one) => valueIn(kind, one))), kept: () => (sent = now) });
  }
  details.addEventListener("toggle", () => details.open || tell());
  closeWhenLeft(details, summary);
  show();
  return {
    node: el("span", { class: "multi-field" }, chips, details),
    control: summary,
    read: () => ({ type: element.type, [kind.many]: current() }),
    problem: () => (chosen.size > most ? texts.tooMany(most) : null),
  };
}

function optionRow(option, chosen, scope, changed) {
  const box = el("input", { type: "checkbox", "data-key": scope.key, "data-option": option.value });
  box.checked = chosen.has(option.value);
  box.addEventListener("change", () => {
    if (box.checked) chosen.add(option.value);
    else chosen.delete(option.value);
    changed();
  });
  return el("label", { class: "choice" }, box, el("span", {}, plain(option.text?.text)));
}

function chip(option, texts, remove) {
  const name = plain(option.text?.text);
  const cross = el("button", { type: "button", class: "chip-remove", "aria-label": texts.remove(name), onclick: remove }, "×");
  return el("span", { class: "chip" }, name, cross);
}

// A list that closes while the pointer is down moves what stands below it, and the click would miss it.
let pointerIsDown = false;
for (const [type, down] of [["pointerdown", true], ["pointerup", false], ["pointercancel", false]])
  document.addEventListener(type, () => (pointerIsDown = down), true);

function closeWhenLeft(details, summary) {
  details.addEventListener("focusout", (event) => {
    if (!event.relatedTarget || details.contains(event.relatedTarget)) return;
    const close = () => {
      details.open = false;
    };
    if (pointerIsDown) document.addEventListener("pointerup", () => setTimeout(close), { once: true });
    else close();
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    event.stopPropagation();
    details.open = false;
    summary.focus();
  });
}

/** Checkboxes and radio buttons: a group of labelled boxes. `one` tells whether only one may be chosen. */
function boxes(element, scope, one) {
  const first = scope.kept ? scope.kept[one ? "selected_option" : "selected_options"] : element[one ? "initial_option" : "initial_options"];
  const values = new Set([first ?? []].flat().map((option) => option.value));
  const options = element.options ?? [];
  const inputs = options.map((option) => {
    const input = el("input", { type: one ? "radio" : "checkbox", name: scope.controlId, "data-key": scope.key, "data-option": option.value });
    input.checked = values.has(option.value);
    return input;
  });
  const current = () => options.filter((_, index) => inputs[index].checked);
  const rows = options.map((option, index) =>
    el("label", { class: "choice" }, inputs[index], el("span", {}, textObject(option.text, scope.ctx), option.description && el("span", { class: "hint" }, textObject(option.description, scope.ctx)))),
  );
  const value = () => (one ? (current()[0] ?? null) : current());
  let before = inputs.map((input) => input.checked);
  const undo = () => inputs.forEach((input, index) => (input.checked = before[index]));
  const kept = () => (before = inputs.map((input) => input.checked));
  inputs.forEach((input) => input.addEventListener("change", () => scope.fire(value(), { undo, kept })));
  const role = one ? "radiogroup" : "group";
  return {
    node: el("div", { class: "choices", role, ...naming(element, scope), id: scope.controlId }, rows),
    control: inputs[0],
    read: () => ({ type: element.type, [one ? "selected_option" : "selected_options"]: value() }),
  };
}

export const choiceElements = {
  static_select: select,
  users_select: select,
  conversations_select: select,
  channels_select: select,
  multi_static_select: multiSelect,
  multi_users_select: multiSelect,
  multi_conversations_select: multiSelect,
  multi_channels_select: multiSelect,
  checkboxes: (element, scope) => boxes(element, scope, false),
  radio_buttons: (element, scope) => boxes(element, scope, true),
};
