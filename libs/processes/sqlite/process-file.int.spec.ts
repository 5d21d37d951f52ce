import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { processStoresContract } from '../contract-suite.js';
import { openProcessFile, type ProcessFile } from './process-file.js';

processStoresContract('a SQLite file', () => {
  const folder = temporaryFolder();
  let file: ProcessFile;
  const open = async () => (file = await openProcessFile(`${folder.path}/process.sqlite`));
  return {
    open,
    reopen: () => file.close().then(open),
    remove: async () => {
      await file.close();
      folder.remove();
    },
  };
});
