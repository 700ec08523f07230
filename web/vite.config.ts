import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { splitTexts } from './split-texts.ts';

/** Stands in the built page where the server writes the nonce of each answer. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [splitTexts(), react()],
  html: { cspNonce: NONCE_PLACEHOLDER },
  resolve: { dedupe: ['react', 'react-dom', '@griffel/react'] },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // A data: address would be one more thing the content security policy had to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What may be large is bounded by the budget of the build itself.
    chunkSizeWarningLimit: 2000,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:7420' } },
});
