//! DOCX: a file that an office's word processor opens unchanged. It holds no fonts: they are named as Windows knows them.

mod parts;

use crate::document::{Block, Document, Grid, Heading, PageForm, Paragraph, Row, Sheet, Width, shown};
use crate::fault::PressError;
use crate::letters::visible;
use docx_rs as w;
use parts::{Maker, TWIPS, hair, millimetres};

/// What a head row says of its height, and no other.
const HEAD_ROW: &str = "<w:trHeight w:val=\"1\" w:hRule=\"atLeast\" />";

/// The paper as DOCX. The same paper gives the same bytes.
///
/// # Errors
/// If the file cannot be put together.
pub fn docx(document: &Document) -> Result<Vec<u8>, PressError> {
    let page = &document.page;
    let [top, right, bottom, left] = page.margins.map(millimetres);
    let mut maker = Maker::new(page);
    let margin = w::PageMargin::new()
        .top(top)
        .right(right)
        .bottom(bottom)
        .left(left)
        .footer(millimetres(page.margins[2] / 2.0))
        .header(millimetres(10.0));
    let mut file = w::Docx::new()
        .page_size(parts::small(page.width * TWIPS), parts::small(page.height * TWIPS))
        .page_margin(margin)
        .default_fonts(parts::fonts(&page.office_text_font))
        .default_size(parts::half_points(page.size))
        .footer(footer(document, &mut maker));
    let mut breaks = false;
    for (block, level) in shown(&document.body) {
        file = match block {
            Block::Heading(part) => file.add_paragraph(heading(part, level, &mut maker).page_break_before(breaks)),
            Block::Paragraph(part) => file.add_paragraph(maker.paragraph(part, false).page_break_before(breaks)),
            Block::Sheet(part) => {
                let file = if breaks { file.add_paragraph(maker.bare().page_break_before(true)) } else { file };
                file.add_table(sheet(part, &mut maker))
            }
            Block::Grid(part) => {
                let mut caption = Paragraph::plain("", part.caption.as_str());
                caption.leads = true;
                let caption = maker.label_paragraph(&caption, page.size, true).page_break_before(breaks);
                file.add_paragraph(caption).add_table(grid(part, page, &mut maker))
            }
            Block::PageBreak => {
                breaks = true;
                continue;
            }
            Block::Spacer(lines) => {
                let lines = lines.clamp(0.0, 60.0) * page.line * page.size * 20.0;
                let rule =
                    w::LineSpacing::new().line_rule(w::LineSpacingType::Exact).line(parts::whole(lines.max(1.0)));
                file.add_paragraph(maker.bare().line_spacing(rule).page_break_before(breaks))
            }
        };
        breaks = false;
    }
    // A table at the very end would leave Word without its last paragraph; that one takes no room.
    let last = w::LineSpacing::new().line_rule(w::LineSpacingType::Exact).line(20);
    file = file.add_paragraph(maker.bare().line_spacing(last));
    pack(document, file)
}

fn pack(document: &Document, file: w::Docx) -> Result<Vec<u8>, PressError> {
    let mut xml = file.build();
    xml.doc_props.core = parts::core_properties(document);
    // docx-rs has no word for a row that is repeated on each page: heads carry a height that no other row has.
    xml.document = parts::replaced(&xml.document, HEAD_ROW, "<w:tblHeader />");
    let language =
        format!("<w:rPrDefault><w:rPr><w:lang w:val=\"en-US\" w:eastAsia=\"{}\" />", parts::language(document));
    xml.styles = parts::replaced(&xml.styles, "<w:rPrDefault><w:rPr>", &language);
    let mut bytes = std::io::Cursor::new(Vec::new());
    xml.pack(&mut bytes).map_err(|fault| PressError::Refused(fault.to_string()))?;
    Ok(bytes.into_inner())
}

fn footer(document: &Document, maker: &mut Maker) -> w::Footer {
    let page = &document.page;
    let run = || w::Run::new().size(parts::half_points(9.0)).fonts(parts::fonts(&page.office_label_font));
    let right = w::Tab::new().val(w::TabValueType::Right).pos(parts::usize_of(page.measure() * TWIPS));
    let mut line = maker.bare().add_tab(right).add_run(run().add_text(visible(&document.foot.left).replace('\n', " ")));
    if document.foot.page_numbers {
        line = line.add_run(run().add_tab());
        for (at, code) in [w::InstrText::PAGE(w::InstrPAGE::new()), w::InstrText::NUMPAGES(w::InstrNUMPAGES::new())]
            .into_iter()
            .enumerate()
        {
            if at > 0 {
                line = line.add_run(run().add_text("／"));
            }
            // A run for each part: a field in one run loses its font in LibreOffice.
            line = line
                .add_run(run().add_field_char(w::FieldCharType::Begin, false))
                .add_run(run().add_instr_text(code))
                .add_run(run().add_field_char(w::FieldCharType::Separate, false))
                .add_run(run().add_text("1"))
                .add_run(run().add_field_char(w::FieldCharType::End, false));
        }
    }
    w::Footer::new().add_paragraph(line)
}

