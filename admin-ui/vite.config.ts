import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const source = (path: string): string => fileURLToPath(new URL(`../plugins/${path}.ts`, import.meta.url));

/** Built files carry a hash in their name and are served as immutable; index.html is not cached (nginx). */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  resolve: {
    // the source, not the CommonJS build: unused schemas can then be left out of the bundle
    alias: {
      '@zuoxi/contracts/patterns': source('contracts/src/patterns'),
      '@zuoxi/contracts': source('contracts/src/index'),
    },
    dedupe: ['react', 'react-dom', 'react-router', '@mui/material', '@emotion/react', 'zod'],
  },
  build: { target: 'es2022', chunkSizeWarningLimit: 1600, reportCompressedSize: true },
});
