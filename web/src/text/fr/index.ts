import { access } from './access.ts';
import { auditLog } from './audit-log.ts';
import { dashboard } from './dashboard.ts';
import { shell } from './shell.ts';
import { ui } from './ui.ts';

export const fr = { ...shell, ...ui, ...access, ...dashboard, ...auditLog };
