import type { FastifyRequest } from 'fastify';
import { DomainError } from '../platform/errors.ts';
import { forged, sameToken } from './forged.ts';
import type { UploadedPart } from './route.ts';

/** Reads a multipart form part by part; the form token, where one is expected, must come before anything else. */
export async function* uploadParts(request: FastifyRequest, expectedToken: string | null): AsyncIterable<UploadedPart> {
  let trusted = expectedToken === null;
  if (!request.isMultipart()) throw new DomainError('form.unreadable', 400, 'The form cannot be read.');
  for await (const part of request.parts()) {
    if (part.type === 'field' && part.fieldname === 'csrf') {
      if (expectedToken !== null && !sameToken(expectedToken, part.value)) throw forged();
      trusted = true;
      continue;
    }
    if (!trusted) throw forged();
    if (part.type === 'field') yield { kind: 'field', name: part.fieldname, value: String(part.value) };
    else yield { kind: 'file', name: part.fieldname, fileName: part.filename, type: part.mimetype, stream: part.file };
  }
  if (!trusted) throw forged();
}
