//! The tree as a picture: places of knots, labels and threads, all in whole pixels. A thread runs level past its own labels and
//! turns only between two columns, so that it crosses no word.

use super::layers::{Item, Layers, Links, Place};
use super::wrap::wrap;
use crate::issues::tree::model::{Mark, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// The breadth of the sheet that it stands on.
const SHEET: i32 = 816;
/// Height of a letter, and from one line to the next.
const LETTER: i32 = 14;
const LINE: i32 = 19;
/// From a knot down to the foot of its first line.
const FIRST: i32 = 26;
/// Free room above a knot, below a label, and on both sides of a thread that passes.
const ABOVE: i32 = 14;
const BELOW: i32 = 20;
const LANE: i32 = 8;
/// From this height on a thread turns between the labels only.
const STEEP: i32 = 80;
/// Where the heads stand, and the first knot.
const HEAD: i32 = 16;
const TOP: i32 = 52;

/// A picture, ready to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Its size.
    pub width: i32,
    /// Its size.
    pub height: i32,
    /// The heads of the columns.
    pub heads: Vec<Text>,
    /// The threads: the class of the style sheet, and the path.
    pub threads: Vec<(&'static str, String)>,
    /// The knots.
    pub knots: Vec<Knot>,
    /// The words under them.
    pub labels: Vec<Text>,
}

/// A line of text, by its middle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its middle.
    pub x: i32,
    /// The foot of its letters.
    pub y: i32,
    /// The words.
    pub words: String,
    /// The class of the style sheet.
    pub class: &'static str,
}

/// A knot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knot {
    /// Its middle.
    pub x: i32,
    /// Its middle.
    pub y: i32,
    /// Its radius.
    pub r: i32,
    /// Its sign.
    pub mark: Mark,
}

