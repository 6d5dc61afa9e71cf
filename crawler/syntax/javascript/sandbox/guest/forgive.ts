// A list put together from many answers is lost when one of them fails, and with no world around some must: that one becomes a stub.
import { createStub } from './stub.ts';
import { noteTrouble } from './tasks.ts';

/** Lets `Promise.all` keep what was kept. */
export function forgiveAll(): void {
  const settle = async (given: Iterable<unknown>): Promise<unknown[]> => {
    const answers = await Promise.allSettled(given);
    return answers.map((answer) => {
      if (answer.status === 'fulfilled') return answer.value;
      noteTrouble(answer.reason);
      return createStub(['rejected']);
    });
  };
  Object.defineProperty(Promise, 'all', { value: settle, writable: true, configurable: true });
}
