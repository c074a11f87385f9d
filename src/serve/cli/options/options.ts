import { InvalidArgumentError } from 'commander';

/** Returns a parser for an option that is a whole number from `min` to `max`; anything else is a usage error. */
export function integerOption(name: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d{1,15}$/u.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(
      `${name} is ${JSON.stringify(text)}, expected a whole number from ${min} to ${max}.`,
    );
  };
}

/** Returns a parser for an option that is a number from `min` to `max`; anything else is a usage error. */
export function numberOption(name: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d{1,9}(\.\d{1,9})?$/u.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(
      `${name} is ${JSON.stringify(text)}, expected a number from ${min} to ${max}.`,
    );
  };
}

/** Returns a list option that grows with each use: `--without A --without B`. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}
