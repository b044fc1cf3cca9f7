import { type DestinationStream, pino } from 'pino';

export type { Logger } from 'pino';

const gatheredBytes = 4_096;
const longestWaitMs = 100;

/**
 * Lines leave together, a tenth of a second late at most: a write for each costs as much as a small answer. What is
 * fatal leaves at once, and so does everything when the process ends by itself.
 */
let output: DestinationStream | undefined;
const standardOutput = (): DestinationStream =>
  (output ??= pino.destination({ dest: 1, sync: false, minLength: gatheredBytes, periodicFlush: longestWaitMs }));

/** One JSON object a line on standard output; secrets and addresses never get that far, and what looks like one by its name is removed. */
export const createLogger = (level: string) =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: [
          'password',
          'token',
          'email',
          'authorization',
          'cookie',
          '*.password',
          '*.token',
          '*.email',
          '*.authorization',
          '*.cookie',
        ],
        censor: '[removed]',
      },
    },
    standardOutput(),
  );
