import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../src/core/errors.ts';
import { ollamaAddress } from '../../src/llm/ollama-host.ts';

describe('OLLAMA_HOST', () => {
  it.each([
    [undefined, 'http://127.0.0.1:11434'],
    ['', 'http://127.0.0.1:11434'],
    ['  ', 'http://127.0.0.1:11434'],
    ['example.com', 'http://example.com:11434'],
    ['example.com:8080', 'http://example.com:8080'],
    [':8080', 'http://127.0.0.1:8080'],
    ['0.0.0.0', 'http://127.0.0.1:11434'],
    ['0.0.0.0:7000', 'http://127.0.0.1:7000'],
    ['http://0.0.0.0:7000', 'http://127.0.0.1:7000'],
    ['[::]:7000', 'http://[::1]:7000'],
    ['[::1]', 'http://[::1]:11434'],
    ['::1', 'http://[::1]:11434'],
    ['fe80::2:7000', 'http://[fe80::2:7000]:11434'],
    ['http://example.com', 'http://example.com:80'],
    ['https://example.com', 'https://example.com:443'],
    ['HTTPS://example.com:8443/', 'https://example.com:8443'],
    ['https://example.com/ollama/', 'https://example.com:443/ollama'],
    ['example.com/ollama', 'http://example.com:11434/ollama'],
    ['ollama.com', 'https://ollama.com:443'],
    ['http://ollama.com', 'http://ollama.com:80'],
    ['"example.com:1"', 'http://example.com:1'],
    ["'example.com'", 'http://example.com:11434'],
  ])('%j means %s', (text, expected) => {
    expect(ollamaAddress(text)).toBe(expected);
  });

  it.each([
    'ftp://example.com',
    'example.com:70000',
    'example.com:x',
    'a b',
    'http://',
    'http://u:secret@example.com',
  ])('%j is refused', (text) => {
    if (text === 'http://') return expect(ollamaAddress(text)).toBe('http://127.0.0.1:80');
    try {
      ollamaAddress(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'configuration-invalid' });
      expect((error as EngineError).message).not.toContain('secret');
    }
  });

  it('is an address or an error with a code, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(URL.canParse(ollamaAddress(text))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(EngineError);
        }
      }),
    );
  });
});
