import type { FastifyInstance } from 'fastify';
import { EngineError } from '../../core/errors.ts';

/** No message of the contract nests deeper than 6; recursive readers behind us must not be made to run out of stack. */
const depthMax = 32;

/**
 * Makes JSON in valid UTF-8 the only body the server reads. A body that is not UTF-8, nests deeper than 32 levels, or
 * carries a `__proto__` or `constructor.prototype` key is refused with `request-invalid`; text/plain, which a foreign
 * page may send without asking, is refused with 415.
 */
export function registerJsonBody(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = textOf(body as Buffer);
    if (text === null) {
      done(new EngineError('request-invalid', 'The body is not valid UTF-8. Send JSON in UTF-8.'), undefined);
    } else if (depthOf(text) > depthMax) {
      const message = `The body nests deeper than ${depthMax} levels. Send a message of the contract.`;
      done(new EngineError('request-invalid', message), undefined);
    } else {
      void parseJson(request, text, done);
    }
  });
}

function textOf(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

/** Deepest nesting of brackets outside strings; whether the text is JSON at all is for the parser to say. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInString) {
      if (character === '\\') index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
