// What every control of a block has in common.

import { plain } from "./mrkdwn.js";

/** The attributes every control shares: its key (for focus and state) and what names and describes it. */
export function common(element, scope) {
  return {
    "data-key": scope.key,
    "data-first": element.focus_on_load === true,
    id: scope.controlId,
    "aria-labelledby": scope.labelId,
    "aria-label": scope.labelId ? undefined : plain(element.accessibility_label ?? element.placeholder?.text ?? element.action_id),
    "aria-describedby": scope.describedBy,
    "aria-required": scope.required ? "true" : undefined,
  };
}
