import { notifications } from '@mantine/notifications';

/** A quiet confirmation: announced politely, gone after 5 seconds. Never the only place of an action. */
export function toastDone(message: string): void {
  notifications.show({ message, color: 'lichen', autoClose: 5000, role: 'status', withBorder: true });
}

/** A failure: stays until it is dismissed. The page shows it too, where it happened. */
export function toastFailed(title: string, message?: string): void {
  notifications.show({
    title,
    message: message ?? '',
    color: 'red',
    autoClose: false,
    role: 'alert',
    withBorder: true,
  });
}
