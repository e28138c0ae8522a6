// Events, treaties and claims in the order of time.
app.views.timeline = {
  draw() { $('timeline').replaceChildren(el('p', { class: 'hint' }, t('timeline.none'))); },
  show() { this.draw(); },
  hide() {},
};
