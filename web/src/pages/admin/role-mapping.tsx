import { Button, Input } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../parts/form/fields.tsx';
import { Toolbar } from '../../parts/toolbar.tsx';
import { ROLES, type Role } from '../../session/roles.ts';

/** Groups or roles of an identity provider, each with the role here; a group without a name is not kept. */
export type GroupRoles = readonly (readonly [group: string, role: Role])[];

/** The mapping as the settings keep it. */
export function rolesOf(groups: GroupRoles): Readonly<Record<string, Role>> {
  return Object.fromEntries(groups.map(([group, role]) => [group.trim(), role]).filter(([group]) => group !== ''));
}

/** Edits which group of an identity provider gets which role. */
export function RoleMapping({ groups, onChange }: { groups: GroupRoles; onChange: (groups: GroupRoles) => void }) {
  const { t } = useTranslation();
  const replace = (at: number, entry: GroupRoles[number]) => onChange(groups.with(at, entry));
  return (
    <fieldset aria-label={t('signInSettings.groups')} style={{ display: 'contents' }}>
      <p>
        <strong>{t('signInSettings.groups')}</strong>
        <br />
        {t('signInSettings.groupsLead')}
      </p>
      {groups.map(([group, role], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group has no key but its place while its name is typed
        <Toolbar key={index}>
          <Input
            aria-label={t('signInSettings.group')}
            placeholder={t('signInSettings.group')}
            value={group}
            onChange={(_event, { value }) => replace(index, [value, role])}
          />
          <Choice
            label={`${t('permissions.role')}: ${group}`}
            value={role}
            options={ROLES.map((each) => ({ value: each, label: t(`role.${each}`) }))}
            onChange={(next) => replace(index, [group, next as Role])}
          />
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t('signInSettings.removeGroup', { group })}
            onClick={() => onChange(groups.filter((_each, at) => at !== index))}
          />
        </Toolbar>
      ))}
      <div>
        <Button icon={<AddRegular />} onClick={() => onChange([...groups, ['', 'viewer']])}>
          {t('signInSettings.addGroup')}
        </Button>
      </div>
    </fieldset>
  );
}
