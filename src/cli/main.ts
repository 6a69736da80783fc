#!/usr/bin/env node
// What Node starts, as small as can be: everything else is a file of its own, so that Node can keep it compiled.
import module from 'node:module';
import { isMainThread } from 'node:worker_threads';

// From Node 22 on what was compiled is kept for the next start.
(module as { readonly enableCompileCache?: () => void }).enableCompileCache?.();

if (isMainThread) {
  const { run } = await import('./commands.ts');
  await run(new URL(import.meta.url));
} else {
  const { checkForOthers } = await import('./worker.ts');
  checkForOthers();
}
