/** Puts the focus into the first field of a form that stands alone on its page; given to the form as its `ref`. */
export function focusFirstField(form: HTMLFormElement | null): void {
  form?.querySelector('input')?.focus();
}
