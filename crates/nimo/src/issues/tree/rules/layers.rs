//! Which node stands in which layer of the picture, and which threads run from one to the next.

use super::MOST;
use crate::issues::tree::model::Tree;
use std::collections::BTreeMap;

/// What stands in a column of the picture: a node, a thread on its way to a column further on, or 「ほかに3件」.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A node.
    Node(usize),
    /// How many more there are.
    Rest,
    /// A thread that passes, by the column and the item that it leads to.
    Lane(usize, usize),
}

/// A layer, and what stands in it.
pub type Place = (usize, Item);
/// A thread from one layer to the next: does it end in nothing, and is it on the way to the thing of the page?
pub type Links = BTreeMap<(Place, Place), (bool, bool)>;

/// Columns, from left to right: a column of the tree is as many of these as its nodes led to one another.
pub struct Layers<'a> {
    /// The tree.
    pub tree: &'a Tree,
    /// The layer of each node.
    pub of: Vec<usize>,
    /// For each layer the nodes that are drawn, and how many are not.
    pub drawn: Vec<(Vec<usize>, usize)>,
    /// The first and the last layer of each head.
    pub heads: Vec<(&'static str, usize, usize)>,
}

impl Layers<'_> {
    /// The layers of a tree.
    pub fn of(tree: &Tree) -> Layers<'_> {
        let mut depth = vec![0usize; tree.nodes.len()];
        // No path is longer than there are nodes.
        for _ in &tree.nodes {
            for (from, to) in tree.edges() {
                if tree.nodes[*from].column == tree.nodes[*to].column {
                    depth[*to] = depth[*to].max(depth[*from] + 1);
                }
            }
        }
        let (mut of, mut heads, mut layers) = (vec![0; tree.nodes.len()], vec![], 0);
        for (column, head) in tree.columns.iter().enumerate() {
            let here: Vec<usize> = (0..tree.nodes.len()).filter(|node| tree.nodes[*node].column == column).collect();
            let Some(deepest) = here.iter().map(|node| depth[*node]).max() else { continue };
            for node in here {
                of[node] = layers + depth[node];
            }
            heads.push((*head, layers, layers + deepest));
            layers += deepest + 1;
        }
        let way = tree.ancestors(tree.here);
        let choose = |layer: usize| {
            let mut nodes: Vec<usize> = (0..of.len()).filter(|node| of[*node] == layer).collect();
            nodes.sort_by_key(|node| (*node != tree.here, !way.contains(node) && !tree.nodes[*node].is_end, *node));
            let rest = nodes.len().saturating_sub(MOST);
            nodes.truncate(MOST);
            nodes.sort_unstable();
            (nodes, rest)
        };
        let drawn = (0..layers).map(choose).collect();
        Layers { tree, of, drawn, heads }
    }

    /// Where a node is drawn.
    pub fn place(&self, node: usize) -> Place {
        let layer = self.of[node];
        (layer, if self.drawn[layer].0.contains(&node) { Item::Node(node) } else { Item::Rest })
    }

    /// The threads from layer to layer: dashed where one ends in nothing, and are they on the way to the thing of the page?
    pub fn links(&self) -> Links {
        let mut way = self.tree.ancestors(self.tree.here);
        way.insert(self.tree.here);
        let mut links = BTreeMap::new();
        for (from, to) in self.tree.edges() {
            let is_open = self.tree.nodes[*from].is_end || self.tree.nodes[*to].is_end;
            let is_way = way.contains(from) && way.contains(to);
            let (start, end) = (self.place(*from), self.place(*to));
            let target = if let Item::Node(node) = end.1 { node } else { usize::MAX - end.0 };
            let mut at = start;
            for layer in start.0 + 1..=end.0 {
                let next = if layer == end.0 { end } else { (layer, Item::Lane(end.0, target)) };
                let link = links.entry((at, next)).or_insert((true, false));
                *link = (link.0 && is_open, link.1 || is_way);
                at = next;
            }
        }
        links
    }
}
