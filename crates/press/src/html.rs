//! HTML: a whole page or its part; no script, no inline style, every text escaped.

use crate::document::{Align, Block, Document, Entry, Grid, Heading, PageForm, Paragraph, Row, Sheet, Text, shown};
use crate::letters::visible;
use std::fmt::Write;

/// The style sheet that draws the paper's classes, on the screen and printed.
pub const SHEET_CSS: &str = include_str!("sheet.css");

/// The whole page. `stylesheet` is the address of a file with [`SHEET_CSS`] (or one's own), `None` for a bare page.
#[must_use]
pub fn html(document: &Document, stylesheet: Option<&str>) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
        Escaped(&document.language)
    );
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    if let Some(author) = &document.author {
        let _ = writeln!(out, "<meta name=\"author\" content=\"{}\">", Escaped(author));
    }
    let _ = writeln!(out, "<meta name=\"date\" content=\"{}\">", document.dated.date());
    let _ = writeln!(out, "<title>{}</title>", Escaped(&document.title));
    if let Some(address) = stylesheet {
        let _ = writeln!(out, "<link rel=\"stylesheet\" href=\"{}\">", Escaped(address));
    }
    out.push_str("</head>\n<body>\n");
    out.push_str(&fragment(document));
    out.push_str("</body>\n</html>\n");
    out
}

/// The paper alone, to be laid into another page. Ids of blocks become `id`s.
#[must_use]
pub fn fragment(document: &Document) -> String {
    let laid = Laid { below: 0, link: &|_| None };
    format!("<main class=\"press{}\">\n{}</main>\n", classes(document), laid.parts(document))
}

/// How a paper is laid into a page that has a heading and parts of its own.
pub struct Laid<'a> {
    /// So many levels of headings stand above it there.
    pub below: u8,
    /// The link behind the words of the paragraph with this id, if it has one.
    pub link: &'a dyn Fn(&str) -> Option<Permalink>,
}

/// A link by which a place of the paper is named elsewhere.
pub struct Permalink {
    /// Where it leads to.
    pub to: String,
    /// What is seen of it.
    pub shown: String,
    /// What is heard of it; begins with what is seen.
    pub heard: String,
}

