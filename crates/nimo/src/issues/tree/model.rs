//! Words of the tree: columns, nodes, and what led to what; never round in a circle. Pure.

use std::collections::BTreeSet;

/// 家系: what led to what, from left to right.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// The heads of the columns, from the first cause to the last result: 意見, 課題, 方策.
    pub columns: Vec<&'static str>,
    /// The nodes, in the order in which they stand in their columns.
    pub nodes: Vec<Node>,
    /// From cause to result, by place in `nodes`; see [`Tree::tie`].
    edges: Vec<(usize, usize)>,
    /// The node that the list starts from.
    pub root: usize,
    /// The node that the page is about.
    pub here: usize,
}

/// A thing in the tree, as far as the person may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its column.
    pub column: usize,
    /// 意見2, R6-003, R6-003-1, or what stands for a thing that is closed to him.
    pub name: String,
    /// Its words in one line; empty where it is closed to him.
    pub words: String,
    /// Its page; none where it is closed to him.
    pub path: Option<String>,
    /// The sign.
    pub mark: Mark,
    /// The word beside the sign.
    pub state: &'static str,
    /// What it is to the thing that the page is about.
    pub note: &'static str,
    /// Nothing is here yet: the thread is dashed to a ring.
    pub is_end: bool,
}

impl Node {
    /// A thing that he may see.
    pub fn seen(column: usize, name: String, words: &str, path: String, mark: Mark) -> Node {
        Node { words: words.into(), path: Some(path), ..Node::bare(column, name, mark) }
    }

    /// A thing that he may not see: what stands for it, and no word or address of it.
    pub fn closed(column: usize, stands: String) -> Node {
        Node::bare(column, stands, Mark::Closed)
    }

    /// 途切れた先: what should be here and is not.
    pub fn end(column: usize, what: &str) -> Node {
        Node { state: "未了", is_end: true, ..Node::bare(column, what.into(), Mark::Open) }
    }

    fn bare(column: usize, name: String, mark: Mark) -> Node {
        Node { column, name, words: String::new(), path: None, mark, state: "", note: "", is_end: false }
    }
}

/// しるし: the sign of a state, as everywhere in nimo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// ● むすび, できた.
    Tied,
    /// ◐ 途中.
    Going,
    /// ○ 未了.
    Open,
    /// ◌ 案, 見守り.
    Draft,
    /// ⊘ 取りやめ.
    Out,
    /// A thing of which nothing is told.
    Closed,
}

impl Mark {
    /// From the code that the words of a room give.
    pub fn of(code: &str) -> Mark {
        match code {
            "going" => Mark::Going,
            "open" => Mark::Open,
            "draft" => Mark::Draft,
            "out" => Mark::Out,
            _ => Mark::Tied,
        }
    }

    /// As the style sheet knows it.
    pub fn code(self) -> &'static str {
        match self {
            Mark::Tied => "tied",
            Mark::Going => "going",
            Mark::Open => "open",
            Mark::Draft => "draft",
            Mark::Out => "out",
            Mark::Closed => "closed",
        }
    }
}

impl Tree {
    /// A tree with these columns and nothing in it.
    pub fn of(columns: &[&'static str]) -> Tree {
        Tree { columns: columns.into(), ..Tree::default() }
    }

    /// One more node; its place.
    pub fn add(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// `from` led to `to`. A tie that would lead back, or round in a circle, is left out: an issue that was split off and taken in
    /// again stands once.
    pub fn tie(&mut self, from: usize, to: usize) -> bool {
        let (Some(one), Some(other)) = (self.nodes.get(from), self.nodes.get(to)) else { return false };
        let goes_on = one.column <= other.column && from != to && !self.edges.contains(&(from, to));
        let may = goes_on && !self.ancestors(from).contains(&to);
        if may {
            self.edges.push((from, to));
        }
        may
    }

    /// What led to what.
    pub fn edges(&self) -> &[(usize, usize)] {
        &self.edges
    }

    /// What led to a node, in the order of the nodes.
    pub fn causes(&self, node: usize) -> BTreeSet<usize> {
        self.edges.iter().filter(|(_, to)| *to == node).map(|(from, _)| *from).collect()
    }

    /// What came of a node, in the order of the nodes.
    pub fn results(&self, node: usize) -> BTreeSet<usize> {
        self.edges.iter().filter(|(from, _)| *from == node).map(|(_, to)| *to).collect()
    }

    /// Everything that led to a node, at any distance.
    pub fn ancestors(&self, node: usize) -> BTreeSet<usize> {
        let mut known = BTreeSet::new();
        let mut open = vec![node];
        while let Some(one) = open.pop() {
            open.extend(self.causes(one).into_iter().filter(|cause| known.insert(*cause)));
        }
        known
    }
}
