//! From the tree to bytecode: scopes, captures, strict positions, code generation.
