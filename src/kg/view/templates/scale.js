// Level of detail: which of what is visible is drawn.
const level = {
  drawn: (visible) => visible,
  show: () => {},
  window: () => {},
  note: () => '',
};
function glide() {}
