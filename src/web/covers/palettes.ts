/** Colours that go together, as hex. */
export type Palette = {
  readonly name: string;
  /** Most of the cover. */
  readonly ground: string;
  /** Letters on the ground. */
  readonly ink: string;
  /** What catches the eye. */
  readonly accent: string;
  /** What stays behind: near the ground, or between it and the accent. */
  readonly soft: string;
};

const palette = (name: string, ground: string, ink: string, accent: string, soft: string): Palette => ({
  name,
  ground,
  ink,
  accent,
  soft,
});

export const palettes: readonly Palette[] = [
  palette('bottle', '#1d4638', '#f6edd6', '#dba647', '#5f8f77'),
  palette('oxblood', '#65202b', '#f7ead8', '#e09a6a', '#9c4a4c'),
  palette('blanche', '#f6eedc', '#2a2320', '#b5382b', '#dcbf92'),
  palette('navy', '#1c2f50', '#f5ecd8', '#e2aa45', '#56789e'),
  palette('mustard', '#e4b44c', '#2c2316', '#96301f', '#f6e2ad'),
  palette('terracotta', '#a4462a', '#fff2e0', '#f3c27b', '#c8734f'),
  palette('mist', '#d6e4e6', '#1b333f', '#c4533a', '#88acb4'),
  palette('rose', '#f1d8cd', '#4b1e2b', '#b0465a', '#dfa793'),
  palette('sage', '#cbd5ba', '#24372a', '#55754a', '#eae6cc'),
  palette('slate', '#2f2d31', '#f0e7d8', '#e17f52', '#7f7a80'),
  palette('aubergine', '#44284b', '#f6e8de', '#e3a862', '#876590'),
  palette('lagoon', '#0f5459', '#f4ecda', '#f2bd54', '#4b9793'),
  palette('delft', '#f4efe3', '#1e3558', '#2d6593', '#dfae4c'),
  palette('kraft', '#d3b388', '#32221a', '#7c3a22', '#f2e4c7'),
  palette('plum', '#f3e6d4', '#3a2340', '#6d4278', '#d98f5c'),
];
