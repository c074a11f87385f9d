import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The page, built to where the server looks for it. Nothing is inlined: the page's policy allows files alone. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  build: {
    outDir: fileURLToPath(new URL('../dist/web/', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // `npx vite web` beside a running `whypath serve` shows changes at once.
  server: { proxy: { '/api': 'http://localhost:4664' } },
});
