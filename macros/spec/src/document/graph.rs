//! Circles in a graph.

/// For each node, the number of the group of nodes that lead to each other.
///
/// A group has a higher number than every group that it leads to. This is Tarjan's algorithm, without recursion because
/// a document can make a chain of any length.
pub(super) fn groups(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search {
        edges,
        next: 0,
        order: vec![None; edges.len()],
        low: vec![0; edges.len()],
        open: Vec::new(),
        groups: vec![None; edges.len()],
        count: 0,
    };
    for node in 0..edges.len() {
        if search.order[node].is_none() {
            search.from(node);
        }
    }
    search.groups.into_iter().map(Option::unwrap_or_default).collect()
}

struct Search<'e> {
    edges: &'e [Vec<usize>],
    next: usize,
    order: Vec<Option<usize>>,
    /// The lowest order that each node leads to, among the nodes without a group.
    low: Vec<usize>,
    open: Vec<usize>,
    groups: Vec<Option<usize>>,
    count: usize,
}

impl Search<'_> {
    fn from(&mut self, start: usize) {
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((node, edge)) = path.last_mut() {
            let node = *node;
            let Some(target) = self.edges[node].get(*edge).copied() else {
                path.pop();
                self.leave(node);
                if let Some((parent, _)) = path.last() {
                    self.low[*parent] = self.low[*parent].min(self.low[node]);
                }
                continue;
            };
            *edge += 1;
            match self.order[target] {
                None => {
                    self.enter(target);
                    path.push((target, 0));
                }
                Some(order) if self.groups[target].is_none() => {
                    self.low[node] = self.low[node].min(order);
                }
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = Some(self.next);
        self.low[node] = self.next;
        self.next += 1;
        self.open.push(node);
    }

    /// Closes the group of which this node was entered first, if it was.
    fn leave(&mut self, node: usize) {
        if self.order[node] != Some(self.low[node]) {
            return;
        }
        while let Some(member) = self.open.pop() {
            self.groups[member] = Some(self.count);
            if member == node {
                break;
            }
        }
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_circles() {
        let edges = [vec![1], vec![2, 3], vec![1], vec![], vec![4, 0]];
        let groups = groups(&edges);
        assert_eq!(groups[1], groups[2]);
        assert!(groups[3] < groups[1] && groups[1] < groups[0] && groups[0] < groups[4]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let length = 200_000;
        let edges: Vec<_> = (0..length).map(|node| vec![(node + 1) % length]).collect();
        assert!(groups(&edges).iter().all(|group| *group == 0));
    }

    proptest! {
        #[test]
        fn a_group_is_what_leads_to_each_other(
            edges in proptest::collection::vec(proptest::collection::vec(0_usize..8, 0..4), 8)
        ) {
            let reaches = |from: usize, to: usize| {
                let mut seen = [false; 8];
                let mut open = edges[from].clone();
                while let Some(node) = open.pop() {
                    if !std::mem::replace(&mut seen[node], true) {
                        open.extend(&edges[node]);
                    }
                }
                seen[to]
            };
            let groups = groups(&edges);
            for one in 0..8 {
                for other in 0..8 {
                    let together = one == other || reaches(one, other) && reaches(other, one);
                    prop_assert_eq!(groups[one] == groups[other], together);
                    if !together && reaches(one, other) {
                        prop_assert!(groups[one] > groups[other]);
                    }
                }
            }
        }
    }
}
