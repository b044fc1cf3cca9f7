import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { ask, type Doors } from './client.ts';
import { commandEnvironment, type DatabasePlace } from './examine.ts';

const root = join(import.meta.dirname, '../..');
const password = 'tres tristes tigres tragan trigo';
const administrator = 'ana@example.com';

export interface Seller {
  readonly id: string;
  readonly token: string;
}

export interface ListingOnSale {
  readonly id: string;
  readonly sellerId: string;
  /** How many copies were published, once and for all. */
  readonly copies: number;
}

/** Who sells, who runs the shop, and what is for sale. */
export interface Market {
  readonly sellers: ReadonlyMap<string, Seller>;
  readonly adminToken: string;
  readonly buyerToken: string;
  readonly listings: readonly ListingOnSale[];
}

/** How many copies of each listing: most never run out, some are fought for. */
export interface Stock {
  readonly plenty: number;
  readonly scarce: number;
}

export async function openMarket(doors: Doors, place: DatabasePlace, stock: Stock): Promise<Market> {
  await createAdministrator(place);
  const admin = await signIn(doors, administrator);
  const [lucia, sara, mateo] = [
    await register(doors, 'Lucía'),
    await register(doors, 'Sara'),
    await register(doors, 'Mateo'),
  ];
  const listings: ListingOnSale[] = [];
  for (const seller of [lucia, sara])
    for (const copies of [
      ...Array.from({ length: 5 }, () => stock.plenty),
      ...Array.from({ length: 3 }, () => stock.scarce),
    ])
      listings.push({
        id: await publish(doors, seller, `Cien años de soledad ${String(listings.length)}`, copies),
        sellerId: seller.id,
        copies,
      });
  const sellers = new Map([lucia, sara].map((each) => [each.id, each]));
  return { sellers, listings, adminToken: admin.token, buyerToken: mateo.token };
}

export async function publish(doors: Doors, seller: Seller, title: string, copies: number): Promise<string> {
  const body = {
    title,
    authors: ['Gabriel García Márquez'],
    condition: 'good',
    price: { amount: 2_500_000, currency: 'COP' },
    quantity: copies,
  };
  const answer = await ask(doors, 'POST', '/listings', { token: seller.token, body });
  if (answer.status !== 201) throw new Error(`a listing is not published: ${JSON.stringify(answer.body)}`);
  return String(answer.body.id);
}

async function register(doors: Doors, name: string): Promise<Seller> {
  const email = `${name.toLowerCase().replace('í', 'i')}@example.com`;
  await ask(doors, 'POST', '/accounts', { body: { name, email, password } });
  return signIn(doors, email);
}

async function signIn(doors: Doors, email: string): Promise<Seller> {
  const { status, body } = await ask(doors, 'POST', '/sessions', { body: { email, password } });
  if (status !== 201) throw new Error(`${email} cannot sign in: ${JSON.stringify(body)}`);
  return { id: body.account?.id ?? '', token: String(body.token) };
}

function createAdministrator(place: DatabasePlace): Promise<void> {
  const args = ['account', 'create', administrator, '--name', 'Ana', '--administrator'];
  return new Promise((resolve, reject) => {
    const command = execFile(
      join(root, 'bin/bookstore'),
      args,
      { cwd: place.folder, env: commandEnvironment(place) },
      (error, _stdout, stderr) => {
        if (error) reject(new Error(`no administrator: ${stderr}`));
        else resolve();
      },
    );
    command.stdin?.end(password);
  });
}
