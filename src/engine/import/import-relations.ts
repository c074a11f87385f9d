import type { GraphManifest, LinkRow, Relation } from '../../contract/types.ts';

type Label = NonNullable<LinkRow['fromLabel']>;

const namesShownMax = 20;

/** A link with its relationship type and both labels, or why it has none. */
export type ResolvedLink =
  | { readonly ok: true; readonly row: Required<LinkRow> }
  | { readonly ok: false; readonly reason: string };

/**
 * Returns a function that gives links their relationship type and labels. Relations are found by type, then by source
 * name; the manifest of the data set comes before what the store knows beside it, so that another data set cannot make
 * a link ambiguous.
 */
export function linkResolver(own: GraphManifest, merged: GraphManifest): (row: LinkRow) => ResolvedLink {
  const relations = new Map<string, Relation>();
  for (const manifest of [merged, own]) {
    for (const relation of manifest.relations) {
      if (relation.source !== undefined) relations.set(relation.source, relation);
    }
    for (const relation of manifest.relations) relations.set(relation.type, relation);
  }
  return (row) => {
    const relation = relations.get(row.relation);
    return relation === undefined
      ? { ok: false, reason: unknownRelation(row.relation, merged) }
      : labelled(row, relation);
  };
}

function labelled(row: LinkRow, relation: Relation): ResolvedLink {
  const fitting = relation.ends.filter(
    ([from, to]) => (row.fromLabel ?? from) === from && (row.toLabel ?? to) === to,
  );
  const [first, second] = fitting;
  if (first === undefined) {
    const stated = `${row.fromLabel ?? 'any'} to ${row.toLabel ?? 'any'}`;
    return {
      ok: false,
      reason: `${relation.type} leads from ${endsText(relation.ends)}, the row says ${stated}`,
    };
  }
  if (second !== undefined) {
    return {
      ok: false,
      reason: `${relation.type} leads from ${endsText(fitting)}; the row must state fromLabel and toLabel`,
    };
  }
  const [fromLabel, toLabel] = first;
  return { ok: true, row: { from: row.from, relation: relation.type, to: row.to, fromLabel, toLabel } };
}

function endsText(ends: readonly (readonly [Label, Label])[]): string {
  return ends.map(([from, to]) => `${from} to ${to}`).join(' or ');
}

function unknownRelation(name: string, manifest: GraphManifest): string {
  const types = manifest.relations.map((relation) => relation.type);
  const shown = types.slice(0, namesShownMax).join(', ');
  const more = types.length > namesShownMax ? ` and ${types.length - namesShownMax} more` : '';
  const known = types.length === 0 ? 'the manifest names none' : `known: ${shown}${more}`;
  return `the relation "${name.slice(0, 80)}" is not in the manifest; ${known}`;
}
