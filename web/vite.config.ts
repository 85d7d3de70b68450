import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the server; the port is the server's default. */
const server = 'http://127.0.0.1:7400';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // Small files inlined as data: URLs would need another source in the content security policy.
    assetsInlineLimit: 0,
    // The polyfill is an inline script, and every browser that has es2023 preloads modules itself.
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': server, '/oauth2': server, '/openapi.json': server, '/docs': server },
  },
});
