// The words and icons of the search, in the language of this site.
(function (site) {
  'use strict';
  site.searchWords = {{ words_json }};
  site.searchIcons = {
{%- for name in ["circle", "clock", "check", "cross", "pause", "flag", "alert", "search", "previous", "next"] %}
    {{ name }}: '{{ <icon name={name} /> }}'{% if not loop.last %},{% endif %}
{%- endfor %}
  };
})(window.acuerdos = window.acuerdos || {});
