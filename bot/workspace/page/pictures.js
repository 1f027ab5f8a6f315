// Pictures of blocks and files: scaled to where they stand, and in full size when one is pressed.

import { el, freshId } from "./dom.js";

/** The address of an image when it is on this very host, else null: the page asks no other host for anything. */
function localImage(address) {
  const url = URL.parse(address ?? "", location.href);
  return url?.origin === location.origin && url.protocol.startsWith("http") ? url.href : null;
}

/** Where a person looks at a file; the workspace gives it only to who sees it. */
export function fileAddress(fileId, ctx) {
  return `/_control/file?${new URLSearchParams({ user: ctx.userId, file: fileId })}`;
}

function fileNamed(slackFile) {
  if (slackFile.id) return slackFile.id;
  return /^\/files\/([^/]+)\//.exec(URL.parse(slackFile.url ?? "", location.href)?.pathname ?? "")?.[1];
}

function sourceOf(image, ctx) {
  if (!image.slack_file) return localImage(image.image_url);
  const fileId = fileNamed(image.slack_file);
  return fileId ? fileAddress(fileId, ctx) : null;
}

const inWords = (alt, ctx) => el("span", { class: "alt" }, `${ctx.texts.image}: ${alt}`);

/**
 * A picture, or its words where it cannot be had.
 * @param image an image block or element, or `{slack_file, alt_text}` of a file
 * @param className `tiny` pictures are no buttons: they stand in a line of text
 */
export function picture(image, className, ctx) {
  const src = sourceOf(image, ctx);
  const alt = image.alt_text ?? "";
  if (!src) return inWords(alt, ctx);
  const img = el("img", { src, alt, class: className, loading: "lazy" });
  const node = className === "tiny" ? img : el("button", { type: "button", class: "picture-button", title: ctx.texts.openPicture, "aria-haspopup": "dialog", onclick: () => showLarge(src, alt, ctx) }, img);
  img.addEventListener("error", () => node.replaceWith(inWords(alt, ctx)));
  return node;
}

/** Show a picture in full size over the whole page, until it is closed. */
function showLarge(src, alt, ctx) {
  const { texts } = ctx;
  const titleId = freshId("picture");
  const dialog = el(
    "dialog",
    { class: "viewer", lang: texts.lang, "aria-labelledby": titleId },
    el(
      "div",
      { class: "viewer-head" },
      el("p", { id: titleId }, alt),
      el("a", { href: src, target: "_blank", rel: "noopener" }, texts.ownTab),
      el("button", { type: "button", class: "icon", "aria-label": texts.close, title: texts.close, autofocus: true, onclick: () => dialog.close() }, "×"),
    ),
    el("div", { class: "viewer-body", tabindex: "0" }, el("img", { src, alt: "" })),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
