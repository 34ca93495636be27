//! The picture of a quarter: a bar for each office, 者 and 児 in one.

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The top of its row.
    pub y: i64,
    /// The name, short enough for its place.
    pub name: String,
    /// How wide 者 is.
    pub adults: i64,
    /// Where 児 begins.
    pub from: i64,
    /// How wide 児 is.
    pub children: i64,
    /// Where the figure stands.
    pub end: i64,
    /// The figure in words.
    pub told: String,
}

/// The picture, in units of its own box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// The bars, from above.
    pub bars: Vec<Bar>,
    /// The height of the box.
    pub height: i64,
    /// Where nought is.
    pub left: i64,
}

/// An office as it goes in: its name, 者, 児, the figure in words.
pub type Drawn = (String, i64, i64, String);

const LEFT: i64 = 236;
const WIDE: i64 = 440;
const ROW: i64 = 34;
const TOP: i64 = 8;
const LETTERS: usize = 15;

/// The picture; none while nobody has a client.
pub fn bars(offices: &[Drawn]) -> Option<Bars> {
    let most = offices.iter().map(|(_, adults, children, _)| adults + children).max().filter(|most| *most > 0)?;
    let wide = |count: i64| count * WIDE / most;
    let bar = |((name, adults, children, told), n): (&Drawn, i64)| Bar {
        y: TOP + n * ROW,
        name: short(name),
        adults: wide(*adults),
        from: LEFT + wide(*adults),
        children: wide(adults + children) - wide(*adults),
        end: LEFT + wide(adults + children) + 8,
        told: told.clone(),
    };
    let bars: Vec<Bar> = offices.iter().zip(0..).map(bar).collect();
    Some(Bars { height: TOP + ROW * i64::try_from(bars.len()).unwrap_or(0) + 6, bars, left: LEFT })
}

fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_string();
    }
    name.chars().take(LETTERS - 1).chain(std::iter::once('…')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_bar_fills_the_picture_and_a_long_name_is_cut() {
        let drawn = bars(&[
            ("相談支援センターみほん本町さくら".into(), 60, 40, "100人".into()),
            ("すみれ".into(), 25, 0, "25人".into()),
        ])
        .unwrap();
        assert_eq!((drawn.bars[0].adults, drawn.bars[0].children, drawn.bars[1].adults), (264, 176, 110));
        assert_eq!(drawn.bars[0].name, "相談支援センターみほん本町さ…");
        assert_eq!(bars(&[("すみれ".into(), 0, 0, "0人".into())]), None);
    }

    proptest! {
        #[test]
        fn no_bar_leaves_its_box(all in proptest::collection::vec((0i64..10_000, 0i64..10_000), 0..20)) {
            let all: Vec<Drawn> = all.into_iter().map(|(adults, children)| ("あ".into(), adults, children, String::new())).collect();
            for bar in bars(&all).into_iter().flat_map(|drawn| drawn.bars) {
                prop_assert!(bar.adults >= 0 && bar.children >= 0 && bar.end <= LEFT + WIDE + 8);
            }
        }
    }
}
