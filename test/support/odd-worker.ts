// Stands in for the process that reads: what it does is what the only file of the tree says.
// TypeScript knows WebAssembly from the browser's types alone.
const memory = Reflect.get(Reflect.get(globalThis, 'WebAssembly'), 'Memory');

process.on('message', (message) => {
  const [text] = message instanceof Map ? message.values() : [];
  if (text === 'hang') for (;;);
  if (text === 'exit') process.exit(3);
  if (text === 'hoard') for (const hoard: number[][] = []; ; ) hoard.push(Array<number>(100_000).fill(1));
  if (text === 'swell') Reflect.construct(memory, [{ initial: 3_000 }]);
  if (text === 'babble') process.send?.({ nothing: 'of use' });
  const said = text === 'flags' ? process.execArgv : Object.keys(process.env);
  const skip = { path: '', extractor: 'odd', reason: 'dynamic', message: said.join(' ') };
  process.send?.({ extracted: { servers: [], skipped: [skip], dependencies: [] }, read: [] });
});
