//! What each operation does to forced operands, written once for all engines.

/// The value of a thunk inside an asynchronous kernel; asks the host only if there is none yet.
macro_rules! forced {
    ($host:expr, $value:expr) => {{
        let value = $value;
        if value.is_pending() {
            $host.force(value).await?
        } else {
            value.resolved()
        }
    }};
    // As above, an error told of.
    ($host:expr, $value:expr, $told:expr) => {{
        let value = $value;
        if value.is_pending() {
            $host.force(value).await.map_err($told)?
        } else {
            value.resolved()
        }
    }};
}
pub(crate) use forced;

pub mod assertion;
pub mod coerce;
pub mod deep;
pub mod equality;
pub mod expect;
pub mod files;
pub mod float;
pub mod foreign;
pub mod json;
pub mod operators;
pub mod order;
pub mod paths;
pub mod peeksort;
pub mod realise;
pub mod recursion;
pub mod reentrant;
pub mod regex;
pub mod search_path;
pub mod sources;
pub mod step;
pub mod suggest;
pub mod sum;
pub mod toml;
pub mod trace;
pub mod traversal;
pub mod version;
