import { benchAppend, type AppendBenchOptions } from './append.js';
import { runAsChild } from './child.js';

runAsChild((options: AppendBenchOptions) => benchAppend(options));
