import { hash, type Options, verify } from '@node-rs/argon2';
import { DomainError } from '../../platform/errors.ts';

/** argon2id, 19 MiB, two passes: OWASP's first choice. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Two at a time leave half of libuv's four threads to files, and bound the memory that a flood of sign-ins can take. */
const atOnce = 2;
const waitingAtMost = 64;
const longestEverHashed = 1000;

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes the same time whether there is a hash to compare with or not. */
  matches(hash: string | undefined, password: string): Promise<boolean>;
}

/** Errors: `shop.busy` 503 when too many passwords wait to be hashed. */
export function createPasswordHasher(): PasswordHasher {
  const inTurn = createGate(atOnce, waitingAtMost);
  const nobodys = hash('the password of nobody', cost);
  return {
    hash: (password) => inTurn(() => hash(canonical(password), cost)),
    matches: (known, password) =>
      inTurn(async () => {
        const right = await verify(known ?? (await nobodys), canonical(password));
        return right && known !== undefined;
      }),
  };
}

/** The same password typed on two keyboards is the same (NIST SP 800-63B); what is too long to be one matches nothing. */
const canonical = (password: string): string =>
  password.length > longestEverHashed ? '' : password.toWellFormed().normalize('NFKC');

type Gate = <T>(work: () => Promise<T>) => Promise<T>;

function createGate(limit: number, patience: number): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = async (): Promise<void> => {
    if (running < limit) running++;
    else if (waiting.length >= patience) throw busy();
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}

const busy = (): DomainError =>
  new DomainError('shop.busy', 503, 'Too many people are signing in just now; try again in a moment.', {
    retryAfterSeconds: 2,
  });
