/** Forms of moments that a mapping may name. */
export type MomentFormat =
  | 'iso'
  | 'seconds'
  | 'milliseconds'
  | 'year-month-day'
  | 'day-month-year'
  | 'month-day-year';

const zoned = /(Z|[+-]\d{2}:?\d{2})$/i;
const numbers = /^(\d{1,4})\D(\d{1,2})\D(\d{1,4})(?:\D+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\D*$/;

/**
 * Returns the moment that a field states as ISO 8601 UTC, undefined for a blank field, or the field itself where it is no
 * moment of that form, which the schema then refuses by name. Where no zone is named it is UTC.
 */
export function momentOf(field: string, format: MomentFormat): string | undefined {
  const text = field.trim();
  if (text === '') return undefined;
  const moment = epochMs(text, format);
  return Math.abs(moment) <= 8.64e15 ? new Date(moment).toISOString() : field;
}

/** Epoch milliseconds, NaN where it is no moment. */
function epochMs(text: string, format: MomentFormat): number {
  if (format === 'seconds' || format === 'milliseconds') {
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * (format === 'seconds' ? 1000 : 1) : Number.NaN;
  }
  if (format === 'iso') {
    // A date and time without a zone would else be taken for the local one.
    const isLocal = text.length > 10 && !zoned.test(text);
    return /^\d{4}-\d{2}-\d{2}/.test(text)
      ? Date.parse(isLocal ? `${text.replace(' ', 'T')}Z` : text)
      : Number.NaN;
  }
  const found = numbers
    .exec(text)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (found === undefined) return Number.NaN;
  const [first = 0, second = 0, third = 0, ...time] = found;
  const order = {
    'year-month-day': [first, second, third],
    'day-month-year': [third, second, first],
    'month-day-year': [third, first, second],
  } as const;
  return dateMs(order[format], time);
}

function dateMs([year, month, day]: readonly [number, number, number], time: readonly number[]): number {
  const [hour = 0, minute = 0, second = 0] = time;
  const moment = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(moment);
  // 31.02. would become a day in March, and the year 24 the year 1924.
  const isDay =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay && hour < 24 && minute < 60 && second < 60 ? moment : Number.NaN;
}
