import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export.
export default defineConfig({
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test-start.ts'],
    restoreMocks: true,
    unstubGlobals: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['src/**/*.alone.test.{ts,tsx}'],
          isolate: false,
        },
      },
      // What replaces modules or loads them anew would leave them so to whatever shares its worker.
      { extends: true, test: { name: 'alone', include: ['src/**/*.alone.test.{ts,tsx}'], isolate: true } },
    ],
  },
})
