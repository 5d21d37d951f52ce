import { Injectable } from '@nestjs/common';
import type { RegulationVersion } from '../../contract/regulation.js';
import { Applications } from './applications.js';
import { Schemes } from '../schemes/schemes.js';

const NONE: RegulationVersion = {
  version: '',
  inForceFrom: '',
  criteria: [],
  multiYear: false,
  legalReferences: [],
};

/** The regulation version each case was announced under. */
@Injectable()
export class RegulationsOfCases {
  constructor(
    private readonly applications: Applications,
    private readonly schemes: Schemes,
  ) {}

  /** The case's rules; empty ones for a case that does not exist, whose commands are refused anyway. */
  async of(caseId: string): Promise<RegulationVersion> {
    const state = await this.applications.find(caseId);
    if (state.status === 'none') return NONE;
    return this.schemes.regulation(state.submission.schemeId, state.submission.regulationVersion);
  }
}
