import { attachmentRegisterContract } from '../contract-suite.js';
import { MemoryAttachmentRegister } from './attachment-register.js';

attachmentRegisterContract('the memory', () => Promise.resolve(new MemoryAttachmentRegister()));
