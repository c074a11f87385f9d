import type { FactKind, FactRows } from '../../store/port.ts';

/** Rows of one write. */
export const batchRows = 10_000;

/** A row ready for the store, and where it came from. */
export interface Entry {
  readonly row: FactRows[FactKind];
  readonly file: string;
  readonly line: number;
  /** The row as the data set has it. */
  readonly source: unknown;
}

/** Returns the key under which the store holds a row: rows of equal keys are one. */
export function keyOf(kind: FactKind, row: FactRows[FactKind]): string {
  if (kind === 'links') {
    const link = row as FactRows['links'];
    return [link.relation, link.fromLabel, link.from, link.toLabel, link.to].join('\u0000');
  }
  if (kind === 'interactions') {
    const act = row as FactRows['interactions'];
    // A user rates an item once; other acts are told apart by their moments.
    return [act.user, act.item, act.kind, act.kind === 'RATED' ? '' : (act.at ?? '')].join('\u0000');
  }
  if (kind === 'strikes') {
    const { user, label, node } = row as FactRows['strikes'];
    return [user, label, node].join('\u0000');
  }
  return (row as FactRows['items']).id;
}

/** Returns the moment by which rows of one key compete: of ratings the latest wins, then file order. */
export function momentOf(kind: FactKind, row: FactRows[FactKind]): number {
  return kind === 'interactions' ? ((row as FactRows['interactions']).at ?? Number.NEGATIVE_INFINITY) : 0;
}
