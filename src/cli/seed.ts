import type { Command } from './command.ts';
import { withShop } from './with-shop.ts';

export const seedCommand: Command = {
  name: 'seed',
  usage: '',
  does: 'Fills an empty shop with the demonstration catalogue; a shop that has accounts is left alone.',
  run: () =>
    withShop(async (shop) => {
      const { fillEmptyShop } = await import('../demo.ts');
      const filled = await fillEmptyShop(shop);
      process.stdout.write(
        filled ? 'The demonstration catalogue is in.\n' : 'The shop is not empty: nothing was changed.\n',
      );
    }),
};
