// The words and icons of the lists, in the language of this site.
(function (site) {
  'use strict';
  site.listWords = {{ words_json }};
  site.listIcons = {
{%- for name in ["circle", "clock", "check", "cross", "pause", "flag", "alert", "previous", "next"] %}
    {{ name }}: '{{ <icon name={name} /> }}'{% if not loop.last %},{% endif %}
{%- endfor %}
  };
})(window.acuerdos = window.acuerdos || {});
