import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { normaliseEmail, wireAddress } from './email-address.ts';

describe('an e-mail address', () => {
  it('is kept in lower case and composed', () => {
    assert.equal(normaliseEmail(' Lucía.Gómez@Ejemplo.CO '), 'lucía.gómez@ejemplo.co');
    assert.equal(normaliseEmail('luci\u0301a@ejemplo.co'), 'lucía@ejemplo.co');
  });

  it('takes what people have', () => {
    for (const address of [
      'a@b.co',
      "o'neill+libros@a-b.example",
      'x_1@sub.domain.edu.co',
      'mateo@bücher.example',
      'root@localhost',
    ])
      assert.notEqual(normaliseEmail(address), undefined, address);
  });

  it('never takes what could reach someone else', () => {
    const hostile = [
      'ana@example.com\nbcc: eve@example.com',
      'ana@example.com\r\n',
      '\tana@example.com',
      'ana@example.com, eve@example.com',
      '<ana@example.com>',
      'Ana <ana@example.com>',
      '"eve@example.com "@example.com',
      'ana@example.com\u0000',
      'ana\u200b@example.com',
      'ana\u202e@example.com',
      'ana@exam ple.com',
      'ana@[127.0.0.1]',
      'ana@127.0.0.1',
      'ana@@example.com',
      '.ana@example.com',
      'ana..b@example.com',
      'ana@-example.com',
      'ana@example..com',
      'ana(comment)@example.com',
      'ana\ud800@example.com',
      '',
      '@',
    ];
    for (const address of hostile) assert.equal(normaliseEmail(address), undefined, JSON.stringify(address));
  });

  it('is refused when no mail server would take it', () => {
    assert.equal(normaliseEmail(`${'a'.repeat(65)}@example.com`), undefined);
    assert.equal(normaliseEmail(`a@${'b'.repeat(64)}.com`), undefined);
    assert.equal(normaliseEmail(`a@${'b.'.repeat(130)}com`), undefined);
    assert.equal(normaliseEmail(`a@b.co${' '.repeat(100_000)}`), undefined);
  });

  it('travels with its domain in ASCII', () => {
    assert.equal(wireAddress('Mateo@Bücher.example'), 'mateo@xn--bcher-kva.example');
    assert.equal(wireAddress('ana@example.com\r\nRCPT TO:<eve@example.com>'), undefined);
  });
});
