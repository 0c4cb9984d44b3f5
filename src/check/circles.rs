//! Ways that lead back to where they began.

/// Finds the circles of a graph whose nodes are numbered from 0, each as the nodes along it.
///
/// Every circle shares an edge with one that is found, so breaking those that are found, and
/// looking again, ends with none.
pub fn circles(nodes: usize, successors: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        OnTheWay,
        Done,
    }
    let mut states = vec![State::New; nodes];
    let mut found = Vec::new();
    for start in 0..nodes {
        if states[start] != State::New {
            continue;
        }
        states[start] = State::OnTheWay;
        let mut way = vec![(start, successors(start).into_iter())];
        while let Some((here, ahead)) = way.last_mut() {
            let here = *here;
            match ahead.next() {
                None => {
                    states[here] = State::Done;
                    way.pop();
                }
                Some(next) => match states[next] {
                    State::New => {
                        states[next] = State::OnTheWay;
                        way.push((next, successors(next).into_iter()));
                    }
                    State::OnTheWay => {
                        let nodes = way.iter().map(|(node, _)| *node);
                        found.push(nodes.skip_while(|node| *node != next).collect());
                    }
                    State::Done => (),
                },
            }
        }
    }
    found
}

/// Writes a circle as a path that ends where it began.
pub fn path<'a>(circle: &[usize], name: impl Fn(usize) -> &'a str) -> String {
    let around = circle.iter().chain(circle.first());
    let names: Vec<&str> = around.map(|node| name(*node)).collect();
    names.join(" → ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(edges: &[(usize, usize)], nodes: usize) -> Vec<Vec<usize>> {
        circles(nodes, |from| {
            let out = edges.iter().filter(|edge| edge.0 == from);
            out.map(|edge| edge.1).collect()
        })
    }

    #[test]
    fn a_circle_is_the_nodes_along_it() {
        assert_eq!(find(&[(0, 1), (1, 2), (2, 1)], 3), [[1, 2]]);
        assert_eq!(find(&[(0, 0)], 1), [[0]]);
        assert!(find(&[(0, 1), (0, 2), (1, 2)], 3).is_empty());
    }

    #[test]
    fn a_long_chain_is_no_burden() {
        let chain = circles(100_000, |node| {
            if node + 1 < 100_000 { vec![node + 1] } else { Vec::new() }
        });
        assert!(chain.is_empty());
    }
}
