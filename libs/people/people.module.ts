import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { Directory } from './directory.js';
import { PeopleController } from './http/people.controller.js';
import { AtTheDoor } from './http/at-the-door.interceptor.js';
import { People } from './people.js';

/** The directory of people, which every context asks what somebody is called. */
@Global()
@Module({
  controllers: [PeopleController],
  providers: [People, Directory, { provide: APP_INTERCEPTOR, useClass: AtTheDoor }],
  exports: [People],
})
export class PeopleModule {}
