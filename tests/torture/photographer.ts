import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { type Answer, type Doors, send } from './client.ts';
import type { Dice } from './dice.ts';
import { publish, type Seller } from './market.ts';
import type { Stage } from './stories.ts';

const photosOfListing = 8;
const expected = new Set([201, 409, 503, 507]);

/** Adds photos to listings of a seller while it may; answers the addresses of those that the shop said it kept. */
export async function photograph(
  stage: Stage,
  seller: Seller,
  dice: Dice,
  goesOn: () => boolean,
  pauseMs: number,
): Promise<string[]> {
  const kept: string[] = [];
  for (let number = 0; goesOn(); number++) {
    const listingId = await publish(stage.doors, seller, `Rayuela ${String(number)}`, 1);
    for (let photo = 0; photo < photosOfListing && goesOn(); photo++) {
      const answer = await upload(stage.doors, seller, listingId, await picture(dice));
      await sleep(pauseMs);
      if (!answer || answer.status === 500) continue;
      if (answer.status === 201) kept.push(new URL(String(answer.body.url)).pathname);
      if (answer.status === 507)
        stage.counts['photos refused: disk full'] = (stage.counts['photos refused: disk full'] ?? 0) + 1;
      if (!expected.has(answer.status))
        stage.surprises.push(`a photo was answered ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    }
  }
  return kept;
}

function upload(doors: Doors, seller: Seller, listingId: string, content: Buffer): Promise<Answer | undefined> {
  const form = new FormData();
  form.set('photo', new Blob([new Uint8Array(content)], { type: 'image/jpeg' }), 'libro.jpg');
  const headers = { authorization: `Bearer ${seller.token}` };
  return send(doors, `/api/v1/listings/${listingId}/photos`, { method: 'POST', headers, body: form });
}

/** Of one colour, and no two alike. */
function picture(dice: Dice): Promise<Buffer> {
  const background = { r: dice.below(256), g: dice.below(256), b: dice.below(256) };
  return sharp({ create: { width: 90, height: 120, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/** Photos that the shop said it kept, and that it doesn't have whole. */
export async function lostPhotos(doors: Doors, paths: readonly string[]): Promise<string[]> {
  const lost: string[] = [];
  for (const path of paths) {
    const answer = await fetch(`${doors.urls()[0] ?? ''}${path}`);
    const content = Buffer.from(await answer.arrayBuffer());
    const whole =
      answer.status === 200 &&
      (await sharp(content)
        .metadata()
        .then(
          ({ width }) => width > 0,
          () => false,
        ));
    if (!whole) lost.push(`photo ${path} was kept and is answered ${String(answer.status)}`);
  }
  return lost;
}
