import tailwind from '@tailwindcss/vite'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.CLEW_API ?? 'http://127.0.0.1:8080'

// biome-ignore lint/style/noDefaultExport: Vite reads its configuration from the default export.
export default defineConfig({
  // The router plugin must come before react(), or code splitting does nothing.
  plugins: [
    tanstackRouter({ target: 'react', autoCodeSplitting: true, quoteStyle: 'single' }),
    react(),
    tailwind(),
  ],
  resolve: { tsconfigPaths: true },
  build: {
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // A hundred files of half a kilobyte each cost more than they spare: what nearly every page needs is one file.
            { name: 'icons', test: /lucide-react/, minShareCount: 3 },
            // The first script has it too: else it would come with `shared`, and all of that with every page.
            { name: 'icons', test: /lucide-react\/.*\/lock\.m?js/ },
            // A group takes along what its files import: antd comes with the first control of it, and how names sound with the
            // first list that is searched by it.
            {
              name: 'kit',
              test: /\/src\/(api|lib|ui)\/(?!antd\/|(?:fit|sounds)\.)|\/@tanstack\/(react-query|query-core)\//,
              minShareCount: 5,
            },
            // English is wanted as a whole or not at all.
            { name: 'english', test: /\/src\/i18n\/en\// },
            // What the frame shares with the lists, lest every page loads a list's parts for the frame's sake.
            { name: 'offline', test: /\/src\/(offline|features\/fields\/field-values)/, minShareCount: 4 },
            // An import reads sums as cells do, and needs nothing else of theirs.
            { name: 'decimal', test: /\/src\/features\/fields\/parts\/decimal/ },
            { name: 'shared', test: /\/src\/features\//, minShareCount: 8 },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    port: Number(process.env.PORT ?? 5173),
    strictPort: true,
    proxy: { '/api': { target: server } },
  },
  preview: { host: '127.0.0.1', port: 4173, proxy: { '/api': { target: server } } },
})
