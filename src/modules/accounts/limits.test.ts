import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { network } from './limits.ts';

describe('the network an attempt comes from', () => {
  it('is the address itself for IPv4, in either spelling', () => {
    assert.equal(network('192.0.2.7'), '192.0.2.7');
    assert.equal(network('::ffff:192.0.2.7'), '192.0.2.7');
  });

  it('is the /64 for IPv6, however it is written', () => {
    for (const address of [
      '2001:db8:1:2::1',
      '2001:0db8:0001:0002:aaaa:bbbb:cccc:dddd',
      '2001:DB8:1:2:ffff::',
      '2001:db8:1:2::192.0.2.1',
      '2001:db8:1:2::1%eth0',
    ])
      assert.equal(network(address), '2001:db8:1:2', address);
    assert.equal(network('2001:db8::1'), '2001:db8:0:0');
    assert.equal(network('::1'), '0:0:0:0');
  });
});
