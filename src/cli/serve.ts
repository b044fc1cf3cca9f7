import type { Command } from './command.ts';

export const serveCommand: Command = {
  name: 'serve',
  usage: '',
  does: 'Serves the shop in the roles that ROLES names, until SIGTERM.',
  run: async () => {
    const { run } = await import('../run.ts');
    await run();
  },
};
