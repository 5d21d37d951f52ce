import { Module, type DynamicModule } from '@nestjs/common';
import { BudgetModule } from '#budget/budget.module.js';
import { MeController } from '#http/me.controller.js';
import { GrantsModule } from '#grants/grants.module.js';
import { PayoutsModule } from '#payouts/payouts.module.js';
import { PeopleModule } from '#people/people.module.js';
import { PilotsModule } from '#pilots/pilots.module.js';
import { StateAidModule } from '#state-aid/state-aid.module.js';
import { InfrastructureModule, type Infrastructure } from './infrastructure.module.js';

/** All contexts: their commands, queries, process managers and routes. */
@Module({})
export class ContextsModule {
  /** They over an infrastructure that is open. */
  static over(infrastructure: Infrastructure): DynamicModule {
    return {
      module: ContextsModule,
      controllers: [MeController],
      imports: [
        InfrastructureModule.over(infrastructure),
        PeopleModule,
        GrantsModule,
        BudgetModule,
        PayoutsModule,
        StateAidModule,
        PilotsModule,
      ],
    };
  }
}
