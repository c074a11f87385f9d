/**
 * Returns `text` without case and accents, for comparing names: compatibility forms are taken apart (NFKD), marks left
 * out, letters made small. The result may be shorter or longer than `text`; offsets do not carry over.
 */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
