// Waits for a condition.

const PATIENCE = 180_000; // services start slowly on a busy machine
const LOOK = 150;

/**
 * Looks again and again until there is a result, and returns it.
 *
 * @param what it is, for the error when the time is over
 * @param instead tells what there was instead
 */
export async function until(what, look, instead = () => "") {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    const found = await look();
    if (found) return found;
    await new Promise(resolve => setTimeout(resolve, LOOK));
  }
  throw new Error(`no ${what} within ${PATIENCE / 1000} s; ${await instead()}`);
}
