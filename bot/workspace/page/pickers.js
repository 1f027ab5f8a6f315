// Pickers of dates and times: the browser's own fields, with words beside them that nobody can read the wrong way round.

import { spelledOut } from "./dates.js";
import { common } from "./controls.js";
import { el } from "./dom.js";
import { plain } from "./mrkdwn.js";

const EARLIEST = "1900-01-01";
const LATEST = "9999-12-31"; // without an end a browser lets people type years of six digits

/**
 * Tell what is chosen when it is settled: at once when a pointer chose it, but only on leaving the field, or by Enter,
 * when it is being typed, for "2017" is 2, 20 and 201 on its way.
 */
function whenSettled(control, scope, tell) {
  let typing = false;
  let waiting = false;
  const settle = () => {
    if (!waiting) return;
    waiting = false;
    if (control.validity.valid) tell();
  };
  control.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") typing ||= event.key !== "Tab";
    else if (waiting && scope.dispatches) {
      event.preventDefault();
      settle();
    }
  });
  control.addEventListener("pointerdown", () => {
    typing = false;
  });
  control.addEventListener("change", () => {
    waiting = true;
    if (!typing) settle();
  });
  control.addEventListener("blur", () => {
    typing = false;
    settle();
  });
}

/** A field and the words beside it: what is chosen, spelled out, or what to do while nothing is. */
function picked(element, scope, { type, stateName, initialName, describe, range = {} }) {
  const control = el("input", { ...common(element, scope), ...range, type });
  control.value = (scope.kept ? scope.kept[stateName] : element[initialName]) ?? "";
  const words = el("span", { class: "spelled-out" });
  const spell = () => {
    words.textContent = control.value ? describe(control.value) : plain(element.placeholder?.text);
  };
  spell();
  let before = control.value;
  const undo = () => {
    control.value = before;
    spell();
  };
  control.addEventListener("input", spell);
  whenSettled(control, scope, () => scope.fire(control.value || null, { undo, kept: () => (before = control.value) }));
  return {
    node: el("span", { class: "picker" }, control, words),
    control,
    read: () => ({ type: element.type, [stateName]: control.value || null }),
    problem: () => (control.validity.valid ? null : scope.ctx.texts.invalid),
  };
}

function datePicker(element, scope) {
  const describe = (value) => spelledOut(value, scope.ctx.texts.lang);
  return picked(element, scope, { type: "date", stateName: "selected_date", initialName: "initial_date", describe, range: { min: EARLIEST, max: LATEST } });
}

function timePicker(element, scope) {
  return picked(element, scope, { type: "time", stateName: "selected_time", initialName: "initial_time", describe: scope.ctx.texts.clock });
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
  whenSettled(control, scope, () => scope.fire(read()));
  return { node: control, control, read: () => ({ type: element.type, selected_date_time: read() }) };
}

export const pickers = { datepicker: datePicker, timepicker: timePicker, datetimepicker: dateTimePicker };
