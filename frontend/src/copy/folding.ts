// The search key, as `chungtay-text` folds it: without diacritics, đ as d, lower case, words parted by one
// space. The same words must find the same lines in a copy as in the portal; a test compares them.

const mark = /\p{M}/u;
const letterOrDigit = /[\p{Alphabetic}\p{N}]/u;
const ignorable = /[\u00ad\u200b-\u200d\u2060\ufeff]/u;

/** One letter as the key has it; empty for a mark, which is dropped. */
function foldLetter(letter: string): string {
  if (letter >= "\uac00" && letter <= "\ud7a3") return letter;
  for (const part of letter.normalize("NFD")) {
    if (mark.test(part)) continue;
    if ("đĐðÐƉɖ".includes(part)) return "d";
    return [...part.toLowerCase()][0] ?? part;
  }
  return "";
}

export function fold(text: string): string {
  let folded = "";
  let gap = false;
  const push = (letter: string): void => {
    if (gap && folded !== "") folded += " ";
    gap = false;
    folded += letter;
  };
  for (const letter of text) {
    if (letter < "\u0080") {
      if (/[0-9A-Za-z]/.test(letter)) push(letter.toLowerCase());
      else gap = true;
      continue;
    }
    const base = foldLetter(letter);
    if (base === "") continue;
    if (letterOrDigit.test(base)) push(base);
    else if (!ignorable.test(base)) gap = true;
  }
  return folded;
}
