import { access } from './access.ts';
import { auditLog } from './audit-log.ts';
import { dashboard } from './dashboard.ts';
import { oauth } from './oauth.ts';
import { shell } from './shell.ts';
import { tokens } from './tokens.ts';
import { trails } from './trails.ts';
import { ui } from './ui.ts';

export const fr = { ...shell, ...ui, ...access, ...dashboard, ...tokens, ...oauth, ...auditLog, ...trails };
