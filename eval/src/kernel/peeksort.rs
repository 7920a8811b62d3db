//! Peeksort as a machine that asks for one comparison at a time.
//!
//! A stable merge sort that looks for runs around the middle of a range first (Munro and Wild, "Nearly-Optimal
//! Mergesorts", ESA 2018), with insertion sort for short ranges. C++ Nix sorts the same way, so a comparator that
//! contradicts itself gives the same order here, and traces in it come in the same order. Whoever runs the machine
//! may suspend between a question and its answer.

/// Ranges up to this length are sorted by insertion.
const SHORT: usize = 16;

/// A range to sort: `begin..end`, of which `begin..left_run` and `right_run..end` are known to be sorted.
#[derive(Clone, Copy, Debug)]
struct Range {
    begin: usize,
    end: usize,
    left_run: usize,
    right_run: usize,
}

#[derive(Clone, Copy, Debug)]
enum Task {
    Sort(Range),
    Merge {
        begin: usize,
        middle: usize,
        end: usize,
    },
}

/// What the answer to the open question decides.
#[derive(Clone, Copy, Debug)]
enum Question {
    /// Nothing: no question is open.
    None,
    /// Whether the element at `hole` moves before its left neighbour.
    Insertion {
        begin: usize,
        end: usize,
        current: usize,
        hole: usize,
    },
    /// Whether the run around the middle descends.
    Direction(Range),
    /// Whether the run reaches from `start` one further to the left.
    Left {
        range: Range,
        descending: bool,
        start: usize,
    },
    /// The middle once more, where the way to the right begins.
    Middle {
        range: Range,
        descending: bool,
        start: usize,
    },
    /// Whether the run reaches from `end` one further to the right.
    Right {
        range: Range,
        descending: bool,
        start: usize,
        end: usize,
    },
    /// Whether the next element of the right run comes before that of the left one.
    Merge {
        left: usize,
        middle: usize,
        right: usize,
        output: usize,
    },
}

/// The state of a sort.
pub struct Peeksort<T> {
    items: Vec<T>,
    scratch: Vec<T>,
    tasks: Vec<Task>,
    question: Question,
}

impl<T: Copy> Peeksort<T> {
    /// Begins to sort.
    pub fn new(items: Vec<T>) -> Self {
        let end = items.len();
        let all = Range {
            begin: 0,
            end,
            left_run: 0,
            right_run: end,
        };
        Self {
            items,
            scratch: Vec::new(),
            tasks: vec![Task::Sort(all)],
            question: Question::None,
        }
    }

    /// The items, sorted once [`Self::next`] has returned none.
    pub fn into_items(self) -> Vec<T> {
        self.items
    }

    /// Takes the answer to the last question (at first any) and asks the next: does the first come before the second?
    pub fn next(&mut self, answer: bool) -> Option<(T, T)> {
        self.question = self.answered(answer);
        while let Question::None = self.question {
            let task = self.tasks.pop()?;
            self.question = self.begin(task);
        }
        Some(self.compared())
    }

    /// The two elements that the open question is about.
    fn compared(&self) -> (T, T) {
        let (first, second) = match self.question {
            Question::None => (0, 0),
            Question::Insertion { hole, .. } => (hole, hole - 1),
            Question::Direction(range) | Question::Middle { range, .. } => {
                (range.middle(), range.middle() - 1)
            }
            Question::Left { start, .. } => (start, start - 1),
            Question::Right { end, .. } => (end, end - 1),
            Question::Merge { left, right, .. } => {
                return (self.scratch[right], self.scratch[left]);
            }
        };
        (self.items[first], self.items[second])
    }

    fn begin(&mut self, task: Task) -> Question {
        match task {
            Task::Sort(range) => self.begin_sort(range),
            Task::Merge { begin, middle, end } => {
                self.scratch.clear();
                self.scratch.extend_from_slice(&self.items[begin..end]);
                self.merge(0, middle - begin, middle - begin, begin)
            }
        }
    }

    fn begin_sort(&mut self, range: Range) -> Question {
        let Range {
            begin,
            end,
            left_run,
            right_run,
        } = range;
        if end - begin <= 1 || left_run >= end || right_run <= begin {
            return Question::None;
        }
        if end - begin <= SHORT {
            return Question::Insertion {
                begin,
                end,
                current: begin + 1,
                hole: begin + 1,
            };
        }
        let middle = range.middle();
        if middle <= left_run {
            self.tasks.push(Task::Merge {
                begin,
                middle: left_run,
                end,
            });
            self.tasks.push(Task::Sort(Range {
                begin: left_run,
                left_run: left_run + 1,
                ..range
            }));
            Question::None
        } else if middle >= right_run {
            self.tasks.push(Task::Merge {
                begin,
                middle: right_run,
                end,
            });
            self.tasks.push(Task::Sort(Range {
                end: right_run,
                right_run: right_run - 1,
                ..range
            }));
            Question::None
        } else {
            Question::Direction(range)
        }
    }

