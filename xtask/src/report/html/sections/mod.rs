//! The page's sections, one file each.

pub mod ablation;
pub mod allocation;
pub mod dispatch;
pub mod flamegraphs;
pub mod gate;
pub mod per_operation;
pub mod provenance;
pub mod representativeness;
pub mod scaling;
pub mod summary;
pub mod times;
