import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPassword } from './password-rules.ts';

const lucia = { name: 'Lucía Restrepo Gómez', email: 'lucia.restrepo@example.com' };
const reasonFor = (password: string): Promise<string | undefined> =>
  checkPassword(password, lucia).then(
    () => undefined,
    (error: unknown) => (error as { details: { reason: string } }).details.reason,
  );

describe('a password', () => {
  it('has 10 to 200 characters', async () => {
    assert.equal(await reasonFor('9 letters'), 'too_short');
    assert.equal(await reasonFor('🦊🐻🦉🦇🐍🦔🐙🦚🐝'), 'too_short');
    assert.equal(await reasonFor('🦊🐻🦉🦇🐍🦔🐙🦚🐝🐞'), undefined);
    assert.equal(await reasonFor('no weak one'.repeat(30)), 'too_long');
  });

  it('is not on the lists of breached ones, nor close to one', async () => {
    for (const common of [
      'password123',
      'Password123',
      'qwertyuiop',
      'contraseña',
      'Contraseña1',
      'colombia2024!',
      '123sunshine!',
      'iloveyou2026',
      'superman#1',
    ])
      assert.equal(await reasonFor(common), 'common', common);
  });

  it('is not a pattern', async () => {
    for (const trivial of ['aaaaaaaaaaaa', '0123456789', '9876543210', 'abcdefghijkl', 'abababababab', 'xk7!xk7!xk7!'])
      assert.equal(await reasonFor(trivial), 'trivial', trivial);
  });

  it('is not made of the name or the address', async () => {
    for (const personal of [
      'lucia.restrepo@example.com',
      'LuciaRestrepo',
      'Lucía Restrepo 1',
      'restrepogomez',
      'gomez-lucia-12',
    ])
      assert.equal(await reasonFor(personal), 'personal', personal);
  });

  it('may be anything else, without rules on its characters', async () => {
    for (const fine of [
      'correct horse battery staple',
      'tres tristes tigres',
      'kX9#mQ2$vL',
      'lucia vende libros usados',
      '7391 4826 5507',
      '書 を 読 む 人 の 夜 は 長 い',
      "'; drop table accounts; --",
    ])
      assert.equal(await reasonFor(fine), undefined, fine);
  });
});
