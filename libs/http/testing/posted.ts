import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { classOf } from '../describe.js';
import { RequestPipe } from '../validation.js';

/** A request as a possible command states it. */
interface Posted {
  readonly method: string;
  readonly href: string;
  readonly example?: object | undefined;
}

/**
 * The body that the route of a request takes out of its example; nothing where it takes none.
 * @throws Error when no route has that method and path, ProblemException when the body does not fit
 */
export function bodyOf(controllers: readonly Type[], { method, href, example }: Posted): object {
  for (const controller of controllers) {
    const prototype = controller.prototype as Record<string, object>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const route = prototype[name]!;
      const part = Reflect.getMetadata(PATH_METADATA, route) as string | undefined;
      if (
        part === undefined ||
        RequestMethod[Reflect.getMetadata(METHOD_METADATA, route) as number] !== method
      )
        continue;
      const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
      if (!pattern(`/${base}/${part}`).test(href)) continue;
      const metatype = classOf(prototype, name, RouteParamtypes.BODY);
      if (!metatype) return {};
      return new RequestPipe().transform(structuredClone(example), { type: 'body', metatype }) as object;
    }
  }
  throw new Error(`no route takes ${method} ${href}`);
}

function pattern(path: string): RegExp {
  const parts = path.split('/').filter((part) => part !== '');
  return new RegExp(`^/${parts.map((part) => (part.startsWith(':') ? '[^/]+' : part)).join('/')}$`);
}
