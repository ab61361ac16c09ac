//! Templates with their icons drawn into them, once, when the theme is loaded: a call of a component costs more than the
//! picture that comes of it, and most icons are named in the template itself.

use tera::{Context, Tera};

const BEFORE: &str = "{{ <icon name=\"";
const AFTER: &str = "\" /> }}";

/// What draws icons: the component of the default theme alone.
pub(super) struct Pen(Tera);

impl Pen {
    /// None if the template does not parse, which whoever loads all of them reports.
    pub(super) fn new(component: &str) -> Option<Self> {
        let mut tera = Tera::new();
        tera.add_raw_template("icon.html", component).ok()?;
        Some(Self(tera))
    }

    /// A template in which `{{ <icon name="…" /> }}` is the icon itself. What is not a name in quotes is left as it is.
    pub(super) fn drawn(&self, template: &str) -> String {
        let mut drawn = String::with_capacity(template.len());
        let mut rest = template;
        while let Some(start) = rest.find(BEFORE) {
            let (before, call) = rest.split_at(start);
            let icon = call[BEFORE.len()..].split_once(AFTER).and_then(|(name, after)| Some((self.icon(name)?, after)));
            let (icon, after) = icon.unwrap_or_else(|| (BEFORE.to_owned(), &call[BEFORE.len()..]));
            drawn.push_str(before);
            drawn.push_str(&icon);
            rest = after;
        }
        drawn.push_str(rest);
        drawn
    }

    fn icon(&self, name: &str) -> Option<String> {
        let mut arguments = Context::new();
        arguments.insert("name", name);
        let icon = self.0.render_component_with_implicits("icon", &arguments, &Context::new(), None, true).ok()?;
        (!name.contains('"') && !icon.contains('{')).then_some(icon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_are_drawn_where_they_were_called() {
        let pen = Pen::new("{% component icon(name: string) -%}<i>{{ name }}</i>{%- endcomponent icon %}").unwrap();
        for (template, drawn) in [
            (r#"<b>{{ <icon name="alert" /> }}</b>{{ x }}"#, "<b><i>alert</i></b>{{ x }}"),
            (r#"{{ <icon name="a" /> }}{{ <icon name="b" /> }}"#, "<i>a</i><i>b</i>"),
            (r#"{{ <icon name={it.icon} /> }}"#, r#"{{ <icon name={it.icon} /> }}"#),
            (r#"{{ <icon name="a" title="b" /> }}"#, r#"{{ <icon name="a" title="b" /> }}"#),
            (r#"{{ <icon name="a"#, r#"{{ <icon name="a"#),
        ] {
            assert_eq!(pen.drawn(template), drawn);
        }
    }

    #[test]
    fn what_does_not_parse_draws_nothing() {
        assert!(Pen::new("{% component icon(").is_none());
    }
}
