import { defineConfig } from 'astro/config';
import { externalRooms } from './external-rooms.ts';
import { settings } from './src/settings.ts';

export default defineConfig({
  site: settings.siteUrl,
  base: settings.basePath,
  trailingSlash: 'always',
  // The default drops the space between a word at the end of a line and a link at the start of the next.
  compressHTML: true,
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  vite: {
    plugins: [externalRooms()],
    // The pages' content security policy allows no inline script, so small ones must stay files too.
    build: { assetsInlineLimit: 0 },
  },
});
