import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { HttpRefusal } from './http-problem.ts';

/** The command that builds the page of a source tree. */
export const buildCommand = 'npm run build';

// The same address is right in src/serve/http/ and in dist/serve/http/.
const builtPage = fileURLToPath(new URL('../../../dist/web/', import.meta.url));

/** Returns the folder of the built page, null when it was not built (`buildCommand` builds it). */
export function pageFolder(): string | null {
  return existsSync(`${builtPage}index.html`) ? builtPage : null;
}

/**
 * Serves the files of the page under `/`; without a folder, `/` says how to build it (501). Files below `/assets/`
 * carry a hash of their content in their name and may be kept for a year. No file outside the folder and no dot file
 * is served.
 */
export function registerPage(app: FastifyInstance, folder: string | null): void {
  if (folder === null) {
    app.get('/', async () => {
      throw new HttpRefusal(501, 'Not Implemented', `The page is not built. Run: ${buildCommand}`);
    });
    return;
  }
  app.register(fastifyStatic, {
    root: folder,
    dotfiles: 'ignore',
    redirect: false,
    index: 'index.html',
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = /[\\/]assets[\\/]/u.test(path);
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
