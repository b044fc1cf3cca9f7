import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerTo } from './names.ts';

const known = new Map([['web.shop.svc.cluster.local', ['10.97.0.7', '10.97.0.8']]]);

/** A question with recursion desired; type 1 is A, 28 is AAAA. */
function question(name: string, type: number): Buffer {
  const labels = name.split('.').flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  const head = Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([head, ...labels, Buffer.from([0, 0, type, 0, 1])]);
}

async function answered(name: string, type = 1, table: () => Promise<typeof known> = () => Promise.resolve(known)) {
  const answer = await answerTo(question(name, type), table);
  const count = answer.readUInt16BE(6);
  const addresses = Array.from({ length: count }, (_, index) => {
    const end = answer.length - (count - 1 - index) * 16;
    return answer.subarray(end - 4, end).join('.');
  });
  return { id: answer.readUInt16BE(0), code: answer.readUInt16BE(2) & 15, addresses };
}

test('a name of the cluster is answered with its addresses, in any case of its letters', async () => {
  const expected = { id: 0x1234, code: 0, addresses: ['10.97.0.7', '10.97.0.8'] };
  assert.deepEqual(await answered('web.shop.svc.cluster.local'), expected);
  assert.deepEqual(await answered('WEB.shop.svc.cluster.local'), expected);
});

test('a known name without an address of that kind exists; another one does not', async () => {
  assert.deepEqual(await answered('web.shop.svc.cluster.local', 28), { id: 0x1234, code: 0, addresses: [] });
  assert.deepEqual(await answered('web.cluster.local'), { id: 0x1234, code: 3, addresses: [] });
});

test('a cluster that does not answer is no reason to say that a name does not exist', async () => {
  const silent = () => Promise.reject(new Error('no answer'));
  assert.equal((await answered('web.shop.svc.cluster.local', 1, silent)).code, 2);
});
