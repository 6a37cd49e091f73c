import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { checkSteps, type FlowIssue } from './api/flow/check-flow';

const words: Readonly<Record<FlowIssue['code'], string>> = {
  required: '必填 (required)',
  taken: '重复 (given twice)',
  unknownName: '没有这个步骤 (there is no such step)',
};

/** A flow that leads nowhere is refused whoever writes it, in the workbench's words and in Strapi's. In `register()`. */
export function refuseLostFlows(strapi: Core.Strapi): void {
  strapi.documents.use(async ({ uid, action, params }, next) => {
    const data = (uid as string) === 'api::flow.flow' && 'data' in params && params.data ? (params.data as object) : null;
    const written = data !== null && (action === 'create' || 'steps' in data);
    const issues = written ? checkSteps('steps' in data ? data.steps : []) : [];
    if (issues.length > 0)
      throw new errors.ValidationError('流程的步骤不成立 (the steps do not fit together)', {
        errors: issues.map((issue) => ({ ...issue, name: 'ValidationError', message: words[issue.code] })),
      });
    return next();
  });
}
