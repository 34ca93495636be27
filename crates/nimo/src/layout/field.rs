//! A field: label above, help between, echo and error below.

use crate::editing::shape::Wrong;
use askama::Template;
use std::borrow::Cow;

/// One choice: value, label, and is it chosen?
pub struct Option3(
    /// The value that is sent.
    pub String,
    /// The label that is read.
    pub String,
    /// Is it chosen?
    pub bool,
);

/// What kind of control a field is.
pub enum Control {
    /// One line.
    Line,
    /// One line for a date or a code: shorter.
    Short,
    /// Several lines, shown as so many.
    Area(usize),
    /// A password; its value is never sent back.
    Password,
    /// Two to six short choices, one of which holds.
    Choice(Vec<Option3>),
    /// A list of which one holds.
    Select(Vec<Option3>),
    /// A list of which any number holds.
    Checks(Vec<Option3>),
    /// Rows of lines, into which a table may be pasted: the heads of the columns, and what stands in them. A cell is sent as
    /// `name.row.column`.
    Grid(&'static [&'static str], Vec<Vec<String>>),
}

/// A field of a form.
#[derive(Template)]
#[template(path = "layout/views/field.html")]
pub struct Field {
    /// The name, also the id.
    pub name: &'static str,
    /// The label.
    pub label: Cow<'static, str>,
    /// Is it ※必須?
    pub required: bool,
    /// Help between label and control.
    pub help: &'static str,
    /// What stands in it, as typed.
    pub value: String,
    /// What was understood of it (a date in 和暦), shown below.
    pub echo: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// `autocomplete`.
    pub autocomplete: &'static str,
    /// What kind of control.
    pub control: Control,
}

impl askama::filters::HtmlSafe for Field {}

impl Field {
    /// One line of text.
    pub fn line(name: &'static str, label: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Field {
        Field {
            name,
            label: label.into(),
            required: false,
            help: "",
            value: value.into(),
            echo: None,
            error: None,
            autocomplete: "off",
            control: Control::Line,
        }
    }

    /// One line for a day: what is stored is shown in 和暦, what was typed stays as typed; below it stands what was understood.
    pub fn day(name: &'static str, label: impl Into<Cow<'static, str>>, typed: &str) -> Field {
        let date = almanac::read_date(typed).ok();
        let wareki = date.and_then(|date| almanac::wareki(date).ok());
        let is_ours = date.is_some_and(|date| date.to_string() == typed);
        let shown = wareki.filter(|_| is_ours).map_or_else(|| typed.to_string(), |wareki| wareki.to_string());
        let echo =
            wareki.zip(date).map(|(wareki, date)| format!("{}　西暦 {}年", wareki.with_weekday(), date.format("%Y")));
        Field::line(name, label, shown).as_a(Control::Short).echo(echo)
    }

    /// A list of which one holds, the one whose value is `chosen`.
    pub fn select(
        name: &'static str,
        label: impl Into<Cow<'static, str>>,
        chosen: &str,
        options: impl IntoIterator<Item = (String, String)>,
    ) -> Field {
        let options = options.into_iter().map(|(value, label)| {
            let is_chosen = value == chosen;
            Option3(value, label, is_chosen)
        });
        Field::line(name, label, "").as_a(Control::Select(options.collect()))
    }

    /// ※必須.
    pub fn required(self) -> Field {
        Field { required: true, ..self }
    }

    /// With help.
    pub fn help(self, help: &'static str) -> Field {
        Field { help, ..self }
    }

    /// With another control.
    pub fn as_a(self, control: Control) -> Field {
        Field { control, ..self }
    }

    /// With `autocomplete`.
    pub fn autocomplete(self, autocomplete: &'static str) -> Field {
        Field { autocomplete, ..self }
    }

    /// With what was understood.
    pub fn echo(self, echo: Option<String>) -> Field {
        Field { echo, ..self }
    }

    /// With what is wrong, if the list names it.
    pub fn checked(self, wrongs: &[Wrong]) -> Field {
        let error = error_of(self.name, wrongs);
        Field { error, ..self }
    }

    /// The ids of help and error, for `aria-describedby`.
    pub fn described_by(&self) -> String {
        let mut ids = vec![];
        if !self.help.is_empty() {
            ids.push(format!("{}-help", self.name));
        }
        if self.error.is_some() {
            ids.push(format!("{}-err", self.name));
        }
        ids.join(" ")
    }

    fn is_group(&self) -> bool {
        matches!(self.control, Control::Choice(_) | Control::Checks(_) | Control::Grid(..))
    }
}

/// The sentence about one field.
pub fn error_of(name: &str, wrongs: &[Wrong]) -> Option<String> {
    wrongs.iter().find(|wrong| wrong.field == name).map(|wrong| wrong.sentence.clone())
}
