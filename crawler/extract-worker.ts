// A process of its own for each reading that runs at a time: see extract-pool.ts.
import { z } from 'zod';
import { extract } from './extract.ts';
import { recordReads } from './reading-inputs.ts';
import { createFileTree } from './snapshot.ts';

const Files = z.map(z.string(), z.string());

process.on('message', async (message) => {
  const { tree, listRead } = recordReads(createFileTree(Files.parse(message)));
  const extracted = await extract(tree);
  process.send?.({ extracted, read: listRead() });
});
