/**
 * Writes a language model small enough to be made on the spot: the file format of llama.cpp (GGUF version 3), one
 * block of the architecture `llama`, one token per byte, random weights. Its words are noise, but the real Ollama
 * server loads it, counts its tokens and holds its output to a JSON schema.
 *
 * Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */

const embeddingLength = 32;
const feedForwardLength = 64;
/** One, since reading a prompt costs its length squared for every head. */
const headCount = 1;
/** A token is one byte here, and real prompts hold several thousand bytes. */
const contextLength = 32_768;
const byteCount = 256;
const vocabularySize = byteCount + 2;
/**
 * The quotation mark ends a text. Its row of the output is this much longer than the others, so that many answers are
 * whole before they are cut, and meet what checks whole answers.
 */
const quotationMarkScale = 2;
/** Tensor data start at a multiple of this many bytes, GGUF's default. */
const alignment = 32;

/** The numbers that GGUF gives to the types of its values. */
const valueType = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 } as const;
const tensorFloat32 = 0;
const tokenNormal = 1;
const tokenControl = 3;

/**
 * The bytes of the model file, about 120 kB. The same `seed` (an unsigned 32-bit number) gives the same bytes.
 */
export function tinyGguf(seed: number): Uint8Array {
  const tensors = tensorList(seed);
  const metadata = metadataList();
  const header = new ByteWriter();
  header.bytes(new TextEncoder().encode('GGUF'));
  header.uint32(3);
  header.uint64(tensors.length);
  header.uint64(metadata.length);
  for (const { key, write } of metadata) {
    header.text(key);
    write(header);
  }
  let offset = 0;
  for (const { name, dimensions, values } of tensors) {
    header.text(name);
    header.uint32(dimensions.length);
    for (const dimension of dimensions) header.uint64(dimension);
    header.uint32(tensorFloat32);
    header.uint64(offset);
    offset += padded(values.byteLength);
  }
  header.pad();
  for (const { values } of tensors) {
    header.bytes(new Uint8Array(values.buffer));
    header.pad();
  }
  return header.finish();
}

type Tensor = { name: string; dimensions: number[]; values: Float32Array };

function tensorList(seed: number): Tensor[] {
  const next = randomNumbers(seed);
  const matrix = (name: string, columns: number, rows: number): Tensor => {
    const scale = 1 / Math.sqrt(columns);
    return {
      name,
      dimensions: [columns, rows],
      values: Float32Array.from({ length: columns * rows }, () => next() * scale),
    };
  };
  const ones = (name: string): Tensor => {
    return { name, dimensions: [embeddingLength], values: new Float32Array(embeddingLength).fill(1) };
  };
  return [
    matrix('token_embd.weight', embeddingLength, vocabularySize),
    ones('output_norm.weight'),
    withLoudQuotationMark(matrix('output.weight', embeddingLength, vocabularySize)),
    ones('blk.0.attn_norm.weight'),
    matrix('blk.0.attn_q.weight', embeddingLength, embeddingLength),
    matrix('blk.0.attn_k.weight', embeddingLength, embeddingLength),
    matrix('blk.0.attn_v.weight', embeddingLength, embeddingLength),
    matrix('blk.0.attn_output.weight', embeddingLength, embeddingLength),
    ones('blk.0.ffn_norm.weight'),
    matrix('blk.0.ffn_gate.weight', embeddingLength, feedForwardLength),
    matrix('blk.0.ffn_up.weight', embeddingLength, feedForwardLength),
    matrix('blk.0.ffn_down.weight', feedForwardLength, embeddingLength),
  ];
}

function withLoudQuotationMark(output: Tensor): Tensor {
  const from = '"'.charCodeAt(0) * embeddingLength;
  const row = output.values.subarray(from, from + embeddingLength);
  row.set(row.map((weight) => weight * quotationMarkScale));
  return output;
}

type Metadata = { key: string; write: (out: ByteWriter) => void };

