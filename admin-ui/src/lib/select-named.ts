/**
 * Slots of a select without a visible label. MUI names such a select by its own value (`aria-labelledby` pointing at itself wins over `aria-label`), so that
 * a screen reader would say what is chosen but not of what.
 */
export const selectNamed = (label: string, select: { multiple?: boolean; displayEmpty?: boolean } = {}) => ({
  htmlInput: { 'aria-label': label },
  select: { ...select, SelectDisplayProps: { 'aria-labelledby': undefined } },
});
