import type { GraphManifest } from '../../contract/types.ts';

/** Names that fill a template. `from` is the source of the relationship and `to` its target, whichever comes first. */
export interface RelationEnds {
  readonly from: string;
  readonly to: string;
}

/**
 * Returns one relationship in words, without a full stop: the manifest's `forward` sentence when the subject is the
 * source, `backward` when it is the target. A relation that the manifest does not word gets a plain wording from its
 * type: "Kilo: made by Olive Press", "Olive Press is the made by of Kilo".
 */
export function relationSentence(
  manifest: GraphManifest,
  type: string,
  ends: RelationEnds,
  subject: 'from' | 'to',
): string {
  const words = manifest.relations.find((relation) => relation.type === type);
  const plain = type.toLowerCase().replaceAll('_', ' ');
  const template =
    subject === 'from'
      ? (words?.forward ?? `{from}: ${plain} {to}`)
      : (words?.backward ?? `{to} is the ${plain} of {from}`);
  return fillTemplate(template, ends);
}

/** Returns a template with `{from}` and `{to}` replaced by names, each read literally. */
export function fillTemplate(template: string, ends: RelationEnds): string {
  return template.replace(/\{(from|to)\}/g, (_, end: string) => (end === 'from' ? ends.from : ends.to));
}
