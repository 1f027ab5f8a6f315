// Block elements that hold a value or act: buttons, text, numbers, dates, files and overflow menus.

import { choiceElements } from "./choices.js";
import { spelledOut } from "./dates.js";
import { el, freshId } from "./dom.js";
import { menuButton } from "./menu.js";
import { plain, safeHref } from "./mrkdwn.js";

const DEFAULT_MAX = 3000; // Slack's limit for a text input that names none

/** The attributes every control shares: its key (for focus and state) and what names and describes it. */
export function common(element, scope) {
  return {
    "data-key": scope.key,
    id: scope.controlId,
    "aria-labelledby": scope.labelId,
    "aria-label": scope.labelId ? undefined : plain(element.accessibility_label ?? element.placeholder?.text ?? element.action_id),
    "aria-describedby": scope.describedBy,
    "aria-required": scope.required ? "true" : undefined,
  };
}

function button(element, scope) {
  const style = ["primary", "danger"].includes(element.style) ? element.style : "";
  const node = el(
    "button",
    { type: "button", class: `button ${style}`.trim(), "data-key": scope.key, "aria-label": element.accessibility_label },
    ...(element.text ? [plain(element.text.text, element.text.emoji !== false)] : []),
  );
  node.addEventListener("click", () => {
    const href = safeHref(element.url ?? "");
    if (href) window.open(href, "_blank", "noopener");
    scope.fire(undefined, { busy: node });
  });
  return { node };
}

function overflow(element, scope) {
  const entries = () =>
    (element.options ?? []).map((option) => ({
      label: plain(option.text?.text),
      description: option.description && plain(option.description.text),
      href: safeHref(option.url ?? ""),
      run: () => scope.fire(option),
    }));
  return { node: menuButton({ label: element.accessibility_label ?? scope.ctx.texts.menu, key: scope.key, className: "button icon", entries }) };
}

function lengthProblem(value, element, texts) {
  const limit = element.max_length ?? DEFAULT_MAX;
  const length = [...value].length;
  if (length > limit) return texts.tooLong(length - limit, limit);
  return value && element.min_length && length < element.min_length ? texts.tooShort(element.min_length) : null;
}

function counter(element, control, texts) {
  const limit = element.max_length ?? DEFAULT_MAX;
  const node = el("span", { class: "counter" });
  const show = () => {
    const used = [...control.value].length;
    node.textContent = used > limit * 0.8 ? texts.count(used, limit) : "";
    node.classList.toggle("over", used > limit);
  };
  control.addEventListener("input", show);
  show();
  return node;
}

function triggersOn(element, scope, what) {
  const on = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  return scope.dispatches && on.includes(what);
}

function wireTextDispatch(element, scope, control) {
  control.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || !triggersOn(element, scope, "on_enter_pressed")) return;
    event.preventDefault();
    scope.fire(control.value);
  });
  if (triggersOn(element, scope, "on_character_entered")) control.addEventListener("input", () => scope.fire(control.value));
}

function textInput(element, scope) {
  const attributes = { ...common(element, scope), placeholder: plain(element.placeholder?.text), autocomplete: "off" };
  const control = element.multiline ? el("textarea", { ...attributes, rows: 5 }) : el("input", { ...attributes, type: "text" });
  control.value = scope.kept ? (scope.kept.value ?? "") : (element.initial_value ?? "");
  wireTextDispatch(element, scope, control);
  return {
    node: el("span", { class: "text-field" }, control, counter(element, control, scope.ctx.texts)),
    control,
    read: () => ({ type: element.type, value: control.value === "" ? null : control.value }),
    problem: () => lengthProblem(control.value, element, scope.ctx.texts),
  };
}

const HTML_TYPES = { number_input: "number", email_text_input: "email", url_text_input: "url" };

function typedInput(element, scope) {
  const isNumber = element.type === "number_input";
  const control = el("input", {
    ...common(element, scope),
    type: HTML_TYPES[element.type],
    placeholder: plain(element.placeholder?.text),
    min: isNumber ? element.min_value : undefined,
    max: isNumber ? element.max_value : undefined,
    step: isNumber ? (element.is_decimal_allowed ? "any" : "1") : undefined,
  });
  control.value = scope.kept ? (scope.kept.value ?? "") : (element.initial_value ?? "");
  wireTextDispatch(element, scope, control);
  return {
    node: control,
    control,
    read: () => ({ type: element.type, value: control.value === "" ? null : control.value }),
    problem: () => (control.checkValidity() ? null : scope.ctx.texts.invalid),
  };
}

function picked(element, scope, { type, stateName, initialName, describe }) {
  const control = el("input", { ...common(element, scope), type });
  control.value = (scope.kept ? scope.kept[stateName] : element[initialName]) ?? "";
  const words = el("span", { class: "spelled-out" }, describe(control.value));
  control.addEventListener("input", () => {
    words.textContent = describe(control.value);
  });
  control.addEventListener("change", () => scope.fire(control.value || null));
  return {
    node: el("span", { class: "picker" }, control, words),
    control,
    read: () => ({ type: element.type, [stateName]: control.value || null }),
    problem: () => (control.validity.badInput ? scope.ctx.texts.invalid : null),
  };
}

function datePicker(element, scope) {
  const describe = (value) => spelledOut(value, scope.ctx.texts.lang);
  return picked(element, scope, { type: "date", stateName: "selected_date", initialName: "initial_date", describe });
}

function timePicker(element, scope) {
  return picked(element, scope, { type: "time", stateName: "selected_time", initialName: "initial_time", describe: () => "" });
}

function localMinute(seconds) {
  if (!seconds) return "";
  const moment = new Date(seconds * 1000 - new Date(seconds * 1000).getTimezoneOffset() * 60_000);
  return moment.toISOString().slice(0, 16);
}

function dateTimePicker(element, scope) {
  const control = el("input", { ...common(element, scope), type: "datetime-local" });
  control.value = localMinute(scope.kept ? scope.kept.selected_date_time : element.initial_date_time);
  const read = () => (control.value ? Math.floor(new Date(control.value).getTime() / 1000) : null);
  control.addEventListener("change", () => scope.fire(read()));
  return { node: control, control, read: () => ({ type: element.type, selected_date_time: read() }) };
}

function fileInput(element, scope) {
  const noteId = freshId("note");
  const control = el("input", { type: "file", disabled: true, "aria-labelledby": scope.labelId, "aria-describedby": noteId });
  return {
    node: el("span", { class: "picker" }, control, el("span", { class: "hint", id: noteId }, scope.ctx.texts.noFiles)),
    read: () => ({ type: element.type, files: [] }),
    neverRequired: true,
  };
}

const ELEMENTS = {
  button,
  overflow,
  plain_text_input: textInput,
  number_input: typedInput,
  email_text_input: typedInput,
  url_text_input: typedInput,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  file_input: fileInput,
  ...choiceElements,
};

/** Build one element: `{node, control?, read?, problem?, neverRequired?}`, or null when its type is not known. */
export function buildElement(element, scope) {
  return ELEMENTS[element.type]?.(element, scope) ?? null;
}
