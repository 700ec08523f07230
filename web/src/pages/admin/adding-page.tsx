import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { type ReactElement, type ReactNode, useState } from 'react';
import { PageHead } from '../../parts/page-head.tsx';

/** A page of things that are added in a dialog: its head with the button, what is there, and the dialog once it is asked for. */
export function AddingPage(props: {
  title: string;
  lead: string;
  addTitle: string;
  addIcon?: ReactElement;
  dialog: (onClose: () => void) => ReactNode;
  children: ReactNode;
}) {
  const { title, lead, addTitle, addIcon = <AddRegular />, dialog, children } = props;
  const [isAdding, setIsAdding] = useState(false);
  return (
    <>
      <PageHead
        title={title}
        lead={lead}
        actions={
          <Button appearance="primary" icon={addIcon} onClick={() => setIsAdding(true)}>
            {addTitle}
          </Button>
        }
      />
      {children}
      {isAdding && dialog(() => setIsAdding(false))}
    </>
  );
}