function metadataList(): Metadata[] {
  return [
    textValue('general.architecture', 'llama'),
    textValue('general.name', 'tiny'),
    uint32Value('general.file_type', 0),
    uint32Value('llama.block_count', 1),
    uint32Value('llama.context_length', contextLength),
    uint32Value('llama.embedding_length', embeddingLength),
    uint32Value('llama.feed_forward_length', feedForwardLength),
    uint32Value('llama.attention.head_count', headCount),
    uint32Value('llama.attention.head_count_kv', headCount),
    float32Value('llama.attention.layer_norm_rms_epsilon', 1e-5),
    float32Value('llama.rope.freq_base', 10_000),
    uint32Value('llama.rope.dimension_count', embeddingLength / headCount),
    uint32Value('llama.vocab_size', vocabularySize),
    textValue('tokenizer.ggml.model', 'gpt2'),
    textValue('tokenizer.ggml.pre', 'default'),
    textsValue('tokenizer.ggml.tokens', [...byteTokens(), '<s>', '</s>']),
    tokenTypesValue('tokenizer.ggml.token_type'),
    // A byte-pair tokenizer must have a merge. Two zero bytes stand in no prompt, so this one never applies.
    textsValue('tokenizer.ggml.merges', [`${byteTokens()[0]} ${byteTokens()[0]}`]),
    uint32Value('tokenizer.ggml.bos_token_id', byteCount),
    uint32Value('tokenizer.ggml.eos_token_id', byteCount + 1),
    boolValue('tokenizer.ggml.add_bos_token', true),
  ];
}

/**
 * GPT-2's name for each byte: printable Latin-1 characters stand for themselves, every other byte for the next free
 * character from U+0100 on.
 */
function byteTokens(): string[] {
  let nextFree = 0x100;
  return Array.from({ length: byteCount }, (_, byte) => {
    const printable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte !== 0xad);
    if (printable) return String.fromCodePoint(byte);
    nextFree += 1;
    return String.fromCodePoint(nextFree - 1);
  });
}

function textValue(key: string, value: string): Metadata {
  return {
    key,
    write: (out) => {
      out.uint32(valueType.string);
      out.text(value);
    },
  };
}

function uint32Value(key: string, value: number): Metadata {
  return {
    key,
    write: (out) => {
      out.uint32(valueType.uint32);
      out.uint32(value);
    },
  };
}

function float32Value(key: string, value: number): Metadata {
  return {
    key,
    write: (out) => {
      out.uint32(valueType.float32);
      out.float32(value);
    },
  };
}

function boolValue(key: string, value: boolean): Metadata {
  return {
    key,
    write: (out) => {
      out.uint32(valueType.bool);
      out.bytes(Uint8Array.of(value ? 1 : 0));
    },
  };
}

function textsValue(key: string, values: readonly string[]): Metadata {
  return {
    key,
    write: (out) => {
      out.uint32(valueType.array);
      out.uint32(valueType.string);
      out.uint64(values.length);
      for (const value of values) out.text(value);
    },
  };
}

function tokenTypesValue(key: string): Metadata {
  return {
    key,
    write: (out) => {
      out.uint32(valueType.array);
      out.uint32(valueType.int32);
      out.uint64(vocabularySize);
      for (let token = 0; token < vocabularySize; token += 1) {
        out.uint32(token < byteCount ? tokenNormal : tokenControl);
      }
    },
  };
}

/** Numbers in [-1, 1) from a linear congruential generator (Numerical Recipes' constants): noise, but repeatable. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

function padded(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

/** Collects little-endian values into one array of bytes. */
class ByteWriter {
  private readonly chunks: Uint8Array[] = [];
  private length = 0;

  bytes(chunk: Uint8Array): void {
    this.chunks.push(chunk);
    this.length += chunk.byteLength;
  }

  uint32(value: number): void {
    const chunk = new Uint8Array(4);
    new DataView(chunk.buffer).setUint32(0, value, true);
    this.bytes(chunk);
  }

  uint64(value: number): void {
    const chunk = new Uint8Array(8);
    new DataView(chunk.buffer).setBigUint64(0, BigInt(value), true);
    this.bytes(chunk);
  }

  float32(value: number): void {
    const chunk = new Uint8Array(4);
    new DataView(chunk.buffer).setFloat32(0, value, true);
    this.bytes(chunk);
  }

  text(value: string): void {
    const encoded = new TextEncoder().encode(value);
    this.uint64(encoded.byteLength);
    this.bytes(encoded);
  }

  pad(): void {
    this.bytes(new Uint8Array(padded(this.length) - this.length));
  }

  finish(): Uint8Array {
    const all = new Uint8Array(this.length);
    let offset = 0;
    for (const chunk of this.chunks) {
      all.set(chunk, offset);
      offset += chunk.byteLength;
    }
    return all;
  }
}
