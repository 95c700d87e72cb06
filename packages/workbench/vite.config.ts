import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// One origin, no inline script, no inline style: what the content security policy of the server allows and no more.
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
});
