import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { type PhotoStore, photoCacheControl, photoContentType } from '../photos/index.ts';

/** Built files and photos, for shops without NGINX in front; their names change with their content. */
export async function registerFiles(
  server: FastifyInstance,
  folders: { assets: string },
  photos: PhotoStore,
): Promise<void> {
  await server.register(fastifyStatic, {
    root: folders.assets,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    index: false,
    dotfiles: 'deny',
  });
  server.get('/photos/:folder/:name', async (request, reply) => {
    const { folder, name } = request.params as { folder: string; name: string };
    const photo = await photos.read(`${folder}/${name}`);
    if (!photo) {
      reply.callNotFound();
      return;
    }
    return reply.type(photoContentType).header('cache-control', photoCacheControl).send(photo);
  });
}
