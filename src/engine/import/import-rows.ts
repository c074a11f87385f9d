import type {
  AspectRow,
  AttributeRow,
  GraphManifest,
  InteractionRow,
  ItemRow,
  LinkRow,
  OpinionRow,
  ReviewRow,
  StrikeRow,
  UserRow,
} from '../../contract/types.ts';
import { check } from '../../contract/validate.ts';
import type { FactKind, FactRows } from '../../store/port.ts';
import type { Deps } from '../deps.ts';
import { opinionId } from '../reviews/opinion-id.ts';
import { reservedTypes } from './import-manifest.ts';
import { linkResolver } from './import-relations.ts';

/** A row of the store's form, or why the row of the data set is none. */
export type ReadyRow =
  | { readonly ok: true; readonly row: FactRows[FactKind] }
  | { readonly ok: false; readonly reason: string };

/** Turns rows of a data set into rows of the store. */
export type RowReader = (kind: FactKind, row: unknown) => ReadyRow;

const schemas: Readonly<Record<FactKind, string>> = {
  items: 'item-row',
  users: 'user-row',
  attributes: 'attribute-row',
  aspects: 'aspect-row',
  links: 'link-row',
  interactions: 'interaction-row',
  reviews: 'review-row',
  opinions: 'opinion-row',
  strikes: 'strike-row',
};

/**
 * Returns a reader that holds each row to the schema of its kind and to the manifest, and brings it into the store's
 * form: keys in a fixed order, relations and labels resolved, times in epoch milliseconds, opinions with the SHA-256 of
 * their content as id. `textOf` gives the text of a review where it is known; opinions must stand in it word for word.
 */
export function rowReader(
  manifests: { readonly own: GraphManifest; readonly merged: GraphManifest },
  hash: Deps['hash'],
  textOf: (review: string) => string | undefined,
): RowReader {
  const resolve = linkResolver(manifests.own, manifests.merged);
  const taken = new Set([...reservedTypes, ...manifests.merged.relations.map((relation) => relation.type)]);
  const scale = manifests.own.rating;
  const ready: { readonly [Kind in FactKind]: (row: unknown) => ReadyRow } = {
    items: (row) => readyItem(row as ItemRow),
    users: (row) => readyUser(row as UserRow),
    attributes: (row) => accepted(pick(row as AttributeRow, ['id', 'kind', 'name'])),
    aspects: (row) => accepted(pick(row as AspectRow, ['id', 'name'])),
    links: (row) => resolve(row as LinkRow),
    interactions: (row) => readyInteraction(row as InteractionRow, taken, scale),
    reviews: (row) => readyReview(row as ReviewRow, scale),
    opinions: (row) => readyOpinion(row as OpinionRow, hash, textOf),
    strikes: (row) => readyStrike(row as StrikeRow),
  };
  return (kind, row) => {
    const checked = check<unknown>(schemas[kind], row);
    if (!checked.ok) return refused(checked.problems.join('; '));
    const unfit = unfitText(checked.value as object);
    return unfit === null ? ready[kind](checked.value) : refused(unfit);
  };
}

