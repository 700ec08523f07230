import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Overflow,
  OverflowItem,
  Tab,
  TabList,
  useIsOverflowItemVisible,
  useOverflowMenu,
} from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', minWidth: 0, overflow: 'hidden' },
  tabs: { columnGap: 0, '& > button': { paddingInline: '4px' } },
});

/** The parts of a step's panel. */
export const STEP_TABS = ['parameters', 'settings', 'testing', 'code', 'run'] as const;
export type StepTab = (typeof STEP_TABS)[number];

interface StepTabsProps {
  readonly tabs: readonly StepTab[];
  readonly chosen: StepTab;
  readonly onChoose: (tab: StepTab) => void;
}

/** Tabs in one row; those that have no room are in a menu at its end, and the one that is chosen never is. */
export function StepTabs(props: StepTabsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { tabs, chosen, onChoose } = props;
  return (
    <Overflow padding={4}>
      <div className={styles.row}>
        <TabList
          className={styles.tabs}
          size="small"
          selectedValue={chosen}
          onTabSelect={(_event, { value }) => onChoose(value as StepTab)}
        >
          {tabs.map((each) => (
            <OverflowItem key={each} id={each} priority={each === chosen ? 1 : 0}>
              <Tab value={each}>{t(`designer.tab.${each}`)}</Tab>
            </OverflowItem>
          ))}
        </TabList>
        <TabMenu {...props} />
      </div>
    </Overflow>
  );
}

function TabMenu({ tabs, onChoose }: StepTabsProps) {
  const { t } = useTranslation();
  const { ref, isOverflowing } = useOverflowMenu<HTMLButtonElement>();
  if (!isOverflowing) return null;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          ref={(element: HTMLButtonElement | null) => {
            ref.current = element;
          }}
          size="small"
          appearance="subtle"
          icon={<MoreHorizontalRegular />}
          aria-label={t('app.more')}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {tabs.map((each) => (
            <HiddenTab key={each} tab={each} onChoose={onChoose} />
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function HiddenTab({ tab, onChoose }: { tab: StepTab; onChoose: StepTabsProps['onChoose'] }) {
  const { t } = useTranslation();
  const isVisible = useIsOverflowItemVisible(tab);
  return isVisible ? null : <MenuItem onClick={() => onChoose(tab)}>{t(`designer.tab.${tab}`)}</MenuItem>;
}
