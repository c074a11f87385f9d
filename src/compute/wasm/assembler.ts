/**
 * The binary format of WebAssembly, as far as the kernels need it: functions over one imported shared memory. Every
 * helper returns the bytes of an expression; operands are expressions too, so that code reads from the outside in.
 * Numbers of instructions are those of the WebAssembly core specification 2.0, appendix "Index of Instructions".
 */
export type Code = readonly number[];

/** Types of parameters and locals. */
export const valueTypes = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;

/** A function of a module; parameters are the locals 0, 1, ... and its own locals follow them. It returns nothing. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly (keyof typeof valueTypes)[];
  readonly locals: readonly (keyof typeof valueTypes)[];
  readonly body: Code;
}

/** Returns one expression after the other. */
export function sequence(...parts: readonly Code[]): Code {
  return parts.flat();
}

/** Returns the local at a position. */
export function get(local: number): Code {
  return [0x20, ...unsigned(local)];
}

/** Sets the local at a position. */
export function set(local: number, value: Code): Code {
  return [...value, 0x21, ...unsigned(local)];
}

/** Returns a constant. */
export function integer(value: number): Code {
  return [0x41, ...signed(value)];
}

/** Runs `body` as long as `condition` is not 0. */
export function repeatWhile(condition: Code, body: Code): Code {
  const again = [...body, ...condition, 0x0d, 0x00];
  return [...condition, 0x04, 0x40, 0x03, 0x40, ...again, 0x0b, 0x0b];
}

/** Sets `count` bytes at `address` to 0. */
export function clear(address: Code, count: Code): Code {
  return [...address, ...integer(0), ...count, 0xfc, 0x0b, 0x00];
}

/** Sums, products and comparisons of addresses and counts. */
export const i32: Readonly<Record<'add' | 'subtract' | 'multiply' | 'shiftLeft' | 'isBelow', Binary>> = {
  add: binary(0x6a),
  subtract: binary(0x6b),
  multiply: binary(0x6c),
  shiftLeft: binary(0x74),
  isBelow: binary(0x49),
};

/** Arithmetic on one number. */
export const f64: Readonly<Record<'add' | 'multiply', Binary>> = {
  add: binary(0xa0),
  multiply: binary(0xa2),
};

/** Arithmetic on vectors of 128 bits. */
export interface Lanes {
  readonly add: Binary;
  readonly subtract: Binary;
  readonly multiply: Binary;
  readonly largest: Binary;
  readonly absolute: (value: Code) => Code;
  /** A number of 64 bits in every lane. */
  readonly all: (number: Code) => Code;
}

/** Two numbers of 64 bits. */
export const f64x2: Lanes = {
  add: binary(0xfd, 0xf0, 0x01),
  subtract: binary(0xfd, 0xf1, 0x01),
  multiply: binary(0xfd, 0xf2, 0x01),
  largest: binary(0xfd, 0xf5, 0x01),
  absolute: (value) => [...value, 0xfd, 0xec, 0x01],
  all: (number) => [...number, 0xfd, 0x14],
};

/** Four numbers of 32 bits. */
export const f32x4: Lanes = {
  add: binary(0xfd, 0xe4, 0x01),
  subtract: binary(0xfd, 0xe5, 0x01),
  multiply: binary(0xfd, 0xe6, 0x01),
  largest: binary(0xfd, 0xe9, 0x01),
  absolute: (value) => [...value, 0xfd, 0xe0, 0x01],
  all: (number) => [...number, 0xb6, 0xfd, 0x13],
};

/** Returns the first (0) or second (1) of two numbers. */
export function lane(value: Code, position: 0 | 1): Code {
  return [...value, 0xfd, 0x21, position];
}

/** Two zeros. */
export const zeros: Code = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];

/** The number 0. */
export const zero: Code = [0x44, ...new Array<number>(8).fill(0)];

/** Reads from memory at an address plus a constant. */
export const load: Readonly<Record<'i32' | 'f64' | 'v128', (address: Code, offset?: number) => Code>> = {
  i32: (address, offset = 0) => [...address, 0x28, 2, ...unsigned(offset)],
  f64: (address, offset = 0) => [...address, 0x2b, 3, ...unsigned(offset)],
  v128: (address, offset = 0) => [...address, 0xfd, 0x00, 4, ...unsigned(offset)],
};

/** Writes to memory at an address plus a constant. */
export const store: Readonly<Record<'f64' | 'v128', (address: Code, value: Code, offset?: number) => Code>> =
  {
    f64: (address, value, offset = 0) => [...address, ...value, 0x39, 3, ...unsigned(offset)],
    v128: (address, value, offset = 0) => [...address, ...value, 0xfd, 0x0b, 4, ...unsigned(offset)],
  };

/** Returns the bytes of a module that imports `env.memory`, shared, of at most `pagesMax` pages of 64 KiB. */
export function assembleModule(
  functions: readonly WasmFunction[],
  pagesMax: number,
): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...list(parameters.map(typeByte)), 0]);
  const memory = [...text('env'), ...text('memory'), 0x02, 0x03, ...unsigned(1), ...unsigned(pagesMax)];
  const names = functions.map(({ name }, position) => [...text(name), 0x00, ...unsigned(position)]);
  const bodies = functions.map(({ locals, body }) => {
    const code = [...list(locals.map((type) => [1, ...typeByte(type)])), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list(types)),
    ...section(2, list([memory])),
    ...section(3, list(functions.map((_, position) => unsigned(position)))),
    ...section(7, list(names)),
    ...section(10, list(bodies)),
  ]);
}

type Binary = (left: Code, right: Code) => Code;

function binary(...instruction: number[]): Binary {
  return (left, right) => [...left, ...right, ...instruction];
}

function typeByte(type: keyof typeof valueTypes): number[] {
  return [valueTypes[type]];
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content];
}

function list(entries: readonly Code[]): Code {
  return [...unsigned(entries.length), ...entries.flat()];
}

function text(name: string): Code {
  const bytes = new TextEncoder().encode(name);
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return [...bytes, rest];
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest < -0x40 || rest > 0x3f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  return [...bytes, rest & 0x7f];
}