/// The lines under the knots of a layer, each with its class.
type Lines = BTreeMap<Item, Vec<(String, &'static str)>>;
/// How high each item stands.
type Heights = BTreeMap<Place, i32>;

/// How the columns stand beside one another.
struct Grid {
    first: i32,
    step: i32,
    /// Full characters of a label.
    wide: usize,
}

impl Grid {
    fn of(layers: usize) -> Grid {
        let wide = match layers {
            ..=3 => 11,
            4 => 9,
            _ => 8,
        };
        let first = (wide as i32 + 1) * LETTER / 2 + 4;
        let gaps = i32::try_from(layers).unwrap_or(i32::MAX).saturating_sub(1).max(1);
        Grid { first, step: ((SHEET - 2 * first) / gaps).clamp(2 * first + 36, 320), wide }
    }

    fn x(&self, layer: usize) -> i32 {
        self.first + self.step * layer as i32
    }
}

/// The picture of a tree.
pub fn draw(tree: &Tree) -> Drawing {
    let layers = Layers::of(tree);
    let links = layers.links();
    let grid = Grid::of(layers.drawn.len());
    let labels: Vec<Lines> = (0..layers.drawn.len()).map(|layer| labels(&layers, layer, grid.wide)).collect();
    let mut at: Heights = BTreeMap::new();
    for (layer, labels) in labels.iter().enumerate() {
        stack(&layers, layer, &links, labels, &mut at);
    }
    let lift = TOP - at.iter().map(|((_, item), y)| y - above(*item)).min().unwrap_or(0) - ABOVE;
    at.values_mut().for_each(|y| *y += lift);
    let lines = |(layer, item): &Place| labels[*layer].get(item).map_or(0, Vec::len);
    let deepest = at.iter().map(|(place, y)| y + below(place.1, lines(place))).max().unwrap_or(TOP);
    let mut out = Drawing {
        width: grid.x(layers.drawn.len().saturating_sub(1)) + grid.first,
        height: deepest - BELOW + 12,
        threads: threads(&links, &at, &grid, tree),
        ..Drawing::default()
    };
    for (head, first, last) in &layers.heads {
        let x = i32::midpoint(grid.x(*first), grid.x(*last));
        out.heads.push(Text { x, y: HEAD, words: (*head).into(), class: "mut" });
    }
    for ((layer, item), y) in &at {
        let x = grid.x(*layer);
        match item {
            Item::Node(node) => {
                let r = if *node == tree.here { 10 } else { 7 };
                out.knots.push(Knot { x, y: *y, r, mark: tree.nodes[*node].mark });
            }
            Item::Rest => out.knots.push(Knot { x, y: *y, r: 5, mark: Mark::Closed }),
            Item::Lane(..) => {}
        }
        let words = labels[*layer].get(item).into_iter().flatten();
        for (y, (words, class)) in (0..).map(|line| y + FIRST + line * LINE).zip(words) {
            out.labels.push(Text { x, y, words: words.clone(), class });
        }
    }
    out
}

/// The lines under each knot of a layer; the more knots, the fewer lines.
fn labels(layers: &Layers, layer: usize, wide: usize) -> Lines {
    let (nodes, rest) = &layers.drawn[layer];
    let most = [(4, 3), (8, 2)].into_iter().find(|(knots, _)| nodes.len() <= *knots).map_or(1, |(_, lines)| lines);
    let mut labels = BTreeMap::new();
    for node in nodes {
        let one = &layers.tree.nodes[*node];
        let (class, lines) = match (one.is_end, one.mark) {
            (true, _) => ("bld shu", 3),
            (_, Mark::Closed) => ("mut", 3),
            _ => ("bld", 1),
        };
        let name = wrap(&one.name, wide, lines).into_iter().map(|line| (line, class));
        let words = wrap(&one.words, wide, most).into_iter().map(|line| (line, ""));
        let open = one.is_end.then(|| (format!("（{}）", one.state), class));
        labels.insert(Item::Node(*node), name.chain(words).chain(open).collect());
    }
    if *rest > 0 {
        labels.insert(Item::Rest, vec![(format!("ほかに{rest}件"), "mut")]);
    }
    labels
}

fn above(item: Item) -> i32 {
    if matches!(item, Item::Lane(..)) { LANE } else { ABOVE }
}

fn below(item: Item, lines: usize) -> i32 {
    if matches!(item, Item::Lane(..)) { LANE } else { FIRST + (lines as i32 - 1) * LINE + BELOW }
}

/// Stacks the items of a layer, its knots around the middle. A passing thread stands as high as what it comes from allows.
fn stack(layers: &Layers, layer: usize, links: &Links, labels: &Lines, at: &mut Heights) {
    let (nodes, rest) = &layers.drawn[layer];
    let mut items: Vec<Item> = nodes.iter().map(|node| Item::Node(*node)).collect();
    items.extend((*rest > 0).then_some(Item::Rest));
    let comes_from = |item: Item, at: &Heights| {
        let from: Vec<i32> =
            links.keys().filter(|(_, to)| *to == (layer, item)).filter_map(|(from, _)| at.get(from).copied()).collect();
        if from.is_empty() { 0 } else { from.iter().sum::<i32>() / from.len() as i32 }
    };
    let lanes: BTreeSet<Item> = links
        .keys()
        .map(|(_, to)| to)
        .filter(|to| to.0 == layer && matches!(to.1, Item::Lane(..)))
        .map(|to| to.1)
        .collect();
    let mut lanes: Vec<(i32, Item)> = lanes.into_iter().map(|lane| (comes_from(lane, at), lane)).collect();
    lanes.sort_unstable();
    for (y, lane) in lanes {
        let before = items.iter().position(|item| comes_from(*item, at) > y);
        items.insert(before.unwrap_or(items.len()), lane);
    }
    let (mut y, mut places) = (0, vec![]);
    for item in &items {
        if !places.is_empty() {
            y += above(*item);
        }
        places.push(y);
        y += below(*item, labels.get(item).map_or(0, Vec::len));
    }
    let middle = places.last().copied().unwrap_or(0) / 2;
    at.extend(items.into_iter().zip(places).map(|(item, y)| ((layer, item), y - middle)));
}

/// The threads, one path for each class: those on the way to the thing of the page stand out where it is not the root.
fn threads(links: &Links, at: &Heights, grid: &Grid, tree: &Tree) -> Vec<(&'static str, String)> {
    let mut paths: BTreeMap<&'static str, String> = BTreeMap::new();
    for ((from, to), (is_open, is_way)) in links {
        let (Some(y1), Some(y2)) = (at.get(from), at.get(to)) else { continue };
        let class = match (is_open, is_way, tree.here == tree.root) {
            (true, ..) => "lo",
            (_, _, true) => "ln",
            (_, true, _) => "ln way",
            (_, false, _) => "ln off",
        };
        let (x1, x2) = (grid.x(from.0), grid.x(to.0));
        let path = paths.entry(class).or_default();
        if y1 == y2 {
            *path += &format!("M{x1} {y1}H{x2}");
            continue;
        }
        // The steeper it is, the later it turns: by then it has passed the labels.
        let steep = ((y1 - y2).abs() - grid.step / 8).clamp(0, STEEP);
        let level = (grid.first - 10) * steep / STEEP;
        let (leaves, comes, turn) = (x1 + level, x2 - level, i32::midpoint(x1, x2));
        *path += &format!("M{x1} {y1}H{leaves}C{turn} {y1} {turn} {y2} {comes} {y2}H{x2}");
    }
    paths.into_iter().collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::MOST;
    use super::super::wrap::breadth;
    use super::*;
    use crate::issues::tree::model::Node;
    use proptest::prelude::*;

    /// How broad a line is, rather too much than too little.
    fn width(text: &str) -> i32 {
        i32::try_from(text.chars().map(breadth).sum::<usize>()).unwrap() * LETTER / 10
    }

    /// Any tree of up to 40 nodes in up to 5 columns, tied at will.
    pub fn any_tree() -> impl Strategy<Value = Tree> {
        let node = (0usize..5, "[あ-んア-ンA-Za-z0-9。、）]{0,60}", 0usize..8);
        let edges = proptest::collection::vec((0usize..40, 0usize..40), 0..90);
        (proptest::collection::vec(node, 1..40), edges, 0usize..40, 0usize..40).prop_map(
            |(nodes, edges, root, here)| {
                let mut tree = Tree::of(&["意見", "課題", "方策", "目標", "結果"]);
                for (at, (column, words, kind)) in nodes.into_iter().enumerate() {
                    tree.add(match kind {
                        0 => Node::closed(column, "見る権限のない課題".into()),
                        1 => Node::end(column, "方策がない（未了）"),
                        _ => Node::seen(column, format!("番号{at}"), &words, format!("/x/{at}"), Mark::Going),
                    });
                }
                tree.nodes.sort_by_key(|node| node.column);
                for (from, to) in edges {
                    tree.tie(from, to);
                }
                (tree.root, tree.here) = (root % tree.nodes.len(), here % tree.nodes.len());
                tree
            },
        )
    }

    proptest! {
        #[test]
        fn every_node_is_drawn_once_or_counted_and_no_label_lies_on_another(tree in any_tree()) {
            let out = draw(&tree);
            prop_assert_eq!(&draw(&tree), &out, "the same tree, the same picture");
            let counted: usize = out.labels.iter().filter_map(|label| {
                label.words.strip_prefix("ほかに")?.strip_suffix('件')?.parse::<usize>().ok()
            }).sum();
            let rests = out.knots.iter().filter(|knot| knot.r == 5).count();
            prop_assert_eq!(out.knots.len() - rests + counted, tree.nodes.len());
            prop_assert_eq!(out.knots.iter().filter(|knot| knot.r == 10).count(), 1, "the thing of the page is drawn");
            let mut boxes: Vec<(i32, i32, i32, i32)> = vec![];
            for text in out.labels.iter().chain(&out.heads) {
                let half = width(&text.words) / 2;
                boxes.push((text.x - half, text.y - 13, text.x + half, text.y + 4));
            }
            boxes.extend(out.knots.iter().map(|knot| (knot.x - knot.r, knot.y - knot.r, knot.x + knot.r, knot.y + knot.r)));
            for (at, one) in boxes.iter().enumerate() {
                prop_assert!(one.0 >= 0 && one.1 >= 0 && one.2 <= out.width && one.3 <= out.height, "{one:?} {out:?}");
                for other in &boxes[at + 1..] {
                    let apart = one.2 <= other.0 || other.2 <= one.0 || one.3 <= other.1 || other.3 <= one.1;
                    prop_assert!(apart, "{one:?} {other:?}");
                }
            }
        }

        #[test]
        fn threads_run_rightwards_and_turn_between_the_columns(tree in any_tree()) {
            let layers = Layers::of(&tree);
            let links = layers.links();
            prop_assert!(links.keys().all(|(from, to)| from.0 + 1 == to.0));
            for (from, to) in tree.edges() {
                prop_assert!(layers.of[*from] < layers.of[*to]);
                let (start, end) = (layers.place(*from), layers.place(*to));
                prop_assert!(links.keys().any(|(one, _)| *one == start) && links.keys().any(|(_, one)| *one == end));
            }
            prop_assert!(layers.drawn.iter().all(|(nodes, rest)| nodes.len() <= MOST && (*rest == 0 || nodes.len() == MOST)));
        }
    }
}
