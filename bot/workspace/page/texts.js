// What the page itself says, in the language of the person of each pane.

import { DA } from "./texts_da.js";
import { EN } from "./texts_en.js";
import { ZH } from "./texts_zh.js";

/** The texts for a person's language; English for anyone who has said nothing. */
export function textsFor(language) {
  return { da: DA, zh: ZH }[language] ?? EN;
}

/** The language a text is written in, as far as its letters tell, for `lang` attributes; null when they do not. */
export function languageOf(text) {
  const letters = text.match(/\p{L}/gu) ?? [];
  const han = letters.filter((letter) => /\p{Script=Han}/u.test(letter)).length;
  if (han > 0 && han >= letters.length * 0.2) return "zh-Hans";
  return /[æøå]/i.test(text) ? "da" : null;
}
