import type { CsvAttribute, CsvFileMapping } from '../../contract/types.ts';
import { reviewId } from '../amazon/review-id.ts';
import { reviewText } from '../amazon/review-text.ts';
import { firstTime } from '../first-time.ts';
import { momentOf } from './moments.ts';
import type { FieldOf } from './read-table.ts';

type RowMaker = (field: FieldOf, line: number) => readonly unknown[];

/** Makes the rows of items: the first line that names one describes it. */
export function itemRows({ item, itemName, properties = [] }: CsvFileMapping): RowMaker {
  const fresh = firstTime();
  return (field) => {
    const id = field(item);
    if (!fresh(id)) return [];
    const name = itemName === undefined ? '' : field(itemName).trim();
    const values = properties
      .map(({ column, name: own, type }): [string, unknown] => [
        own ?? column,
        type === 'number' ? numberOf(field(column)) : field(column).trim(),
      ])
      .filter(([, value]) => value !== '' && value !== undefined);
    const row = { id, name: name === '' ? id : name };
    return [values.length === 0 ? row : { ...row, properties: Object.fromEntries(values) }];
  };
}

/** Makes the attributes that items have, each once. */
export function attributeRows({ attributes = [] }: CsvFileMapping): RowMaker {
  const fresh = firstTime();
  return (field) =>
    attributes.flatMap((attribute) =>
      valuesOf(attribute, field)
        .map((name) => ({ id: idOf(attribute, name), kind: attribute.kind, name }))
        .filter(({ id }) => fresh(id)),
    );
}

/** Makes the links from items to their attributes, each once. */
export function linkRows({ item, attributes = [] }: CsvFileMapping): RowMaker {
  const fresh = firstTime();
  return (field) =>
    attributes.flatMap((attribute) =>
      valuesOf(attribute, field)
        .map((name) => ({
          from: field(item),
          relation: relationOf(attribute),
          to: idOf(attribute, name),
        }))
        .filter(({ from, relation, to }) => fresh(JSON.stringify([from, relation, to]))),
    );
}

/** Makes the acts of users, one a line. */
export function actRows(mapping: CsvFileMapping): RowMaker {
  const { item, user = '', kind = 'RATED', rating } = mapping;
  return (field) => {
    const stars = rating === undefined ? undefined : numberOf(field(rating));
    const at = whenOf(mapping, field);
    return [
      {
        user: field(user),
        item: field(item),
        kind,
        ...(stars === undefined ? {} : { rating: stars }),
        ...(at === undefined ? {} : { at }),
      },
    ];
  };
}

/** Makes the reviews of users; a line without a text has none. */
export function reviewRows(mapping: CsvFileMapping): RowMaker {
  const { item, user = '', rating, review, file } = mapping;
  return (field, line) => {
    if (review === undefined) return [];
    const headline = review.headline === undefined ? '' : field(review.headline);
    const text = reviewText(headline, field(review.text));
    if (text === '') return [];
    const at = whenOf(mapping, field);
    const stars = rating === undefined ? undefined : numberOf(field(rating));
    const id =
      review.id === undefined
        ? reviewId(field(user), field(item), at ?? `${file}:${line}`)
        : field(review.id);
    return [
      {
        id,
        user: field(user),
        item: field(item),
        text,
        ...(stars === undefined ? {} : { rating: stars }),
        ...(at === undefined ? {} : { at }),
      },
    ];
  };
}

/** Returns the relationship type of a kind of attribute. */
export function relationOf({ kind, relation }: CsvAttribute): string {
  return relation ?? `HAS_${kind.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

function whenOf({ at }: CsvFileMapping, field: FieldOf): string | undefined {
  return at === undefined ? undefined : momentOf(field(at.column), at.format);
}

function valuesOf({ column, separator }: CsvAttribute, field: FieldOf): string[] {
  const text = field(column);
  const parts = separator === undefined ? [text] : text.split(separator);
  return [...new Set(parts.map((part) => part.trim()))].filter((part) => part !== '');
}

function idOf({ kind }: CsvAttribute, name: string): string {
  return `${kind}:${name}`;
}

/** Returns the number that a field states, undefined for a blank one, or the field itself, which the schema refuses. */
function numberOf(field: string): number | string | undefined {
  if (field.trim() === '') return undefined;
  const value = Number(field);
  return Number.isFinite(value) ? value : field;
}
