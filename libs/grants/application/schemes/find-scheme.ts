import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FindScheme } from '../../contract/queries.js';
import { Schemes } from './schemes.js';

@QueryHandler(FindScheme)
export class FindSchemeHandler implements IQueryHandler<FindScheme> {
  constructor(private readonly schemes: Schemes) {}

  async execute({ schemeId }: FindScheme) {
    const state = await this.schemes.find(schemeId);
    return state.status === 'none' ? undefined : state;
  }
}
