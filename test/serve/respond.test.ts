import { describe, expect, it } from 'vitest';
import { EngineError, type ErrorCode, errorTable } from '../../src/core/errors.ts';
import { isUnexpected, problemOf } from '../../src/serve/respond.ts';

describe('problemOf', () => {
  it.each(Object.keys(errorTable) as ErrorCode[])(
    'gives %s the status and exit code of the table',
    (code) => {
      const answer = problemOf(new EngineError(code, 'words'));
      expect(answer.exitCode).toBe(errorTable[code].exitCode);
      expect(answer.problem).toMatchObject({ title: code, status: errorTable[code].status, detail: 'words' });
    },
  );

  it('takes an AbortError of others for an interruption', () => {
    const answer = problemOf(new DOMException('This operation was aborted', 'AbortError'));
    expect([answer.problem.title, answer.exitCode]).toEqual(['interrupted', 130]);
  });

  it.each([new TypeError('secret'), 'secret', null, undefined, { code: 'secret' }])(
    'says nothing of what %s was about',
    (thrown) => {
      const answer = problemOf(thrown);
      expect([answer.problem.title, answer.problem.status, answer.exitCode]).toEqual(['internal', 500, 1]);
      expect(JSON.stringify(answer)).not.toContain('secret');
      expect(isUnexpected(thrown)).toBe(true);
    },
  );

  it('an EngineError is expected', () => {
    expect(isUnexpected(new EngineError('node-unknown', 'x'))).toBe(false);
  });
});
