//! JSON: values written as it, and read from it.

mod lexer;
pub mod read;
pub mod text;
pub mod write;
