import { describe, expect, it } from 'vitest';
import { type MomentFormat, momentOf } from '../../../src/files/csv/moments.ts';

describe('momentOf', () => {
  it.each<[MomentFormat, string, string | undefined]>([
    ['iso', '2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['iso', '2026-01-31 08:15:00', '2026-01-31T08:15:00.000Z'],
    ['iso', '2026-01-31T08:15:00+02:00', '2026-01-31T06:15:00.000Z'],
    ['iso', '31.01.2026', '31.01.2026'],
    ['seconds', '1700000000', '2023-11-14T22:13:20.000Z'],
    ['seconds', '1e99', '1e99'],
    ['seconds', '99999999999999999', '99999999999999999'],
    ['milliseconds', '1700000000500', '2023-11-14T22:13:20.500Z'],
    ['year-month-day', '2026/1/31', '2026-01-31T00:00:00.000Z'],
    ['day-month-year', '31.1.2026 08:15', '2026-01-31T08:15:00.000Z'],
    ['month-day-year', '01/31/2026 23:59:58', '2026-01-31T23:59:58.000Z'],
    ['day-month-year', '31.2.2026', '31.2.2026'],
    ['day-month-year', '1.2.26', '1.2.26'],
    ['month-day-year', '1/2/2026 25:00', '1/2/2026 25:00'],
    ['day-month-year', 'soon', 'soon'],
    ['iso', '  ', undefined],
  ])('reads %s %s', (format, text, moment) => {
    expect(momentOf(text, format)).toBe(moment);
  });
});
