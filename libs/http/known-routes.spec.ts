import { describe, expect, it } from '@jest/globals';
import { KnownRoutes } from './known-routes.js';

describe('known routes', () => {
  const routes = new KnownRoutes();
  routes.add('/v1/boxes', 'POST');
  routes.add('/v1/boxes', ['GET', 'HEAD']);
  routes.add('/v1/boxes/me', 'GET');
  routes.add('/v1/boxes/:id', 'PUT');
  routes.add('/v1/boxes/:id/lid', 'POST');
  routes.add('/docs/*', 'GET');

  it.each([
    ['/v1/boxes', ['GET', 'HEAD', 'POST']],
    ['/v1/boxes/b1', ['PUT']],
    ['/v1/boxes/me', ['GET', 'PUT']],
    ['/v1/boxes/b1/lid', ['POST']],
    ['/docs/a/b.css', ['GET']],
    ['/v1/boxes/', []],
    ['/v1/boxes/b1/lid/x', []],
    ['/v1', []],
    ['/docs', []],
  ])('%s takes %j', (path, methods) => {
    expect(routes.methodsOf(path)).toEqual(methods);
  });
});
