import type { GraphManifest } from '../../contract/types.ts';

/** Names that fill a template. `from` is the source of the relationship and `to` its target, whichever comes first. */
export interface RelationEnds {
  readonly from: string;
  readonly to: string;
}

/**
 * Returns one relationship in words, without a full stop: the manifest's `forward` sentence when the subject is the
 * source, `backward` when it is the target, those of its translation where a language beside English is asked for. A relation that the manifest does not word gets a plain wording from its
 * type: "Kilo: made by Olive Press", "Olive Press is the made by of Kilo"; one that is not translated a dash and the kind of
 * its target: "Kilo – maker: Olive Press".
 */
export function relationSentence(
  manifest: GraphManifest,
  type: string,
  ends: RelationEnds,
  subject: 'from' | 'to',
  language: string | null = null,
): string {
  const words = manifest.relations.find((relation) => relation.type === type);
  const plain = type.toLowerCase().replaceAll('_', ' ');
  const way = subject === 'from' ? 'forward' : 'backward';
  if (language !== null) {
    const sign = `{from} – ${words?.kind ?? plain}: {to}`;
    return fillTemplate(words?.translations?.[language]?.[way] ?? sign, { ...ends });
  }
  const template =
    words?.[way] ?? (way === 'forward' ? `{from}: ${plain} {to}` : `{to} is the ${plain} of {from}`);
  return fillTemplate(template, { ...ends });
}

/** Returns a template in which each `{name}` of `values` is replaced by its value, read literally; others stay. */
export function fillTemplate(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}
