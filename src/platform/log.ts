import { pino } from 'pino';

export type { Logger } from 'pino';

/** One JSON object a line on standard output; secrets and addresses never get that far, and what looks like one by its name is removed. */
export const createLogger = (level: string) =>
  pino({
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
  });