impl Laid<'_> {
    /// The paper as a part of that page.
    #[must_use]
    pub fn html(&self, document: &Document) -> String {
        format!("<div class=\"press{}\">\n{}</div>\n", classes(document), self.parts(document))
    }

    fn parts(&self, document: &Document) -> String {
        let mut out = String::new();
        for (block, level) in shown(&document.body) {
            match block {
                Block::Heading(part) => heading(&mut out, part, (level + self.below).min(6)),
                Block::Paragraph(part) => self.paragraph(&mut out, part),
                Block::Sheet(part) => self.sheet(&mut out, part),
                Block::Grid(part) => grid(&mut out, part),
                Block::PageBreak => out.push_str("<hr class=\"page-break\">\n"),
                Block::Spacer(lines) => {
                    let _ = writeln!(out, "<div class=\"spacer s{}\"></div>", lines.clamp(0.0, 20.0).ceil());
                }
            }
        }
        if !document.foot.left.is_empty() {
            let _ = writeln!(out, "<footer class=\"foot\">{}</footer>", Escaped(&document.foot.left));
        }
        out
    }

    fn paragraph(&self, out: &mut String, part: &Paragraph) {
        out.push_str("<p");
        id(out, &part.id);
        let mut classes = Vec::new();
        if part.indent > 0 {
            classes.push(format!("i{}", part.indent.min(20)));
        }
        if let Some(label) = &part.label {
            classes.push(format!("h{}", label.width.min(20)));
        }
        if part.leads {
            classes.push("leads".into());
        }
        if part.gap {
            classes.push("gap".into());
        }
        match part.align {
            Align::Start => {}
            Align::Middle => classes.push("middle".into()),
            Align::End => classes.push("end".into()),
        }
        if !classes.is_empty() {
            let _ = write!(out, " class=\"{}\"", classes.join(" "));
        }
        out.push('>');
        if let Some(label) = &part.label {
            let blank = if label.has_room() { "　" } else { "" };
            let _ = write!(out, "<span class=\"label\">{}{blank}</span>", Escaped(&label.text));
        }
        words(out, &part.text);
        if let Some(link) = (self.link)(&part.id) {
            let (to, heard) = (Escaped(&link.to), Escaped(&link.heard));
            let _ = write!(out, " <a class=\"here\" href=\"{to}\" aria-label=\"{heard}\">{}</a>", Escaped(&link.shown));
        }
        out.push_str("</p>\n");
    }

    fn sheet(&self, out: &mut String, part: &Sheet) {
        let is_split = part.rows.iter().any(|row| row.second.is_some());
        let _ = write!(out, "<table class=\"sheet\">\n<caption class=\"vh\">{}</caption>\n", Escaped(&part.caption));
        out.push_str("<colgroup><col class=\"label\"><col>");
        out.push_str(if is_split { "<col class=\"side\"><col class=\"side\">" } else { "" });
        out.push_str("</colgroup>\n<tbody>\n");
        for Row { first, second } in &part.rows {
            out.push_str("<tr>");
            self.entry(out, first, if is_split && second.is_none() { 3 } else { 1 });
            if let Some(second) = second {
                self.entry(out, second, 1);
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n");
    }

    fn entry(&self, out: &mut String, part: &Entry, columns: u8) {
        let _ = write!(out, "<th scope=\"row\">{}</th><td", Escaped(&part.label));
        id(out, &part.id);
        if columns > 1 {
            let _ = write!(out, " colspan=\"{columns}\"");
        }
        out.push_str(">\n");
        part.body.iter().for_each(|part| self.paragraph(out, part));
        out.push_str("</td>");
    }
}

/// What of the page's form is not as usual and is seen on a screen: gothic text, another size, another column of labels.
fn classes(document: &Document) -> String {
    let (page, usual) = (&document.page, PageForm::a4());
    let sheet = document.body.iter().find_map(|block| match block {
        Block::Sheet(sheet) => Some(sheet),
        _ => None,
    });
    let Some(sheet) = sheet else { return String::new() };
    let marks = [
        (page.text_fonts == page.label_fonts, " gothic"),
        (page.size < usual.size, " small"),
        (page.size > usual.size, " large"),
        (sheet.label_width < 24.0, " narrow"),
        (sheet.label_width > 31.0 && sheet.label_width <= 45.0, " wider"),
        (sheet.label_width > 45.0, " widest"),
    ];
    marks.into_iter().filter(|(is_so, _)| *is_so).map(|(_, class)| class).collect()
}

/// Text as HTML shows it: markup characters escaped, hidden ones left out, line ends as `<br>`.
struct Escaped<'a>(&'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in visible(self.0).chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' => f.write_char(' ')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

fn words(out: &mut String, text: &Text) {
    for run in &text.0 {
        let lines: Vec<String> = visible(&run.text).split('\n').map(|line| Escaped(line).to_string()).collect();
        let mut shown = lines.join("<br>");
        if run.whole {
            shown = format!("<span class=\"nw\">{shown}</span><wbr>");
        }
        if run.bold {
            shown = format!("<b>{shown}</b>");
        }
        out.push_str(&shown);
    }
}

fn id(out: &mut String, id: &str) {
    let id: String = id.chars().filter(|c| !c.is_whitespace()).collect();
    if !id.is_empty() {
        let _ = write!(out, " id=\"{}\"", Escaped(&id));
    }
}

fn heading(out: &mut String, part: &Heading, level: u8) {
    let _ = write!(out, "<h{level}");
    id(out, &part.id);
    out.push('>');
    words(out, &part.text);
    let _ = writeln!(out, "</h{level}>");
}

fn grid(out: &mut String, part: &Grid) {
    out.push_str("<div class=\"scroll\"><table class=\"grid\"");
    id(out, &part.id);
    let _ = write!(out, ">\n<caption>{}</caption>\n<thead><tr>", Escaped(&part.caption));
    let class = |align| match align {
        Align::Start => "",
        Align::Middle => " class=\"middle\"",
        Align::End => " class=\"end\"",
    };
    for column in &part.columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", Escaped(&column.head));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &part.rows {
        out.push_str("<tr>");
        for (column, cell) in part.columns.iter().zip(part.cells(row)) {
            let _ = write!(out, "<td{}>", class(column.align));
            words(out, &cell.shown());
            out.push_str("</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}
