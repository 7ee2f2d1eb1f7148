// Types from the server's contract. The compiler API that the generator needs is not in TypeScript 7, hence a package of its own.
// biome-ignore lint/style/noDefaultExport: the generator reads its configuration from the default export.
export default {
  input: process.env.CLEW_OPENAPI ?? '../../../docs/openapi.json',
  output: { path: '../../src/api/generated', clean: true },
  plugins: ['@hey-api/typescript'],
}