    fn answered(&mut self, answer: bool) -> Question {
        match self.question {
            Question::None => Question::None,
            Question::Insertion {
                begin,
                end,
                current,
                hole,
            } => {
                if answer {
                    self.items.swap(hole, hole - 1);
                    if hole - 1 > begin {
                        return Question::Insertion {
                            begin,
                            end,
                            current,
                            hole: hole - 1,
                        };
                    }
                }
                let current = current + 1;
                if current == end {
                    return Question::None;
                }
                Question::Insertion {
                    begin,
                    end,
                    current,
                    hole: current,
                }
            }
            Question::Direction(range) => Self::further_left(range, answer, range.middle() - 1),
            Question::Left {
                range,
                descending,
                start,
            } if answer == descending => Self::further_left(range, descending, start - 1),
            Question::Left {
                range,
                descending,
                start,
            } => Question::Middle {
                range,
                descending,
                start,
            },
            Question::Middle {
                range,
                descending,
                start,
            } => self.further_right(range, descending, start, range.middle() + 1),
            Question::Right {
                range,
                descending,
                start,
                end,
            } if answer == descending => self.further_right(range, descending, start, end + 1),
            Question::Right {
                range,
                descending,
                start,
                end,
            } => self.split(range, descending, start, end),
            Question::Merge {
                left,
                middle,
                right,
                output,
            } => {
                let (left, right, source) = if answer {
                    (left, right + 1, right)
                } else {
                    (left + 1, right, left)
                };
                self.items[output] = self.scratch[source];
                self.merge(left, middle, right, output + 1)
            }
        }
    }

    fn further_left(range: Range, descending: bool, start: usize) -> Question {
        if start > range.left_run {
            Question::Left {
                range,
                descending,
                start,
            }
        } else {
            Question::Middle {
                range,
                descending,
                start,
            }
        }
    }

    fn further_right(
        &mut self,
        range: Range,
        descending: bool,
        start: usize,
        end: usize,
    ) -> Question {
        if end < range.right_run {
            Question::Right {
                range,
                descending,
                start,
                end,
            }
        } else {
            self.split(range, descending, start, end)
        }
    }

    /// Splits a range at that end of the run `start..run_end` which is nearer to the middle.
    fn split(&mut self, range: Range, descending: bool, start: usize, run_end: usize) -> Question {
        if descending {
            self.items[start..run_end].reverse();
        }
        let Range { begin, end, .. } = range;
        if start == begin && run_end == end {
            return Question::None;
        }
        let middle = range.middle();
        let (split, left, right) = if middle - start < run_end - middle {
            (start, start - 1, run_end)
        } else {
            (run_end, start, run_end + 1)
        };
        self.tasks.push(Task::Merge {
            begin,
            middle: split,
            end,
        });
        self.tasks.push(Task::Sort(Range {
            begin: split,
            left_run: right,
            ..range
        }));
        self.tasks.push(Task::Sort(Range {
            end: split,
            right_run: left,
            ..range
        }));
        Question::None
    }

    /// Goes on merging; once a run is used up the rest of the other follows unasked.
    fn merge(&mut self, left: usize, middle: usize, right: usize, output: usize) -> Question {
        if left < middle && right < self.scratch.len() {
            return Question::Merge {
                left,
                middle,
                right,
                output,
            };
        }
        let rest = if left < middle {
            &self.scratch[left..middle]
        } else {
            &self.scratch[right..]
        };
        self.items[output..output + rest.len()].copy_from_slice(rest);
        Question::None
    }
}

impl Range {
    fn middle(self) -> usize {
        self.begin + (self.end - self.begin) / 2
    }
}

#[cfg(test)]
mod tests {
    use super::Peeksort;

    fn sorted<T: Copy>(items: Vec<T>, mut less: impl FnMut(T, T) -> bool) -> Vec<T> {
        let mut sort = Peeksort::new(items);
        let mut answer = false;
        while let Some((a, b)) = sort.next(answer) {
            answer = less(a, b);
        }
        sort.into_items()
    }

    /// Numbers that repeat often, from a linear congruential generator.
    fn numbers(seed: u64, length: usize) -> Vec<(u64, usize)> {
        let mut state = seed;
        (0..length)
            .map(|index| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                ((state >> 33) % 50, index)
            })
            .collect()
    }

    #[test]
    fn it_sorts_and_keeps_the_order_of_equals() {
        for length in (0..70).chain([100, 500, 3000]) {
            for seed in 0..5 {
                let mut items = numbers(seed, length);
                if seed % 2 == 1 {
                    items[length / 3..].sort_unstable();
                }
                let mut expected = items.clone();
                expected.sort_by_key(|item| item.0);
                assert_eq!(sorted(items, |a, b| a.0 < b.0), expected);
            }
        }
    }

    #[test]
    fn runs_are_found() {
        for descending in [false, true] {
            let mut items: Vec<u32> = (0..1000).collect();
            if descending {
                items.reverse();
            }
            let mut comparisons = 0;
            let result = sorted(items, |a, b| {
                comparisons += 1;
                a < b
            });
            assert!(result.is_sorted());
            assert_eq!(comparisons, 1000);
        }
    }

    #[test]
    fn a_comparator_that_contradicts_itself_does_no_harm() {
        for length in [0, 1, 2, 5, 17, 40, 200] {
            for answers in [0_usize, 1, 2, 3] {
                let mut count = 0;
                let mut result = sorted((0..length).collect(), |_, _| {
                    count += 1;
                    match answers {
                        0 => true,
                        1 => false,
                        2 => count % 2 == 0,
                        _ => count % 3 == 0,
                    }
                });
                result.sort_unstable();
                assert!(result.into_iter().eq(0..length));
            }
        }
    }

    #[test]
    fn the_order_of_comparisons_is_fixed() {
        let mut asked = Vec::new();
        let items = vec![
            5, 3, 8, 1, 9, 2, 7, 4, 6, 0, 15, 13, 18, 11, 19, 12, 17, 14, 16, 10,
        ];
        sorted(items, |a, b| {
            asked.push((a, b));
            a < b
        });
        let first = [(15, 0), (0, 6), (15, 0), (13, 15), (3, 5), (8, 5), (1, 8)];
        assert!(asked.starts_with(&first));
        assert!(asked.ends_with(&[(10, 15), (11, 15), (12, 15), (13, 15), (14, 15), (16, 15)]));
    }
}
