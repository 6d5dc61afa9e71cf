import { defineConfig } from 'astro/config';
import { externalRooms } from './external-rooms.ts';
import { settings } from './src/settings.ts';

export default defineConfig({
  site: settings.siteUrl,
  base: settings.basePath,
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  vite: {
    plugins: [externalRooms()],
    // The pages' content security policy allows no inline script, so small ones must stay files too.
    build: { assetsInlineLimit: 0 },
  },
});
