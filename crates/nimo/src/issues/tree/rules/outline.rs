//! The tree as a nested list: each node once, a result under what it came of.

use crate::issues::tree::model::Tree;
use std::collections::BTreeSet;

/// A turn of the list, read from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// A list of causes begins.
    Causes,
    /// A list of what came of them begins.
    Results,
    /// The list ends.
    EndList,
    /// A line begins.
    Item,
    /// It ends.
    EndItem,
    /// A node, and what else it is tied to beside the node that it stands with.
    Name(usize, Vec<usize>),
}

/// Each node once, beginning with what led to the root; what is tied to the rest only follows at the end.
pub fn outline(tree: &Tree) -> Vec<Turn> {
    let mut list = List { tree, placed: BTreeSet::new(), turns: vec![] };
    let rest = 0..tree.nodes.len();
    for node in std::iter::once(tree.root).chain(rest).filter(|node| *node < tree.nodes.len()) {
        if !list.placed.contains(&node) {
            list.item(|list| list.group(node, None));
        }
    }
    list.turns
}

struct List<'a> {
    tree: &'a Tree,
    placed: BTreeSet<usize>,
    turns: Vec<Turn>,
}

impl List<'_> {
    fn item(&mut self, inside: impl FnOnce(&mut Self)) {
        self.turns.push(Turn::Item);
        inside(self);
        self.turns.push(Turn::EndItem);
    }

    /// What led to a node, and below it the node with what came of it.
    fn group(&mut self, node: usize, with: Option<usize>) {
        self.placed.insert(node);
        let causes: Vec<usize> = self.tree.causes(node).into_iter().filter(|one| !self.placed.contains(one)).collect();
        if causes.is_empty() {
            return self.name(node, with);
        }
        self.turns.push(Turn::Causes);
        for cause in causes {
            if !self.placed.contains(&cause) {
                self.item(|list| list.group(cause, Some(node)));
            }
        }
        self.turns.extend([Turn::EndList, Turn::Results]);
        self.item(|list| list.name(node, with));
        self.turns.push(Turn::EndList);
    }

    fn name(&mut self, node: usize, with: Option<usize>) {
        self.placed.insert(node);
        let here = self.turns.len();
        self.turns.push(Turn::Name(node, vec![]));
        let results: Vec<usize> =
            self.tree.results(node).into_iter().filter(|one| !self.placed.contains(one)).collect();
        let mut below = vec![];
        if !results.is_empty() {
            self.turns.push(Turn::Results);
            for result in results {
                if !self.placed.contains(&result) {
                    below.push(result);
                    self.item(|list| list.name(result, Some(node)));
                }
            }
            self.turns.push(Turn::EndList);
        }
        // A thing stands once; where it leads further, the line says so.
        let further = |other: &usize| Some(*other) != with && !below.contains(other);
        let also = self.tree.results(node).into_iter().filter(further).collect();
        self.turns[here] = Turn::Name(node, also);
    }
}

#[cfg(test)]
mod tests {
    use super::super::draw::tests::any_tree;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_list_names_each_node_once_and_its_turns_close(tree in any_tree()) {
            let turns = outline(&tree);
            let mut named: Vec<usize> =
                turns.iter().filter_map(|turn| if let Turn::Name(node, _) = turn { Some(*node) } else { None }).collect();
            named.sort_unstable();
            prop_assert_eq!(named, (0..tree.nodes.len()).collect::<Vec<_>>());
            let mut open = vec![];
            for turn in &turns {
                match turn {
                    Turn::Causes | Turn::Results => {
                        prop_assert_eq!(open.last(), Some(&Turn::Item), "a list stands in a line");
                        open.push(Turn::EndList);
                    }
                    Turn::Item => {
                        prop_assert!(open.last() != Some(&Turn::Item));
                        open.push(Turn::Item);
                    }
                    Turn::EndList => prop_assert_eq!(open.pop(), Some(Turn::EndList)),
                    Turn::EndItem => prop_assert_eq!(open.pop(), Some(Turn::Item)),
                    Turn::Name(..) => prop_assert_eq!(open.last(), Some(&Turn::Item), "a name stands in a line"),
                }
            }
            prop_assert!(open.is_empty());
            prop_assert_eq!(outline(&tree), turns);
        }
    }
}