fn heading(part: &Heading, level: u8, maker: &mut Maker) -> w::Paragraph {
    let size = if level == 1 { maker.page.title_size } else { maker.page.size + 1.0 };
    let words = Paragraph { text: part.text.clone(), leads: true, ..Paragraph::default() };
    let align = if level == 1 { w::AlignmentType::Center } else { w::AlignmentType::Left };
    let after = if level == 1 { millimetres(5.0) } else { 0 };
    let spacing =
        w::LineSpacing::new().before(if level == 1 { 0 } else { 200 }).after(u32::try_from(after).unwrap_or(0));
    maker.label_paragraph(&words, size, true).align(align).outline_lvl(usize::from(level - 1)).line_spacing(spacing)
}

fn sheet(part: &Sheet, maker: &mut Maker) -> w::Table {
    let is_split = part.rows.iter().any(|row| row.second.is_some());
    let label = parts::usize_of(part.label_width * TWIPS);
    let side = part.side_widths.map(|mm| parts::usize_of(mm * TWIPS));
    let whole = parts::usize_of(maker.page.measure() * TWIPS);
    let rest = whole.saturating_sub(label);
    let first = if is_split { rest.saturating_sub(side[0] + side[1]) } else { rest };
    let rows = part
        .rows
        .iter()
        .map(|row| {
            let Row { first: one, second } = row;
            let mut cells = vec![maker.label_cell(&one.label, label)];
            match second {
                Some(two) => {
                    cells.push(maker.entry_cell(one, first));
                    cells.push(maker.label_cell(&two.label, side[0]));
                    cells.push(maker.entry_cell(two, side[1]));
                }
                None if is_split => cells.push(maker.entry_cell(one, rest).grid_span(3)),
                None => cells.push(maker.entry_cell(one, rest)),
            }
            let made = w::TableRow::new(cells);
            if one.is_short(part.room(maker.page, row)[0]) { made.cant_split() } else { made }
        })
        .collect();
    let columns = if is_split { vec![label, first, side[0], side[1]] } else { vec![label, rest] };
    table(rows, columns, maker.page)
}

fn grid(part: &Grid, page: &PageForm, maker: &mut Maker) -> w::Table {
    let letters = |letters: u8| f64::from(letters) * page.size * 20.0 + 200.0;
    let fixed: f64 = part.columns.iter().map(|c| if let Width::Letters(n) = c.width { letters(n) } else { 0.0 }).sum();
    let shares: f64 =
        part.columns.iter().map(|c| if let Width::Share(n) = c.width { f64::from(n.max(1)) } else { 0.0 }).sum();
    let free = (page.measure() * TWIPS - fixed).max(0.0);
    let widths: Vec<usize> = part
        .columns
        .iter()
        .map(|column| match column.width {
            Width::Letters(n) => parts::usize_of(letters(n)),
            Width::Share(n) => parts::usize_of(free * f64::from(n.max(1)) / shares.max(1.0)),
        })
        .collect();
    let heads = part.columns.iter().zip(&widths).map(|(column, width)| maker.head_cell(&column.head, *width)).collect();
    let mut rows = vec![w::TableRow::new(heads).cant_split().row_height(1.0).height_rule(w::HeightRule::AtLeast)];
    for row in &part.rows {
        let cells = part.columns.iter().zip(part.cells(row)).zip(&widths);
        rows.push(
            w::TableRow::new(
                cells.map(|((column, cell), width)| maker.grid_cell(&cell.shown(), column.align, *width)).collect(),
            )
            .cant_split(),
        );
    }
    table(rows, widths, page)
}

fn table(rows: Vec<w::TableRow>, columns: Vec<usize>, page: &PageForm) -> w::Table {
    use w::TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let borders =
        [Top, Bottom, Left, Right, InsideH, InsideV].into_iter().fold(w::TableBorders::with_empty(), |all, at| {
            all.set(w::TableBorder::new(at).border_type(w::BorderType::Single).size(hair(page)).color("000000"))
        });
    let side = parts::usize_of(2.2 * TWIPS);
    let above = parts::usize_of(1.2 * TWIPS);
    w::Table::new(rows)
        .width(columns.iter().sum(), w::WidthType::Dxa)
        .set_grid(columns)
        .layout(w::TableLayoutType::Fixed)
        .margins(w::TableCellMargins::new().margin(above, side, above, side))
        .set_borders(borders)
}
