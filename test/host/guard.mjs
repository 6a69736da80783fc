// Preloaded into the server: it ends with the process that started it, even when that one was killed outright.
// The server hands its own preloads on to its children, which have no such pipe: hence the variable, once only.
if (process.env.REPORTWRIGHT_GUARD) {
  delete process.env.REPORTWRIGHT_GUARD;
  process.stdin.on('end', () => process.exit()).on('error', () => process.exit());
  process.stdin.resume();
}