function readyItem(row: ItemRow): ReadyRow {
  if (row.properties === undefined) return accepted(pick(row, ['id', 'name']));
  const properties = Object.fromEntries(
    Object.entries(row.properties).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
  return accepted({ id: row.id, name: row.name, properties });
}

function readyUser(row: UserRow): ReadyRow {
  return accepted(pick(row, ['id', 'name']));
}

function readyInteraction(
  row: InteractionRow,
  taken: ReadonlySet<string>,
  scale: GraphManifest['rating'],
): ReadyRow {
  if (taken.has(row.kind))
    return refused(`kind ${row.kind} is the name of a relation, not of an interaction`);
  const moment = epochMs(row.at);
  const problem = offScale(row.rating, scale) ?? (Number.isNaN(moment) ? noMoment(row.at) : null);
  if (problem !== null) return refused(problem);
  return accepted({ ...pick(row, ['user', 'item', 'kind', 'rating', 'weight']), at: moment });
}

function readyReview(row: ReviewRow, scale: GraphManifest['rating']): ReadyRow {
  const moment = epochMs(row.at);
  const problem = offScale(row.rating, scale) ?? (Number.isNaN(moment) ? noMoment(row.at) : null);
  if (problem !== null) return refused(problem);
  return accepted({ ...pick(row, ['id', 'user', 'item', 'text', 'rating']), at: moment });
}

function readyOpinion(
  row: OpinionRow,
  hash: Deps['hash'],
  textOf: (review: string) => string | undefined,
): ReadyRow {
  const text = textOf(row.review);
  if (text !== undefined) {
    const problem =
      notVerbatim(text, 'aspectPhrase', row.aspectPhrase, row.aspectStart, row.aspectEnd) ??
      notVerbatim(text, 'phrase', row.phrase, row.start, row.end);
    if (problem !== null) return refused(problem);
  }
  const keys = [
    'review',
    'aspect',
    'aspectPhrase',
    'aspectStart',
    'aspectEnd',
    'phrase',
    'start',
    'end',
  ] as const;
  return accepted({ id: opinionId(row, hash), ...pick(row, [...keys, 'polarity', 'method', 'model']) });
}

function readyStrike(row: StrikeRow): ReadyRow {
  const moment = epochMs(row.at);
  if (Number.isNaN(moment)) return refused(noMoment(row.at));
  return accepted({ ...pick(row, ['user', 'label', 'node']), at: moment });
}

function accepted(row: FactRows[FactKind]): ReadyRow {
  return { ok: true, row };
}

function refused(reason: string): ReadyRow {
  return { ok: false, reason };
}

/** Returns the given keys of a row in this order, without those it lacks, so that equal rows have equal JSON. */
function pick<Row extends object, Key extends keyof Row>(row: Row, keys: readonly Key[]): Pick<Row, Key> {
  const picked: Partial<Row> = {};
  for (const key of keys) if (row[key] !== undefined) picked[key] = row[key];
  return picked as Pick<Row, Key>;
}

/** Epoch milliseconds of a moment, null where there is none, NaN where it is no moment of the calendar. */
function epochMs(at: string | number | undefined): number | null {
  if (at === undefined) return null;
  return typeof at === 'number' ? at * 1000 : Date.parse(at);
}

function noMoment(at: string | number | undefined): string {
  return `at is ${JSON.stringify(at)}, which is no moment of the calendar`;
}

function offScale(rating: number | undefined, scale: GraphManifest['rating']): string | null {
  if (rating === undefined || scale === undefined || (rating >= scale.min && rating <= scale.max))
    return null;
  return `rating is ${rating}, the scale of the manifest goes from ${scale.min} to ${scale.max}`;
}

function notVerbatim(text: string, key: string, phrase: string, start: number, end: number): string | null {
  const found = text.slice(start, end);
  if (found === phrase) return null;
  const shown = JSON.stringify(found.slice(0, 80));
  return `${key} is ${JSON.stringify(phrase.slice(0, 80))}, but the review has ${shown} from ${start} to ${end}`;
}

/** Stores keep text as UTF-8 without NUL; half a surrogate pair would come back as another character. */
function unfitText(row: object, path = ''): string | null {
  for (const [key, value] of Object.entries(row)) {
    const name = path + key;
    if (typeof value === 'object' && value !== null) {
      const inner = unfitText(value as object, `${name}.`);
      if (inner !== null) return inner;
    }
    if (hasUnfitUnits(key))
      return `the key ${JSON.stringify(name)} holds a NUL character or half a surrogate pair`;
    if (typeof value === 'string' && hasUnfitUnits(value)) {
      return `${name} holds a NUL character or half a surrogate pair`;
    }
  }
  return null;
}

function hasUnfitUnits(text: string): boolean {
  return text.includes('\u0000') || !text.isWellFormed();
}
