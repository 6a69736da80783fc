const patience = 15_000;

/**
 * Asks again until the answer is acceptable: what VS Code shows follows an action at its own pace.
 * @template T
 * @param {string} what for the error
 * @param {() => Promise<T>} read
 * @param {(value: T) => boolean} [accept] any truthy value when left out
 * @param {number} [limit] milliseconds
 * @returns {Promise<T>}
 */
export async function waitFor(what, read, accept = Boolean, limit = patience) {
  const end = Date.now() + limit;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}; last seen: ${JSON.stringify(value)}`);
    await pause(50);
  }
}

/**
 * For what must not happen: the answer has to stay acceptable for a while.
 * @template T
 * @param {string} what for the error
 * @param {() => Promise<T>} read
 * @param {(value: T) => boolean} accept
 * @param {number} span milliseconds
 */
export async function staysSo(what, read, accept, span) {
  const end = Date.now() + span;
  do {
    const value = await read();
    if (!accept(value)) throw new Error(`Not so any longer: ${what}; seen: ${JSON.stringify(value)}`);
    await pause(50);
  } while (Date.now() < end);
}

/** @param {number} time milliseconds */
function pause(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}
