// Features, seas, capitals and incidents on a map.
app.views.map = {
  draw() { $('map').replaceChildren(el('p', { class: 'hint' }, t('map.none'))); },
  show() { this.draw(); },
  hide() {},
};
