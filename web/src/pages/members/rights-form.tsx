import { Checkbox, Group, MultiSelect, Radio, Stack, Switch, Text } from '@mantine/core';
import type { Customer } from '../../api/customers.ts';
import { type Role, roles } from '../../api/organizations.ts';
import {
  type Grant,
  type MemberRights,
  type PermissionGroup,
  permissionGroups,
  roleGrants,
} from '../../api/permissions.ts';
import { useText } from '../../text/text.tsx';
import { IntegrationRights } from './integration-rights.tsx';
import { has, toggled, withRole } from './rights.ts';
import classes from './rights-form.module.css';

interface RightsFormProps {
  readonly value: MemberRights;
  readonly onChange: (value: MemberRights) => void;
  readonly customers: readonly Customer[] | undefined;
  readonly disabled?: boolean;
  /** Shows what is missing, once somebody has tried to go on. */
  readonly tried?: boolean;
}

/** Whether the form can be sent: a limit has to name somebody. */
export const isComplete = ({ customer_ids }: MemberRights): boolean => customer_ids?.length !== 0;

/** Role, rights beyond it, and the customers that all of it is limited to. */
export function RightsForm({ value, onChange, customers, disabled = false, tried = false }: RightsFormProps) {
  return (
    <fieldset className={classes.form} disabled={disabled}>
      <Stack gap="lg">
        <RoleChoice value={value.role} onChange={(role) => onChange(withRole(value, role))} />
        <GrantChoice
          role={value.role}
          value={value.permissions}
          onChange={(permissions) => onChange({ ...value, permissions })}
        />
        {value.role === 'OWNER' || value.role === 'BILLING' ? null : (
          <CustomerLimit
            value={value.customer_ids}
            customers={customers}
            tried={tried}
            onChange={(customer_ids) => onChange({ ...value, customer_ids })}
          />
        )}
      </Stack>
    </fieldset>
  );
}

interface RoleChoiceProps {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}

function RoleChoice({ value, onChange }: RoleChoiceProps) {
  const t = useText();
  return (
    <Radio.Group
      label={t('rights.role')}
      value={value}
      onChange={(next) => onChange(roles.find((role) => role === next) ?? 'READER')}
    >
      <div className={classes.roles}>
        {roles.map((role) => (
          <Radio.Card key={role} value={role} className={classes.role ?? ''}>
            <Group gap="sm" wrap="nowrap" align="flex-start">
              <Radio.Indicator mt={2} />
              <div>
                <Text size="sm" fw={580}>
                  {t(`role.${role}`)}
                </Text>
                <Text size="sm" c="dimmed">
                  {t(`role.${role}.body`)}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}

interface GrantChoiceProps {
  readonly role: Role;
  readonly value: readonly Grant[];
  readonly onChange: (value: readonly Grant[]) => void;
}

const otherGroups = ['events', 'trails', 'cases', 'customers'] as const satisfies readonly PermissionGroup[];

/** The rights beyond the role, in groups. */
function GrantChoice({ role, value, onChange }: GrantChoiceProps) {
  const t = useText();
  const offered = roleGrants[role];
  if (offered.length === 0) return null;
  const groups = otherGroups
    .map((group) => ({ group, rights: permissionGroups[group].filter((each) => offered.includes(each)) }))
    .filter(({ rights }) => rights.length > 0);
  return (
    <div>
      <Text size="sm" fw={600} mb={6} component="h3">
        {t('rights.title')}
      </Text>
      <div className={classes.rights}>
        {offered.includes('integrations:view') ? (
          <IntegrationRights value={value} onChange={onChange} />
        ) : null}
        {groups.map(({ group, rights }) => (
          <fieldset key={group} className={classes.group}>
            <legend>{t(`rights.group.${group}`)}</legend>
            <div className={classes.boxes}>
              {rights.map((permission) => (
                <Checkbox
                  key={permission}
                  label={t(`permission.${permission}`)}
                  checked={has(value, permission)}
                  onChange={({ currentTarget: { checked } }) =>
                    onChange(toggled(value, permission, checked, { offered }))
                  }
                />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </div>
  );
}

interface CustomerLimitProps {
  readonly value: readonly string[] | null;
  readonly onChange: (value: readonly string[] | null) => void;
  readonly customers: readonly Customer[] | undefined;
  readonly tried: boolean;
}

function CustomerLimit({ value, onChange, customers, tried }: CustomerLimitProps) {
  const t = useText();
  const isEmpty = customers?.length === 0;
  return (
    <Stack gap="sm">
      <Switch
        label={t('rights.limit')}
        description={isEmpty && value === null ? t('rights.limit.empty') : t('rights.limit.body')}
        checked={value !== null}
        disabled={isEmpty && value === null}
        onChange={(event) => onChange(event.currentTarget.checked ? [] : null)}
      />
      {value === null ? null : (
        <MultiSelect
          // Inside the dialog, so that what is offered belongs to its landmark.
          comboboxProps={{ withinPortal: false }}
          label={t('rights.limit.choose')}
          data={(customers ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={[...value]}
          searchable
          styles={{ inputField: { outline: 'none' } }}
          error={tried && value.length === 0 ? t('rights.limit.required') : undefined}
          onChange={onChange}
        />
      )}
    </Stack>
  );
}
