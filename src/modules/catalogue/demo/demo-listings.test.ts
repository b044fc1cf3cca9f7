import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoListings } from './demo-listings.ts';
import { demoSellers } from './demo-people.ts';
import { demoReviews } from './demo-reviews.ts';
import { demoWorks } from './demo-works.ts';
import { notesByFlag } from './notes.ts';

const listings = demoListings();
const emails = new Set(demoSellers.map(({ email }) => email));

test('the listings are the same at each call', () => {
  assert.deepEqual(demoListings(), listings);
  assert.deepEqual(demoReviews(), demoReviews());
});

test('about 400 copies of every edition, in all seven conditions, by every seller', () => {
  assert.ok(listings.length >= 380 && listings.length <= 440, `${listings.length} listings`);
  assert.equal(new Set(listings.map(({ workIndex }) => workIndex)).size, demoWorks.length);
  assert.equal(new Set(listings.map(({ condition }) => condition)).size, 7);
  assert.deepEqual(new Set(listings.map(({ sellerEmail }) => sellerEmail)), emails);
  for (const { workIndex, isbn } of listings) assert.equal(isbn, demoWorks[workIndex]?.isbn);
});

test('prices are whole thousands from 8.000 to 180.000, and a better grade costs more on average', () => {
  for (const { price } of listings) assert.ok(price >= 8_000 && price <= 180_000 && price % 1000 === 0, String(price));
  const average = (condition: string) => {
    const prices = listings.filter((listing) => listing.condition === condition).map(({ price }) => price);
    return prices.reduce((sum, price) => sum + price, 0) / prices.length;
  };
  assert.ok(average('as_new') > average('good') && average('good') > average('poor'));
});

test('some popular editions have four to eight copies, each from another seller', () => {
  const byWork = [...Map.groupBy(listings, ({ workIndex }) => workIndex).values()];
  assert.ok(byWork.filter((copies) => copies.length >= 4).length >= 8);
  for (const copies of byWork) {
    assert.ok(copies.length <= 8);
    assert.equal(new Set(copies.map(({ sellerEmail }) => sellerEmail)).size, copies.length);
  }
});

test('a flag fits its edition, and the notes speak of every flag', () => {
  for (const { flags, notes, workIndex } of listings) {
    const work = demoWorks[workIndex];
    if (flags.includes('signed')) assert.ok(work?.signable, work?.title);
    if (flags.includes('first_edition')) assert.ok(work?.firstEdition, work?.title);
    if (flags.includes('dust_jacket')) assert.equal(work?.format, 'hardcover');
    for (const flag of flags)
      assert.ok(
        notesByFlag[flag].some((text) => notes.includes(text)),
        notes,
      );
  }
});

test('nothing is offered or reviewed before its seller had an account', () => {
  const since = new Map(demoSellers.map(({ email, sinceDaysAgo }) => [email, sinceDaysAgo]));
  for (const { sellerEmail, daysAgo } of [...listings, ...demoReviews()])
    assert.ok(daysAgo < (since.get(sellerEmail) ?? 0), `${sellerEmail} ${daysAgo}`);
});

test('Lucía sells Cien años de soledad', () => {
  const hers = listings.filter(({ sellerEmail }) => sellerEmail === 'lucia@bookstore.test');
  assert.ok(hers.some(({ workIndex }) => demoWorks[workIndex]?.title === 'Cien años de soledad'));
});

test('about 90 reviews, mostly four and five stars, for every seller', () => {
  const reviews = demoReviews();
  assert.ok(reviews.length >= 75 && reviews.length <= 110, `${reviews.length} reviews`);
  assert.ok(reviews.filter(({ stars }) => stars >= 4).length > reviews.length * 0.8);
  assert.deepEqual(new Set(reviews.map(({ sellerEmail }) => sellerEmail)), emails);
});
